"""The life of a permit: its events folded into the days that decide its state, and into a line of spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from gongju.clock import BEIJING
from gongju.permits.models import PermitEvent
from gongju.permits.state import State, state_on


@dataclass(frozen=True, slots=True)
class LifeDays:
    """The days that decide a state, as one event after the other leaves them."""

    first_day: date
    last_day: date
    suspended_since: date | None = None
    frozen_from: date | None = None
    frozen_until: date | None = None
    renewing_until: date | None = None
    retired_on: date | None = None
    cancelled_on: date | None = None


class Happened(Protocol):
    """One event: a PermitEvent, or anything with the same three."""

    kind: str
    on: date
    data: dict[str, Any]


class Recorded(Happened, Protocol):
    """An event with the moment it was written down."""

    @property
    def at(self) -> datetime:
        """That moment."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both included, in one state; `last` None goes on without end."""

    state: State
    first: date
    last: date | None


ONE_DAY = timedelta(days=1)
Change = Callable[[LifeDays, date, Mapping[str, Any]], LifeDays]
_day = date.fromisoformat


def _until(data: Mapping[str, Any]) -> date | None:
    return _day(data["until"]) if data.get("until") else None


CHANGES: Mapping[str, Change] = {
    "renewed": lambda days, on, data: replace(days, last_day=_day(data["last_day"]), renewing_until=None),
    "renewal_accepted": lambda days, on, data: replace(days, renewing_until=_until(data)),
    "suspended": lambda days, on, data: replace(days, suspended_since=on),
    "resumed": lambda days, on, data: replace(days, suspended_since=None),
    "frozen": lambda days, on, data: replace(days, frozen_from=on, frozen_until=_until(data)),
    "unfrozen": lambda days, on, data: replace(days, frozen_from=None, frozen_until=None),
    "retired": lambda days, on, data: replace(days, retired_on=on),
    "cancelled": lambda days, on, data: replace(days, cancelled_on=on),
}
"""What each kind of event does to the days; kinds that are not here (a change of particulars) do nothing."""


def after(days: LifeDays, kind: str, on: date, data: Mapping[str, Any]) -> LifeDays:
    """The days after one more event."""
    change = CHANGES.get(kind)
    return change(days, on, data) if change else days


def days_after(events: Iterable[Happened]) -> LifeDays:
    """The days after all events, in the order written down. The first must be the issue (KeyError, ValueError)."""
    first, *rest = events
    if first.kind != PermitEvent.Kind.ISSUED:
        raise ValueError(f"a permit's life begins with its issue, not with {first.kind!r}")
    days = LifeDays(_day(first.data["first_day"]), _day(first.data["last_day"]))
    for event in rest:
        days = after(days, event.kind, event.on, event.data)
    return days


def line_of(events: Iterable[Happened]) -> tuple[Span, ...]:
    """The life as spans of one state each, from the first day on, by what was known on each day."""
    told = list(events)
    turns = _turning_days(told)
    spans: list[Span] = []
    for index, day in enumerate(turns):
        last = turns[index + 1] - timedelta(days=1) if index + 1 < len(turns) else None
        state = state_on(days_after(told[:1] + [one for one in told[1:] if one.on <= day]), day)
        if spans and spans[-1].state is state:
            spans[-1] = Span(state, spans[-1].first, last)
        else:
            spans.append(Span(state, day, last))
    return tuple(spans)


def state_as_known(events: Iterable[Recorded], day: date, *, known_on: date) -> State | None:
    """The state on a day by what was written down up to another day; None while no permit was known.

    `known_on` the day itself gives the state as known then; today's date, as known now. They differ where something
    was recorded later with effect from an earlier day.
    """
    known = [one for one in events if one.at.astimezone(BEIJING).date() <= known_on]
    if not known or known[0].kind != PermitEvent.Kind.ISSUED:
        return None
    return state_on(days_after(known[:1] + [one for one in known[1:] if one.on <= day]), day)


@dataclass(frozen=True, slots=True)
class At:
    """An employer by its key, and the days, both included, on which the permit stood there; `last` None goes on."""

    employer_id: int
    first: date
    last: date | None


def employers_of(events: Iterable[Happened], *, issued_at: int) -> tuple[At, ...]:
    """The employers of a permit by day: from the issue, and from each approved change on (AMB-97, DC-079, LF-23)."""
    turns = [(one.on, int(one.data.get("employer", issued_at))) for one in events if one.kind in MOVES]
    ends: list[date | None] = [day - ONE_DAY for day, _ in turns[1:]]
    return tuple(At(key, day, last) for (day, key), last in zip(turns, [*ends, None], strict=True))


MOVES = frozenset({"issued", "resumed"})
"""Kinds of events with which a permit stands at an employer."""


def _turning_days(events: list[Happened]) -> list[date]:
    """Every day on which the state may turn: of an event, or the day after a last day it set."""
    first = _day(events[0].data["first_day"])
    turns = {first}
    for event in events:
        turns.add(max(event.on, first))
        for name in ("last_day", "until"):
            if event.data.get(name):
                last = _day(event.data[name])
                turns |= {last + ONE_DAY} if last < date.max else set()
    return sorted(day for day in turns if day >= first)
