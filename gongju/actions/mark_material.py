"""Look at a paper that was handed in: fit or not, with a remark."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.editing import check_on_desk, check_seen
from gongju.actions.telling import case_ref, tell
from gongju.casework import paper_records, records
from gongju.casework import queries as casework
from gongju.casework.models import HandedIn
from gongju.errors import BadInput, NotFound


def mark_material(
    *, actor: Actor, now: datetime, case_number: str, handed_in_id: int, state: str, remark: str = ""
) -> None:
    """Mark one paper pending, fit or unfit. Raises NotFound, Refusal, BadInput (unfit without a remark)."""
    if state not in HandedIn.State.values:
        raise BadInput.of("state", "请选择“符合”或“不符合”。")
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        paper = casework.handed_in(case).filter(pk=handed_in_id).first()
        if paper is None:
            raise NotFound("这份材料")
        paper_records.mark(handed_in_id, state=state, remark=remark.strip())
        tell(
            actor=actor,
            now=now,
            action="material.mark",
            subjects=[case_ref(case.number)],
            data={"handed_in": handed_in_id, "material": paper.material, "state": state},
            quietly=True,
        )


def mark_all_fit(*, actor: Actor, now: datetime, case_number: str, seen_round: int | None = None) -> int:
    """Mark every paper still pending as fit; how many there were. Raises NotFound, Refusal, MovedOn (others came)."""
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        check_seen(case, seen_round)
        found_fit = paper_records.mark_pending_fit(case)
        if found_fit:
            tell(
                actor=actor,
                now=now,
                action="material.mark_all_fit",
                subjects=[case_ref(case.number)],
                data={"handed_in": found_fit},
                quietly=True,
            )
    return len(found_fit)
