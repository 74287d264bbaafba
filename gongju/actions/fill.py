"""Fill in a case: answers kept as typed, also wrong ones; what is wrong with them is told back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gongju.access.actor import STAFF, Actor
from gongju.actions.editing import check_editable, check_on_desk
from gongju.actions.judge import is_said_by
from gongju.actions.matter import matter_of
from gongju.actions.settle import unless_fallen
from gongju.actions.telling import case_ref, tell
from gongju.casework import records
from gongju.casework.models import Case
from gongju.errors import BadInput, Fault
from gongju.rules.edition import Edition
from gongju.rules.given import FactFaults, read_facts

LONGEST_ANSWER, MOST_CHOICES = 1000, 100


@dataclass(frozen=True, slots=True)
class Filled:
    """The case as saved, and what is wrong with the answers given this time."""

    case: Case
    faults: tuple[Fault, ...]


def fill(*, actor: Actor, now: datetime, case_number: str, answers: Mapping[str, object]) -> Filled:
    """Save answers {fact name: text, true/false or list} over those there; None or "" takes one away.

    A party answers while the stage is theirs to edit; an officer, while the case is on the desk, answers what is an
    office's to say (经办人核定).

    Raises NotFound, Refusal (not to be changed here, or `case.fallen`: the permit is over, the case closed), BadInput
    (a fact the rulebook has not, or another party's to say). Serves (CY-Q61b). The journal learns which facts were
    touched, never what was typed.
    """

    def filled(case: Case) -> Filled:
        check = check_on_desk if actor.kind == STAFF else check_editable
        check(actor, case)
        edition = matter_of(actor=actor, now=now, case=case).edition
        _check_names(actor, edition, answers)
        kept = {**case.answers, **{name: _bounded(value) for name, value in answers.items()}}
        records.save_answers(case, {name: value for name, value in kept.items() if value not in (None, "", [])})
        subjects, data = [case_ref(case.number)], {"facts": sorted(answers)}
        tell(actor=actor, now=now, action="case.fill", subjects=subjects, data=data, quietly=True)
        return Filled(case, faults_in(edition, {name: case.answers.get(name, "") for name in answers}))

    return unless_fallen(actor, case_number, filled, now=now)


def _check_names(actor: Actor, edition: Edition, answers: Mapping[str, object]) -> None:
    faults = []
    for name in answers:
        if name not in edition.facts:
            faults.append(Fault(name, f"没有“{name}”这一项。"))
        elif not is_said_by(edition.facts[name], actor.kind):
            faults.append(Fault(name, f"“{edition.facts[name].label}”不由您填写。"))
    if faults:
        raise BadInput(tuple(faults))


def _bounded(typed: object) -> object:
    """Kept as typed up to a length beyond which nobody types."""
    if isinstance(typed, str):
        return typed[:LONGEST_ANSWER]
    return [_bounded(one) for one in typed[:MOST_CHOICES]] if isinstance(typed, list) else typed


def faults_in(edition: Edition, answers: Mapping[str, object]) -> tuple[Fault, ...]:
    """What is wrong with answers as typed, one fault for each field."""
    try:
        read_facts(edition.facts, answers)
    except FactFaults as wrong:
        return tuple(Fault(one.name, f"{one.what}。") for one in wrong.faults)
    return ()
