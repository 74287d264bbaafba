"""Tables of casework, in three families: the books, the case, the papers."""

from .books import CalendarDay, ProcedureText, RulebookText
from .case import Case, CaseNumber, Interval, Snapshot, Step, VerdictKept
from .papers import Correction, Expedite, Finding, HandedIn, Waiver

__all__ = [
    "CalendarDay",
    "Case",
    "CaseNumber",
    "Correction",
    "Expedite",
    "Finding",
    "HandedIn",
    "Interval",
    "ProcedureText",
    "RulebookText",
    "Snapshot",
    "Step",
    "VerdictKept",
    "Waiver",
]
