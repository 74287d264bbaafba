"""What stands in a rulebook, one frozen dataclass for each kind of entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .tree import Node

NO_PLACE, WHERE_SET, REQUIRED = QUOTAS = ("none", "where_set", "required")
"""Whether a case takes a place of the employer's quota: never; where the authority granted the employer a lot for the
day, be it of 0; always."""
PERIODS = {"year": 12, "quarter": 3, "month": 1}
"""Kinds of period and how many months each has."""
Cited = tuple[str, ...]
"""Ids of requirement rows, e.g. ("CP-034", "AMB-47")."""


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One figure of the law from a day on: written (`value`) or computed from other parameters (`rule`)."""

    since: date
    value: Decimal | None = None
    rule: str | None = None
    of: int | None = None
    """The year the figure describes, for series such as the average wage."""
    basis: str = ""
    derived: bool = False
    assumed: bool = False
    rows: Cited = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of the law by date. `values` are in order of `since`."""

    name: str
    label: str
    unit: str
    values: tuple[ParameterValue, ...]
    clause: str = ""
    rows: Cited = ()
    note: str = ""
    question: str = ""

    def on(self, day: date) -> ParameterValue | None:
        """The value that counts on a day; None before the first one."""
        found = None
        for value in self.values:
            if value.since > day:
                break
            found = value
        return found


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of the law by a whole number (a year). `entries` is complete: printed first, else derived."""

    name: str
    label: str
    unit: str
    entries: Mapping[int, Decimal]
    derived: frozenset[int] = frozenset()
    rows: Cited = ()
    note: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A named sub-expression that several criteria share."""

    name: str
    label: str
    rule: str
    rows: Cited = ()


@dataclass(frozen=True, slots=True)
class Question:
    """An open question of the text with its possible readings; the recommended one counts until an office decides."""

    id: str
    text: str
    readings: Mapping[str, str]
    recommended: str
    why: str = ""
    rows: Cited = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """What must be told, and acknowledged, where `when` holds; it stands in nobody's way. `text` may name facts."""

    code: str
    title: str
    business: tuple[str, ...]
    when: str
    text: str
    clause: str
    rows: Cited
    question: str = ""
    tree: Node | None = None


LAST_DAY = "permit_last_day"
"""The event of terms that are counted from the last day of a permit."""
ANNIVERSARY = "permit_anniversary"
"""The event of those counted from the day after it, on which the permit is so many years old."""


@dataclass(frozen=True, slots=True)
class Term:
    """A period that starts at an event, or counts back from one."""

    code: str
    business: tuple[str, ...]
    title: str
    length: int
    unit: str
    direction: str
    from_event: str
    from_label: str
    clause: str
    rows: Cited
    roll: bool = False
    """A last day that is no working day moves to the next working day."""
    inclusive: bool = False
    """The starting day counts, so that the last day is the day before the anniversary."""
    late: str = ""
    """What follows when it is missed, in words for people."""
    pauses: tuple[str, ...] = ()
    closes: bool = False
    """A case in which nothing was done within it is closed by the system."""
    opens: bool = False
    """The day it reaches is the first on which the business may be handed in; of several the earliest counts."""
    sentence: str = ""
    question: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Business:
    """A kind of business this authority handles: its stages in order, and the day on which facts are judged."""

    name: str
    title: str
    judged_on: str = "submission"
    stages: tuple[str, ...] = ()
    exclusive: bool = True
    appointment: bool = False
    """A case of it is taken in only on a day that was booked."""
    quota: str = NO_PLACE
    """One of QUOTAS."""
    while_restricted: bool = False
    """An employer whose access is restricted (受限) may do it all the same."""
    else_restricted: bool = False
    """An employer that does not meet the conditions may be taken over, and is restricted from then on."""
    opens_linking: bool = False
    """Until it was approved, nobody is linked with the employer."""
    asks: tuple[str, ...] = ()
    """Facts that a case of it asks for besides those its criteria look at."""
    summary: str = ""
    clause: str = ""
    rows: Cited = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way, in words, for the guide."""

    code: str
    business: tuple[str, ...]
    title: str
    by: str
    text: str
    clause: str
    rows: Cited
    question: str = ""


@dataclass(frozen=True, slots=True)
class StateChange:
    """How a permit (or an account) passes from one state to another."""

    code: str
    subject: str
    before: tuple[str, ...]
    event: str
    after: str
    text: str
    clause: str
    rows: Cited
    question: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where people of this authority can ask."""

    code: str
    kind: str
    """ "city", "district" or "territorial"."""
    name: str
    phones: tuple[str, ...]
    address: str
    hours: str
    rows: Cited
    area: str = ""
    email: str = ""
    opening: tuple[str, ...] = ()
    """Intervals of a working day, "08:30-11:30"."""
    historic: bool = False
    """It answered once and does so no longer, or nobody has tried: for looking up, not for calling."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """Something the permit gives, with the office that grants it."""

    title: str
    text: str
    clause: str
    rows: Cited
    current: bool = True


@dataclass(frozen=True, slots=True)
class Information:
    """A statement of the text that nobody is judged by."""

    title: str
    text: str
    rows: Cited
    clause: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayOfPeriod:
    """A day reckoned from a period of a year, a quarter or a month: of the period itself, or of one `later`.

    Either the `day` of its `month` (the first month is 1; no day: the last one), or its `working_day` (-1: the last).
    """

    month: int = 1
    day: int | None = None
    working_day: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class QuotaRound:
    """When employers declare what they need, when that is decided, and for which days places are granted.

    Once in every period. Without `opens` and `closes` the office gives notice each time. It is decided from
    `decided_from` (absent: any time) until `decided`. Places are granted for the period so many `places_later`, or for
    `valid_days` after the grant; `within_year`: never past the end of its year (DC-015, DX-009, CY-Q09a..CY-Q09c).
    """

    code: str
    title: str
    every: str
    """One of PERIODS."""
    text: str
    clause: str
    rows: Cited
    opens: DayOfPeriod | None = None
    closes: DayOfPeriod | None = None
    decided_from: DayOfPeriod | None = None
    decided: DayOfPeriod | None = None
    places_later: int = 0
    valid_days: int | None = None
    within_year: bool = False
    channel: str = ""
    question: str = ""
    figures: tuple[str, ...] = ()
    """Facts that count when places are allotted; the office sees them side by side."""
    named: bool = False
    """Each applicant is named, and has to qualify."""
    again: str = ""
    """What one more request in the same year is called; "" where there is one for each round."""
    no_withdrawal: str = ""
    """Why a reported request is not withdrawn, and whom to ask; "" where the employer may."""
    returnable: bool = False
    """Free places may be given back while they last."""
    wasteful_years: int = 0
    """After so many years in a row with lapsed places the employer is marked; 0: never."""


@dataclass(frozen=True, slots=True)
class NotModelled:
    """What was left out, and why."""

    what: str
    why: str
    rows: Cited
