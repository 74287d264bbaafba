"""An office's orders on a permit, each with its reason: freeze, lift, cancel by decision, note a retirement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.permits import permit_for
from gongju.actions.settle import settled
from gongju.actions.telling import case_ref, permit_ref, tell
from gongju.casework import queries as casework
from gongju.casework import records as cases
from gongju.errors import BadInput, Refusal
from gongju.journal.refs import SubjectRef
from gongju.permits import records
from gongju.permits.models import Permit
from gongju.permits.queries import OUTLIVED
from gongju.permits.state import state_on

ORDERING = "district.approve"
"""The role that gives orders on permits of its district."""


def freeze(
    *, actor: Actor, now: datetime, permit_number: str, since: date, until: date | None = None, reason: str
) -> Permit:
    """冻结 from a day on, today or later, to a last day or until lifted. Raises NotFound, Refusal, BadInput."""
    with transaction.atomic():
        permit = _held(actor, permit_number, reason, now)
        if since < localdate(now):
            raise BadInput.of("since", "冻结起始日期不能早于今天。")
        if until is not None and until < since:
            raise BadInput.of("until", "冻结截止日期早于起始日期，请核对这两个日期。")
        if _is_frozen(permit, localdate(now)):
            raise Refusal("permit.frozen", "证件已经冻结或已有冻结安排。", do="要改期限的，请先解冻，再重新冻结。")
        records.freeze(permit, now=now, on=since, until=until)
        days = {"since": since.isoformat(), "until": until.isoformat() if until else ""}
        _tell(actor, now, "permit.freeze", permit, reason, data=days)
    return permit


def unfreeze(*, actor: Actor, now: datetime, permit_number: str, reason: str) -> Permit:
    """Lift a freeze from today on. Raises NotFound, BadInput, or Refusal where none is in force or ahead."""
    with transaction.atomic():
        permit = _held(actor, permit_number, reason, now)
        if not _is_frozen(permit, localdate(now)):
            raise Refusal("permit.not_frozen", "证件没有冻结，不需要解冻。")
        records.unfreeze(permit, now=now, on=localdate(now))
        _tell(actor, now, "permit.unfreeze", permit, reason)
    return permit


def cancel_by_decision(*, actor: Actor, now: datetime, permit_number: str, reason: str) -> Permit:
    """注销 by an office's decision, for false papers or at the holder's own wish (CP-150, DX-165, LF-02); for good."""
    with transaction.atomic():
        permit = _held(actor, permit_number, reason, now)
        records.cancel(permit, now=now, on=localdate(now))
        _tell(actor, now, "permit.cancel", permit, reason, _closed(permit, now))
    return permit


def report_retirement(*, actor: Actor, now: datetime, permit_number: str, retired_on: date, reason: str) -> Permit:
    """失效 from the day of retirement, today or before (CY-Q83, AMC-27); being employed again does not mend it."""
    with transaction.atomic():
        permit = _held(actor, permit_number, reason, now)
        if retired_on > localdate(now):
            raise BadInput.of("retired_on", "退休日期不能晚于今天。")
        if retired_on < permit.first_day:
            raise BadInput.of("retired_on", "退休日期早于证件生效日期，请核对。")
        records.retire(permit, now=now, on=retired_on)
        _tell(actor, now, "permit.retire", permit, reason, _closed(permit, now), {"since": retired_on.isoformat()})
    return permit


def _held(actor: Actor, number: str, reason: str, now: datetime) -> Permit:
    """The permit, held; it lives on, and the actor may give orders on it and says why."""
    permit = permit_for(actor, number)
    if not (actor.is_district and actor.has_role(ORDERING)):
        raise Refusal("permit.not_yours", "对证件的处理由区核准岗位作出。")
    if not reason.strip():
        raise BadInput.of("reason", "请写明理由和依据，本人和单位会看到。")
    held = records.hold(permit)
    state = state_on(held, localdate(now))
    if state in OUTLIVED:
        raise Refusal("permit.over", f"证件已经{state.value}，不能再作处理。", where=number)
    return held


def _is_frozen(permit: Permit, on: date) -> bool:
    """Whether a freeze is in force or still ahead."""
    return permit.frozen_from is not None and (permit.frozen_until is None or permit.frozen_until >= on)


def _closed(permit: Permit, now: datetime) -> list[SubjectRef]:
    """Close the open case that has lost what it was about."""
    waiting = casework.open_exclusive(permit.person_id)
    if waiting is None:
        return []
    cases.hold(waiting.number)
    closed = settled(casework.by_number(waiting.number), now=now)
    return [case_ref(closed.number)] if closed else []


def _tell(  # noqa: PLR0917  (private, read once)
    actor: Actor,
    now: datetime,
    action: str,
    permit: Permit,
    reason: str,
    closed: list[SubjectRef] | None = None,
    data: Mapping[str, object] | None = None,
) -> None:
    subjects = [permit_ref(permit.number), *(closed or [])]
    tell(actor=actor, now=now, action=action, subjects=subjects, data=data, reason=reason.strip())
