"""Move a case one step along its procedure: may they, check, change, and all that follows, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from gongju.access.actor import Actor
from gongju.actions.carry_out import carry_out
from gongju.actions.editing import check_seen
from gongju.actions.matter import Matter, matter_of
from gongju.actions.may import objections
from gongju.actions.objection import Objected, Objection
from gongju.actions.settle import unless_fallen
from gongju.casework.models import Case
from gongju.errors import BadInput, MovedOn
from gongju.rules.procedure import Transition


def move(
    *,
    actor: Actor,
    now: datetime,
    case_number: str,
    transition: str,
    seen_stage: str,
    seen_round: int | None = None,
    reason: str = "",
    acknowledged: Collection[str] = (),
    run: str = "",
) -> Case:
    """Make one move; the case as it stands afterwards. `run`: what many moves belong to that are made as one.

    `acknowledged`: codes of the rulebook's cautions that the actor was told and took note of; they are kept with the
    step. Raises NotFound, MovedOn (it no longer stands as seen), Objected (a Refusal with every objection at
    once), BadInput (a reason is missing) or Refusal `case.fallen`: what the case was about is over, and it has just
    been closed for that.
    """

    def moved(case: Case) -> Case:
        check_seen(case, seen_round)
        matter = matter_of(
            actor=actor,
            now=now,
            case=case,
            reason=reason.strip(),
            acknowledged=frozenset(acknowledged),
            run=run,
        )
        return carry_out(matter, _permitted(matter, transition, seen_stage))

    return unless_fallen(actor, case_number, moved, now=now)


def _permitted(matter: Matter, transition: str, seen_stage: str) -> Transition:
    chosen = _chosen(matter, transition, seen_stage)
    against = list(objections(matter, chosen))
    if against:
        raise Objected(against, where=matter.case.number)
    if chosen.needs_reason and not matter.reason:
        raise BadInput.of("reason", f"请写明{chosen.title}的理由。")
    return chosen


def _chosen(matter: Matter, name: str, seen_stage: str) -> Transition:
    if matter.case.stage != seen_stage:
        raise MovedOn(where=matter.case.number)
    if name not in matter.procedure.transitions:
        raise Objected([Objection("move.unknown", "没有这一步操作。", "请刷新页面后重试。")], where=matter.case.number)
    return matter.procedure.transitions[name]
