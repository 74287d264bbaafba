"""What stands in a rulebook, one frozen dataclass for each kind of entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
class LookBack:
    """So many whole months, the last of them `ends[0]` months before the month of the day (others also accepted)."""

    months: int
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Remaining:
    """A paper must still be valid so many months after it is handed in; `soft` where the text says 一般."""

    months: int
    soft: bool


@dataclass(frozen=True, slots=True)
class Material:
    """One paper that a business asks for."""

    code: str
    title: str
    business: tuple[str, ...]
    by: str
    clause: str
    rows: Cited
    when: str | None = None
    pathway: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    """Alternative documents for this one slot; empty: the title is the document."""
    group: str = ""
    """Id of a group of which any one option suffices."""
    option: str = ""
    """The option of the group this paper belongs to; papers of one option are all needed."""
    upload_where: str = ""
    form: str = ""
    original: bool = False
    seal: str = ""
    every_page: bool = False
    signature: str = ""
    annotation: str = ""
    freshness: int | None = None
    """Months before the day of handing in that the paper's own date may lie back."""
    remaining: Remaining | None = None
    look_back: LookBack | None = None
    template: str = ""
    must_state: tuple[str, ...] = ()
    advisable: bool = False
    """Asked for as a warning only; a file without it is not sent back."""
    note: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Papers of which any one option suffices."""

    id: str
    title: str
    rows: Cited = ()


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
class NotModelled:
    """What was left out, and why."""

    what: str
    why: str
    rows: Cited
