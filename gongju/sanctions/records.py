"""Writing the register and the spot checks. Called by actions alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongju.errors import MovedOn
from gongju.permits.models import Permit
from gongju.sanctions.kinds import Kind
from gongju.sanctions.models import Checked, Sanction, SpotCheck


def impose(
    kind: Kind,
    *,
    now: datetime,
    authority: str,
    subject: dict[str, int],
    ground: str,
    evidence: str,
    decision: str,
    first_day: date,
    until: date | None,
    by_id: int,
) -> Sanction:
    """Enter a decision. `subject` is {"person_id": 1}, or employer_id, or agent_id."""
    return Sanction.objects.create(
        authority=authority,
        kind=kind.code,
        **subject,
        ground=ground,
        evidence=evidence,
        decision=decision,
        bars=list(kind.bars),
        read_only=kind.read_only,
        first_day=first_day,
        until=until,
        by_id=by_id,
        at=now,
    )


def lift(sanction: Sanction, *, on: date, by_id: int, reason: str) -> None:
    """End it before its day. MovedOn when it was lifted already."""
    waiting = Sanction.objects.filter(pk=sanction.pk, lifted_on__isnull=True)
    if not waiting.update(lifted_on=on, lifted_by_id=by_id, lift_reason=reason):
        raise MovedOn("这项处理")


def draw(
    permit_ids: Sequence[int], *, authority: str, title: str, on: date, seed: int, population: int, by_id: int
) -> SpotCheck:
    """Keep a sample, each permit with the employer it is at now."""
    check = SpotCheck.objects.create(
        authority=authority, title=title, drawn_on=on, seed=seed, population=population, by_id=by_id
    )
    employers = dict(Permit.objects.filter(pk__in=permit_ids).values_list("pk", "employer_id"))
    Checked.objects.bulk_create(
        Checked(check_of=check, permit_id=permit_id, employer_id=employers[permit_id]) for permit_id in permit_ids
    )
    return check


def set_result(item: Checked, *, now: datetime, result: str, note: str, follow_up: str, by_id: int) -> None:
    """What was found and what is done about it; may be written again while it is followed up."""
    Checked.objects.filter(pk=item.pk).update(
        result=result, note=note, follow_up=follow_up, checked_by_id=by_id, checked_at=now
    )


def tie(item: Checked, sanction: Sanction) -> None:
    """Note which decision a finding led to."""
    Checked.objects.filter(pk=item.pk).update(sanction=sanction)
