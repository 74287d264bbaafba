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
    """What was seen on a paper that was handed in; None where nobody looked."""

    form: str | None = None
    dated: date | None = None
    last_day: date | None = None
    pages: int | None = None
    sealed: tuple[int, ...] | None = None
    annotated: tuple[int, ...] | None = None


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
    """How many months the first due paper with a look-back window covers."""
    day: date | None = None
    late: bool | None = None
    provisional: bool = False


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
    case: str = ""
    """Id of the shared worked case this restates, e.g. TC-017."""
    rows: Cited = ()
