"""What a worked example says: from whom it starts, what is changed, and what must come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .entries import Cited


@dataclass(frozen=True, slots=True)
class Base:
    """A person for whom everything is met, from whom examples start."""

    business: str
    on: date
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CriterionExample:
    """The base person of the business with a few facts changed, and what the one criterion then is."""

    criterion: str
    business: str
    of: str
    outcome: str
    facts: Mapping[str, object] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What was seen on a paper that was handed in; None where nobody looked.

    `kind`: which document it is. `open_ended`: it has no last day. `states`: what of what it must say it says.
    `covers`: the first and the last month it is about. `sealed`, `signed`, `annotated`: the pages on which it is.
    `seal`: which kind of seal it bears.
    """

    form: str | None = None
    kind: str | None = None
    dated: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    open_ended: bool = False
    states: tuple[str, ...] | None = None
    covers: tuple[date, date] | None = None
    pages: int | None = None
    sealed: tuple[int, ...] | None = None
    seal: str | None = None
    signed: tuple[int, ...] | None = None
    annotated: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A term counted from an event, and the day it must reach."""

    term: str
    event: date
    day: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an example must show; None or absent means: not said here."""

    outcome: str | None = None
    unmet: tuple[str, ...] | None = None
    met: tuple[str, ...] = ()
    to_be_judged: tuple[str, ...] = ()
    standard: str = ""
    """Words that the standard of one of the criteria must contain, e.g. "14,111 元"."""
    due: tuple[str, ...] = ()
    not_due: tuple[str, ...] = ()
    missing: tuple[str, ...] | None = None
    faults: tuple[str, ...] | None = None
    months: int | None = None
    """How many months some due paper with a look-back window covers."""
    covers: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    """By paper the first and the last month it must cover."""
    day: date | None = None
    late: bool | None = None
    provisional: bool = False
    open: bool | None = None
    """Whether needs may be declared on the day."""
    opens: date | None = None
    closes: date | None = None
    decided_from: date | None = None
    decided: date | None = None
    next_opens: date | None = None
    """When the round that is open on the day, or the next one, opens."""
    next_closes: date | None = None
    places_to: date | None = None
    """The last day of places granted on `granted`."""
    usable: bool | None = None
    """Whether those places can be used on the day."""
    cautions: tuple[str, ...] | None = None
    """Codes of all cautions that are told."""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case: the base person of a business with facts changed (or only the facts given), and what comes out."""

    name: str
    business: str
    on: date
    expect: Expectation
    facts: Mapping[str, object] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    alone: bool = False
    """True: only the facts given here, not the base person."""
    pathway: str = ""
    handed_in: tuple[str, ...] | None = None
    paper: Paper | None = None
    material: str = ""
    term: str = ""
    event: date | None = None
    dates: tuple[Date, ...] = ()
    round: str = ""
    """Code of the round of quota whose days `expect` names."""
    granted: date | None = None
    """The day on which places of that round were granted."""
    case: str = ""
    """Id of the shared worked case this restates, e.g. TC-017."""
    rows: Cited = ()
