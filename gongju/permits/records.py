"""Writing permits: each event with the days it changes, and confirmations. Called by actions alone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gongju.casework.models import Case
from gongju.casework.numbers import next_number
from gongju.errors import MovedOn
from gongju.permits.life import LifeDays, after
from gongju.permits.models import Confirmation, Particulars, Permit, PermitEvent, PermitNumber

TOKEN_BYTES = 24
Kind = PermitEvent.Kind
SETTLED = "settled"
"""Why a permit was cancelled: its holder has settled in Beijing."""


def issue(
    case: Case,
    *,
    now: datetime,
    prefix: str,
    first_day: date,
    last_day: date,
    children: Sequence[dict[str, str]] = (),
) -> Permit:
    """The permit that a case ends in, with its number (prefix, year, six digits). IntegrityError for a second one."""
    number = f"{prefix}{now.year}{next_number(PermitNumber, prefix=prefix, year=now.year):06d}"
    if case.person_id is None or case.employer_id is None:
        raise ValueError(f"case {case.number} names no person or no employer: nobody to issue a permit to")
    permit = Permit.objects.create(
        number=number,
        person_id=case.person_id,
        employer_id=case.employer_id,
        authority=case.authority,
        first_day=first_day,
        last_day=last_day,
        issued_by=case,
        children=list(children),
    )
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat(), "employer": str(case.employer_id)}
    PermitEvent.objects.create(permit=permit, kind=Kind.ISSUED, on=first_day, at=now, case=case, data=days)
    return permit


def take_in(
    number: str,
    *,
    now: datetime,
    person_id: int,
    employer_id: int,
    authority: str,
    first_day: date,
    last_day: date,
) -> Permit:
    """A permit of the former system with its number and days as recorded there; no case of ours issued it."""
    permit = Permit.objects.create(
        number=number,
        person_id=person_id,
        employer_id=employer_id,
        authority=authority,
        first_day=first_day,
        last_day=last_day,
        imported_at=now,
    )
    days = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat(), "imported": "yes"}
    days["employer"] = str(employer_id)
    PermitEvent.objects.create(permit=permit, kind=Kind.ISSUED, on=first_day, at=now, data=days)
    return permit


def suspend(permit: Permit, *, now: datetime, on: date, data: dict[str, str] | None = None) -> Permit:
    """挂起 from a day on, after the employment ended (CP-144)."""
    return _happen(permit, Kind.SUSPENDED, now=now, on=on, data=data or {})


def resume(permit: Permit, *, now: datetime, on: date, case: Case, employer_id: int) -> Permit:
    """Valid again at a new employer, in its district; the last day stays as it was."""
    Permit.objects.filter(pk=permit.pk).update(employer_id=employer_id, authority=case.authority)
    return _happen(permit, Kind.RESUMED, now=now, on=on, case=case, data={"employer": str(employer_id)})


def renew(permit: Permit, *, now: datetime, on: date, last_day: date, case: Case) -> Permit:
    """Valid up to a new last day, from now on in the district that renewed it."""
    Permit.objects.filter(pk=permit.pk).update(authority=case.authority)
    return _happen(permit, Kind.RENEWED, now=now, on=on, case=case, data={"last_day": last_day.isoformat()})


def accept_renewal(permit: Permit, *, now: datetime, on: date, until: date | None, case: Case) -> Permit:
    """A renewal was accepted; `until` where the rulebook lets the permit wait for it past its last day."""
    data = {"until": until.isoformat()} if until else {}
    return _happen(permit, Kind.RENEWAL_ACCEPTED, now=now, on=on, case=case, data=data)


def freeze(permit: Permit, *, now: datetime, on: date, until: date | None) -> Permit:
    """冻结 from a day on, to a last day or until lifted."""
    return _happen(permit, Kind.FROZEN, now=now, on=on, data={"until": until.isoformat()} if until else {})


def unfreeze(permit: Permit, *, now: datetime, on: date) -> Permit:
    """Lift a freeze."""
    return _happen(permit, Kind.UNFROZEN, now=now, on=on, data={})


def retire(permit: Permit, *, now: datetime, on: date) -> Permit:
    """Lapsed from a day on because the holder retired; being employed again does not mend it (CY-Q83)."""
    retired = _happen(permit, Kind.RETIRED, now=now, on=on, data={})
    void_confirmations(permit, now=now)
    return retired


def cancel(permit: Permit, *, now: datetime, on: date, case: Case | None = None, why: str = "") -> Permit:
    """注销: for good. MovedOn when it was already. `why`: SETTLED where the holder has a Beijing hukou."""
    if permit.cancelled_on is not None:
        raise MovedOn("这本证件", where=permit.number)
    cancelled = _happen(permit, Kind.CANCELLED, now=now, on=on, case=case, data={"why": why} if why else {})
    void_confirmations(permit, now=now)
    return cancelled


def approve_particulars(
    permit: Permit, *, now: datetime, content: Mapping[str, Any], case: Case | None = None
) -> Particulars:
    """Keep what was approved of the profile ({part: content}), with the children as they stand on the permit.

    It counts from now; the earlier ones stay readable.
    """
    return Particulars.objects.create(
        permit=permit, case=case, at=now, content={**content, "children": list(permit.children)}
    )


def note_change(permit: Permit, *, now: datetime, on: date, items: Sequence[str], case: Case) -> Permit:
    """信息变更: which items changed, never what they say."""
    return _happen(permit, Kind.CHANGED, now=now, on=on, case=case, data={"items": "、".join(items)})


def note_reissue(permit: Permit, *, now: datetime, on: date, reason: str) -> Permit:
    """重新出具确认单: `reason` is a key, never a text that somebody typed."""
    return _happen(permit, Kind.REISSUED, now=now, on=on, data={"reason": reason})


def set_children(permit: Permit, *, now: datetime, on: date, children: Sequence[dict[str, str]], case: Case) -> Permit:
    """The accompanying children as approved; the event says how many, never who."""
    permit.children = list(children)
    permit.save(update_fields=["children"])
    return _happen(permit, Kind.CHANGED, now=now, on=on, case=case, data={"children": str(len(children))})


def move_to(permit: Permit, *, now: datetime, on: date, authority: str, case: Case) -> Permit:
    """Later business of the permit is another district's: its employer went over there."""
    data = {"authority": authority, "authority_before": permit.authority}
    Permit.objects.filter(pk=permit.pk).update(authority=authority)
    return _happen(permit, Kind.CHANGED, now=now, on=on, case=case, data=data)


def hold(permit: Permit) -> Permit:
    """Keep other writers from the permit until this transaction ends, and see it as it is now."""
    Permit.objects.select_for_update().filter(pk=permit.pk).first()
    permit.refresh_from_db()
    return permit


def _happen(
    permit: Permit, kind: PermitEvent.Kind, *, now: datetime, on: date, data: dict[str, str], case: Case | None = None
) -> Permit:
    """Write one event and the days that follow from it."""
    PermitEvent.objects.create(permit=permit, kind=kind, on=on, at=now, case=case, data=data)
    names = list(LifeDays.__dataclass_fields__)
    before = Permit.objects.filter(pk=permit.pk).values(*names).get()
    days = after(LifeDays(**before), kind, on, data)
    Permit.objects.filter(pk=permit.pk).update(**{name: getattr(days, name) for name in names})
    permit.refresh_from_db()
    return permit


def confirmation(permit: Permit, *, now: datetime, token: str = "", digest: str = "", claim: str = "") -> Confirmation:
    """A new confirmation with an unguessable token; the one before it is void from now."""
    void_confirmations(permit, now=now)
    return Confirmation.objects.create(
        permit=permit, token=token or new_token(), issued_at=now, digest=digest, claim=claim
    )


def new_token() -> str:
    """The unguessable part of a confirmation's address: 192 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def void_confirmations(permit: Permit, *, now: datetime) -> int:
    """Make whatever was printed of the permit void; gives how many."""
    return Confirmation.objects.filter(permit=permit, void_at__isnull=True).update(void_at=now)
