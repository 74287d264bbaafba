"""Everything a permitted move does: verdict kept, step, clocks, effects, journal."""

from __future__ import annotations

from gongju.actions import judge
from gongju.actions.clocks import set_clocks
from gongju.actions.effects import EFFECTS
from gongju.actions.matter import Matter
from gongju.actions.settle_appointment import settle_appointment
from gongju.actions.telling import case_ref, tell
from gongju.casework import records
from gongju.casework.models import Case
from gongju.casework.records import Marks
from gongju.journal.refs import SubjectRef
from gongju.people.models import Office
from gongju.rules.procedure import Leg, Transition

ACKNOWLEDGING = "cautions_acknowledged"
"""The guard of a move with which cautions are told and taken note of."""


def carry_out(matter: Matter, chosen: Transition) -> Case:
    """Do all of it; the guards have been asked. Needs a transaction."""
    case, listed = matter.case, matter.edition.stages.get(matter.case.type, ())
    leg = matter.procedure.leg(chosen, listed)
    if chosen.moment:
        facts, verdict = matter.facts, matter.verdict
        judge.keep(case, matter.edition, now=matter.now, moment=chosen.moment, facts=facts, verdict=verdict)
    left = case.stage
    _step(matter, chosen, leg)
    settle_appointment(matter, left)
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
        acknowledged=_acknowledged(matter, chosen),
        **_marks(matter, chosen, leg),
    )


def _acknowledged(matter: Matter, chosen: Transition) -> list[str]:
    """The sentences the actor was told and took note of with this move, where the move asks for that."""
    if ACKNOWLEDGING not in chosen.guards or not matter.acknowledged:
        return []
    return [one.sentence for one in matter.cautions if one.caution.code in matter.acknowledged]


def _noted(matter: Matter) -> dict[str, object]:
    return {"acknowledged": sorted(matter.acknowledged)} if matter.acknowledged else {}


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
        data={"to": leg.to, "round": case.round, **_noted(matter)},
        reason=matter.reason,
        run=matter.run,
    )
