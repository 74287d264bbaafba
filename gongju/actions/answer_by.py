"""By when a case that is sent back has to be handed in again."""

from __future__ import annotations

from datetime import date

from gongju.actions.matter import Matter
from gongju.casework import books
from gongju.rules.entries import Term
from gongju.rules.terms import term_date

RETURNED = "returned"
"""The event from which a rulebook counts how long a correction may take."""


def answer_by(matter: Matter) -> date | None:
    """The last day to hand in again when the case is sent back today; None where the rulebook has none (CL-112)."""
    term = term_of(matter)
    return term_date(term, matter.today, books.work_calendar()).date if term else None


def term_of(matter: Matter) -> Term | None:
    """How long a correction may take by the rulebook of the case."""
    return next((one for one in matter.edition.terms_of(matter.case.type) if one.from_event == RETURNED), None)
