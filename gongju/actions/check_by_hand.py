"""Look into a comparison by hand: an officer writes down why what is stated stands, and the case may go on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.comparisons import Standing
from gongju.actions.editing import check_on_desk
from gongju.actions.matter import matter_of
from gongju.actions.telling import case_ref, tell
from gongju.casework import records
from gongju.errors import BadInput, NotFound, Refusal
from gongju.registries import records as registries
from gongju.registries.models import Comparison, HandCheck
from gongju.registries.office import Level


def check_by_hand(*, actor: Actor, now: datetime, case_number: str, office: str, reason: str) -> HandCheck:
    """Keep the look at how the comparison stands now; what the office says later outweighs it, unless it agrees.

    Raises NotFound (no such comparison), BadInput (no reason), Refusal `comparison.agrees` or `comparison.no_hand`.
    Serves (CY-Q88a).
    """
    if not reason.strip():
        raise BadInput.of("reason", "请写明怎样核对、结果如何。")
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        matter = matter_of(actor=actor, now=now, case=case)
        found = next((one for one in matter.comparisons if one.office.code == office), None)
        comparison = _open(found, case_number)
        if actor.user_id is None:
            raise NotFound("这项比对")
        check = registries.keep_hand_check(
            case_number=case.number, comparison=comparison, reason=reason.strip(), by_id=actor.user_id, now=now
        )
        tell(
            actor=actor,
            now=now,
            action="registry.check",
            subjects=[case_ref(case.number)],
            data={"comparison": comparison.pk, "office": office, "level": str(comparison.level)},
            reason=reason.strip(),
            quietly=True,
        )
    return check


def _open(found: Standing | None, case_number: str) -> Comparison:
    """The comparison, where the rulebook lets an officer look into it."""
    if found is None or found.comparison is None:
        raise NotFound("这项比对")
    if found.comparison.level == Level.AGREES:
        raise Refusal("comparison.agrees", f"与{found.office.title}的比对一致，不需要人工核对。", where=case_number)
    if found.rule is None or not found.rule.by_hand:
        raise Refusal("comparison.no_hand", f"与{found.office.title}的比对不能由人工核对代替。", where=case_number)
    return found.comparison
