"""What the drawn parts are given: reasons, a permit's life, timelines, documents, questions before a grave deed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

from .forms import Form
from .wording import day_text


class SeenLike(Protocol):
    """A value that a rule looked at."""

    @property
    def label(self) -> str:
        """What it is."""

    @property
    def text(self) -> str:
        """As people write it; empty when not known."""

    @property
    def source(self) -> str:
        """Where it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One line of the reasons tree. `inner` makes it a group; `folded` hides the inner lines behind these words."""

    outcome: str
    word: str
    title: str
    sentence: str = ""
    clause: str = ""
    mark: str = ""
    seen: Sequence[SeenLike] = ()
    standard: str = ""
    note: str = ""
    inner: tuple["Reason", ...] = ()
    folded: str = ""
    extra: str = ""
    """Safe markup below the sentence, e.g. a link to the page that proves it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a timeline. `when`: past, now or ahead."""

    what: str
    on: str = ""
    who: str = ""
    text: str = ""
    when: str = "past"


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that comes, and what it is."""

    day: date
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """A page of a document; addresses are empty where there is nothing to go to. `remarks`: what the checks noticed."""

    title: str
    page: int = 1
    pages: int = 1
    image: str = ""
    previous: str = ""
    next: str = ""
    original: str = ""
    why_not: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question before a deed. `grave`: cannot be taken back."""

    question: str
    yes: str
    back: str
    action: str = ""
    no: str = "先不办，返回"
    consequences: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    form: Form | None = None
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a permit's life, first and last day included; kind: see KIND_WORDS."""

    first: date
    last: date
    kind: str


@dataclass(frozen=True, slots=True)
class LifePart:
    """A stretch as drawn, in per cent of the whole line."""

    kind: str
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class LifeBar:
    """A business under the line, in per cent of the whole line, with what a pointer reads."""

    left: str
    width: str
    said: str


@dataclass(frozen=True, slots=True)
class Needle:
    """Where today stands on the line, and to which side its word goes."""

    at: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Life:
    """A permit's life, ready to be drawn and to be read aloud."""

    parts: tuple[LifePart, ...]
    today: Needle | None
    first_text: str
    last_text: str
    marks: tuple[Dated, ...]
    said: str
    bars: tuple[LifeBar, ...] = ()


KIND_WORDS = {
    "valid": "有效",
    "renewing": "续签审核中",
    "suspended": "挂起",
    "frozen": "冻结",
    "over": "失效",
    "future": "有效",
}


def life_of(
    spans: Iterable[Span],
    *,
    on: date,
    marks: Iterable[Dated] = (),
    businesses: Iterable[tuple[str, date, date]] = (),
) -> Life:
    """The line of a permit: `spans` in order without gaps; what lies ahead of `on` is drawn paler.

    `businesses`: title, first and last day of each that is drawn below the line.
    """
    cut = [piece for span in spans for piece in _cut(span, on)]
    first, last = cut[0].first, cut[-1].last
    days = (last - first).days + 1

    def at(day: date) -> float:
        return 100 * (day - first).days / days

    edges = [at(span.first) for span in cut] + [100.0]
    parts = tuple(
        LifePart(span.kind, f"{left:.2f}", f"{right - left:.2f}")
        for span, (left, right) in zip(cut, pairwise(edges), strict=True)
    )
    needle = Needle(f"{at(on):.2f}", _anchor(at(on))) if first <= on <= last else None
    said = "；".join(f"{day_text(span.first)}至{day_text(span.last)}{KIND_WORDS[span.kind]}" for span in cut)
    bars = tuple(
        LifeBar(
            f"{at(begun):.2f}",
            f"{max(at(ended) - at(begun), LEAST_WIDTH):.2f}",
            f"{title} {day_text(begun)}至{day_text(ended)}",
        )
        for title, begun, ended in businesses
        if first <= begun <= last
    )
    return Life(parts, needle, f"{day_text(first)}起", f"{day_text(last)}到期", tuple(marks), said, bars)


LEAST_WIDTH = 0.6
"""A business of a day is still seen, in per cent of the line."""


def _cut(span: Span, on: date) -> list[Span]:
    """A valid stretch that today divides is two: behind and ahead."""
    if span.kind != "valid" or span.last <= on:
        return [span]
    if span.first > on:
        return [Span(span.first, span.last, "future")]
    return [Span(span.first, on, "valid"), Span(date.fromordinal(on.toordinal() + 1), span.last, "future")]


def _anchor(at: float) -> str:
    return "start" if at < 5 else "end" if at > 95 else "middle"
