"""Move a case one step along its procedure: may they, check, change, and all that follows, in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions import judge
from gongju.actions.clocks import set_clocks
from gongju.actions.effects import EFFECTS
from gongju.actions.matter import Matter, matter_of
from gongju.actions.may import objections
from gongju.actions.objection import Objected, Objection
from gongju.actions.telling import case_ref, tell
from gongju.casework import records
from gongju.casework.models import Case
from gongju.casework.records import Marks
from gongju.errors import BadInput, MovedOn
from gongju.journal.refs import SubjectRef
from gongju.people.models import Office
from gongju.rules.procedure import Leg, Transition


def move(
    *,
    actor: Actor,
    now: datetime,
    case_number: str,
    transition: str,
    seen_stage: str,
    reason: str = "",
) -> Case:
    """Make one move; the case as it stands afterwards.

    Raises NotFound, MovedOn (it no longer stands at `seen_stage`), Objected (a Refusal with every objection at once)
    or BadInput (a reason is missing).
    """
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        matter = matter_of(actor=actor, now=now, case=case, reason=reason.strip())
        chosen = _chosen(matter, transition, seen_stage)
        against = list(objections(matter, chosen))
        if against:
            raise Objected(against, where=case.number)
        if chosen.needs_reason and not matter.reason:
            raise BadInput.of("reason", f"请写明{chosen.title}的理由。")
        return carry_out(matter, chosen)


def carry_out(matter: Matter, chosen: Transition) -> Case:
    """Everything a permitted move does: verdict kept, step, clocks, effects, journal. Needs a transaction."""
    case, listed = matter.case, matter.edition.stages.get(matter.case.type, ())
    leg = matter.procedure.leg(chosen, listed)
    if chosen.moment:
        facts, verdict = matter.facts, matter.verdict
        judge.keep(case, matter.edition, now=matter.now, moment=chosen.moment, facts=facts, verdict=verdict)
    _step(matter, chosen, leg)
    subjects = [subject for name in leg.effects for subject in EFFECTS[name](matter)]
    set_clocks(
        case,
        now=matter.now,
        edition=matter.edition,
        procedure=matter.procedure,
        events=leg.events,
        why=chosen.title,
    )
    _tell(matter, chosen, leg, subjects)
    return case


def _chosen(matter: Matter, name: str, seen_stage: str) -> Transition:
    if matter.case.stage != seen_stage:
        raise MovedOn(where=matter.case.number)
    if name not in matter.procedure.transitions:
        raise Objected([Objection("move.unknown", "没有这一步操作。", "请刷新页面后重试。")], where=matter.case.number)
    return matter.procedure.transitions[name]


def _step(matter: Matter, chosen: Transition, leg: Leg) -> None:
    case = matter.case
    if "submission" in leg.events:
        records.keep_edition(case, matter.edition.digest)
    records.step(
        case,
        now=matter.now,
        seen_stage=case.stage,
        to_stage=leg.to,
        name=chosen.name,
        actor=matter.actor.ref,
        reason=matter.reason,
        outcome=matter.procedure.stage(leg.to).outcome,
        **_marks(matter, chosen, leg),
    )


def _marks(matter: Matter, chosen: Transition, leg: Leg) -> Marks:
    """What the step writes on the case; the first submission and the first acceptance stay."""
    marks: Marks = {}
    if Office.Kind.TERRITORIAL in matter.procedure.desks(leg.to):
        marks["territorial_office_id"] = matter.employer.territorial_office_id
    if chosen.moment == "submission":
        marks["round"] = matter.case.round + 1
    if "submission" in leg.events and matter.case.submitted_at is None:
        marks["submitted_at"] = matter.now
    if "acceptance" in leg.events and matter.case.accepted_at is None:
        marks["accepted_at"] = matter.now
    return marks


def _tell(matter: Matter, chosen: Transition, leg: Leg, subjects: list[SubjectRef]) -> None:
    case = matter.case
    tell(
        actor=matter.actor,
        now=matter.now,
        action=f"{case.type}.{chosen.name}",
        subjects=[case_ref(case.number), *subjects],
        data={"to": leg.to, "round": case.round},
        reason=matter.reason,
    )
