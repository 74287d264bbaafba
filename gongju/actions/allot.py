"""Quota by hand: an office grants places to an employer, or says a standing of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import QUOTA
from gongju.access.employers import employer_for
from gongju.actions.telling import lot_ref, tell
from gongju.employers import records as employers
from gongju.errors import BadInput, Fault, MovedOn, Refusal
from gongju.quota import records
from gongju.quota.models import Lot
from gongju.quota.queries import of_employer

MOST = 10_000


def allot(
    *,
    actor: Actor,
    now: datetime,
    employer_id: int,
    count: int,
    first_day: date,
    last_day: date,
    note: str = "",
    seen_lots: int | None = None,
) -> Lot:
    """Grant a lot of places for a span of days (CY-Q13c).

    `seen_lots`: how many lots of the employer the actor saw, so that a form sent twice grants once; None where nobody
    looked. Raises NotFound, Refusal (not a quota officer), BadInput, MovedOn (there are others by now).
    """
    if not (actor.is_district and actor.has_role(QUOTA)):
        raise Refusal("quota.not_yours", "指标由区指标岗位核定。")
    _check(count, first_day, last_day)
    with transaction.atomic():
        employer = employer_for(actor, employer_id)
        employers.hold(employer.pk)
        if seen_lots is not None and of_employer(employer.pk).count() != seen_lots:
            raise MovedOn("这家单位的指标")
        lot = records.grant(
            now=now,
            actor=actor.ref,
            employer_id=employer.pk,
            authority=actor.authority,
            count=count,
            first_day=first_day,
            last_day=last_day,
            by_id=actor.user_id,
            note=note.strip(),
        )
        data = {"count": count, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
        tell(actor=actor, now=now, action="quota.grant", subjects=[lot_ref(lot.pk)], data=data)
    return lot


def _check(count: int, first_day: date, last_day: date) -> None:
    faults = []
    if not 0 <= count <= MOST:
        faults.append(Fault("count", f"数量应在 0 到 {MOST} 之间。"))
    if last_day < first_day:
        faults.append(Fault("last_day", "截止日期早于起始日期，请核对这两个日期。"))
    if faults:
        raise BadInput(tuple(faults))
