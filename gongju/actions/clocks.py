"""The legal clocks of a case: begun by an event a rulebook names, running where the procedure says, due on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from gongju.casework import books, queries, records
from gongju.casework.clocks import UNIT_WORDS, Due, due
from gongju.casework.models import Case
from gongju.rules.edition import Edition
from gongju.rules.entries import Term
from gongju.rules.procedure import Procedure


def set_clocks(
    case: Case, *, now: datetime, edition: Edition, procedure: Procedure, events: Collection[str], why: str
) -> None:
    """Start, pause or resume every clock of the case after a step, and write what is due first.

    `events`: what the step legally is. `why`: the move's title.

    Serves (CP-135, DC-157, DC-158, DX-146, DX-147, DX-170, CY-Q31).
    """
    stage, ran = procedure.stage(case.stage), queries.stretches_by_clock(case)
    for term in handling_terms(edition, case.type):
        if (term.from_event in events or term.code in ran) and not stage.is_final:
            runs = stage.clock and stage.name not in term.pauses
            change = records.start_clock if runs else records.stop_clock
            change(case, clock=term.code, now=now, why=why)
    records.set_due(case, first_due(case, edition), now=now)


def handling_terms(edition: Edition, business: str) -> tuple[Term, ...]:
    """The terms in which an office must finish: counted onward in days from something that happens in the procedure."""
    return tuple(
        term
        for term in edition.terms_of(business)
        if term.unit in UNIT_WORDS and term.direction == "after" and term.from_event in EVENTS
    )


def no_term(edition: Edition, business: str) -> bool:
    """Whether the rulebook names no term in which an office must finish this business: then that is told plainly."""
    return not handling_terms(edition, business)


EVENTS = frozenset({"submission", "enters_review", "reported", "acceptance", "review_passed"})
"""What of a procedure's events may start an office's clock; "decision" ends one."""


def first_due(case: Case, edition: Edition) -> Due | None:
    """The clock that falls due first, None where none has begun or the case is decided."""
    if not case.open:
        return None
    ran = queries.stretches_by_clock(case)
    if not ran:
        return None
    calendar = books.work_calendar()
    found = [due(term, ran.get(term.code, []), calendar) for term in handling_terms(edition, case.type)]
    begun = [one for one in found if one is not None]
    running = [one for one in begun if one.day is not None]
    return min(running, key=lambda one: str(one.day)) if running else next(iter(begun), None)
