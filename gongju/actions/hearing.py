"""The person's right to answer before a rejection: what was announced, until when they may answer, what they said.

The published guides are silent on it. The general law on licences asks an office to hear whoever a decision goes
against, so no case is rejected unheard; how many days are given, a rulebook says (`from_event = "intended_rejection"`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from gongju.actions.matter import Matter
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Step
from gongju.rules.procedure import APPLICANT, Procedure
from gongju.rules.terms import term_date

INTENDED = "intended_rejection"
"""The event of a move that announces a rejection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """An announced rejection. `until` is the last day for an answer, `provisional` while a year is not published.

    `left`: the case has gone on since, answered (`answered_on` set) or because nobody answered in time.
    """

    reason: str
    announced_on: date
    until: date
    provisional: bool
    left: bool
    answer: str = ""
    answered_on: date | None = None

    def is_over(self, on: date) -> bool:
        """Whether the days for an answer have passed; a provisional day lets nothing pass."""
        return on > self.until and not self.provisional


def hearing_of(matter: Matter) -> Hearing | None:
    """The rejection announced last since the last submission; None when none was."""
    steps = casework.steps(matter.case)
    announced = _last_announced(matter.procedure, steps)
    if announced is None:
        return None
    step, later = steps[announced], steps[announced + 1 :]
    left = next((one for one in later if one.from_stage == step.to_stage), None)
    said = left if left is not None and _is_answer(matter.procedure, left) else None
    until = _until(matter, localdate(step.at))
    return Hearing(
        reason=step.reason,
        announced_on=localdate(step.at),
        until=until[0],
        provisional=until[1],
        left=left is not None,
        answer=said.reason if said else "",
        answered_on=localdate(said.at) if said else None,
    )


def _last_announced(procedure: Procedure, steps: Sequence[Step]) -> int | None:
    """Where the last announcement stands in the steps; a submission after it makes an end of it."""
    for index in range(len(steps) - 1, -1, -1):
        move = procedure.transitions.get(steps[index].name)
        if move is not None and INTENDED in move.events:
            return index
        if move is not None and move.moment == "submission":
            return None
    return None


def _is_answer(procedure: Procedure, step: Step) -> bool:
    move = procedure.transitions.get(step.name)
    return move is not None and APPLICANT in move.who and bool(step.reason)


def _until(matter: Matter, day: date) -> tuple[date, bool]:
    """The last day for an answer; the day of the announcement itself where the rulebook gives no days."""
    for term in matter.edition.terms_of(matter.case.type):
        if term.from_event == INTENDED:
            dated = term_date(term, day, books.work_calendar())
            return dated.date, bool(dated.provisional)
    return day, False
