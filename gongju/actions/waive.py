"""Decide on a criterion that the rules leave to an officer: a soft one unmet, or one to be judged, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.editing import check_on_desk, check_seen
from gongju.actions.matter import matter_of
from gongju.actions.telling import case_ref, tell
from gongju.casework import paper_records, records
from gongju.casework.models import Waiver
from gongju.errors import BadInput, NotFound, Refusal
from gongju.rules.verdict import Outcome


def waive(
    *, actor: Actor, now: datetime, case_number: str, criterion: str, reason: str, seen_round: int | None = None
) -> Waiver:
    """Let the criterion count as met, with the reason. Refusal `waive.hard`: only what is left to an officer may be.

    It counts while what the criterion looks at stays as it is now: whatever is altered since is decided anew.
    Serves (DX-025).
    """
    if not reason.strip():
        raise BadInput.of("reason", "请写明认定的理由。")
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        check_seen(case, seen_round)
        matter = matter_of(actor=actor, now=now, case=case)
        found = next((one for one in matter.verdict.criteria if one.code == criterion), None)
        if found is None or actor.user_id is None:
            raise NotFound("这项条件")
        if found.outcome != Outcome.TO_BE_JUDGED:
            raise Refusal("waive.hard", f"“{found.title}”不由经办人认定（{found.outcome.label}）。", where=case.number)
        waiver = paper_records.waive(
            case,
            criterion=criterion,
            reason=reason.strip(),
            by_id=actor.user_id,
            now=now,
            facts=matter.looked_at(criterion),
        )
        tell(
            actor=actor,
            now=now,
            action="criterion.waive",
            subjects=[case_ref(case.number)],
            data={"criterion": criterion, "soft": found.soft},
            reason=reason.strip(),
            quietly=True,
        )
    return waiver
