"""Any sequence of events that may befall a permit: spans never overlap, nothing is valid that must not be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongju.clock import BEIJING
from gongju.permits.life import LifeDays, after, days_after, line_of, state_as_known
from gongju.permits.state import State, state_on

FIRST, LAST = date(2023, 5, 10), date(2026, 5, 9)
DAY = timedelta(days=1)


@dataclass
class Event:
    """An event with the moment it was written down."""

    kind: str
    on: date
    data: dict[str, Any] = field(default_factory=dict)
    written: date | None = None

    @property
    def at(self) -> datetime:
        """The morning of the day on which it was written down: its own, unless it begins later."""
        day = self.written or self.on
        return datetime(day.year, day.month, day.day, 9, tzinfo=BEIJING)


def issued() -> Event:
    """Three years."""
    return Event("issued", FIRST, {"first_day": FIRST.isoformat(), "last_day": LAST.isoformat()})


def allowed(days: LifeDays, on: date) -> dict[str, Event]:
    """What the verbs would let happen on a day: the guards' conditions in one place."""
    state = state_on(days, on)
    found: dict[str, Event] = {}
    if state in {State.VALID, State.FROZEN, State.RENEWING}:
        found["suspended"] = Event("suspended", on)
    if state is State.SUSPENDED:
        found["resumed"] = Event("resumed", on, {"employer": "2"})
    if state in {State.VALID, State.RENEWING}:
        found["renewal_accepted"] = Event("renewal_accepted", on, {"until": (days.last_day + 31 * DAY).isoformat()})
        last = days.last_day + timedelta(days=1096)
        found["renewed"] = Event("renewed", on, {"last_day": last.isoformat()})
    if state not in {State.LAPSED, State.CANCELLED}:
        found["frozen"] = Event("frozen", on, {"until": (on + 40 * DAY).isoformat()})
        found["frozen ahead"] = Event("frozen", on + 30 * DAY, {"until": (on + 60 * DAY).isoformat()}, written=on)
        found["unfrozen"] = Event("unfrozen", on)
        found["retired"] = Event("retired", on)
        found["cancelled"] = Event("cancelled", on)
    return found


@st.composite
def lives(draw: st.DrawFn) -> list[Event]:
    """A life in the order in which it was written down, each event on a later day than the one before."""
    told, on = [issued()], FIRST
    for _ in range(draw(st.integers(0, 12))):
        on += timedelta(days=draw(st.integers(1, 400)))
        choice = allowed(days_after(told), on)
        if not choice:
            break
        told.append(choice[draw(st.sampled_from(sorted(choice)))])
    return told


def known(told: list[Event], day: date) -> LifeDays:
    """The days as the events up to that day left them."""
    return days_after(told[:1] + [one for one in told[1:] if one.on <= day])


@given(life=lives())
def test_spans_never_overlap_and_leave_no_gap(life: list[Event]) -> None:
    """Each begins the day after the one before; two neighbours differ; only the last goes on without end."""
    spans = line_of(life)
    for one, following in pairwise(spans):
        assert one.last is not None
        assert one.first <= one.last
        assert following.first == one.last + DAY
        assert following.state is not one.state
    assert spans[-1].last is None


@given(life=lives(), ahead=st.integers(0, 4500))
def test_what_is_suspended_retired_or_cancelled_is_never_valid(life: list[Event], ahead: int) -> None:
    """Whatever else happened, from the one event to the one that mends it."""
    day = FIRST + timedelta(days=ahead)
    days = known(life, day)
    if state_on(days, day) is State.VALID:
        assert days.suspended_since is None or days.suspended_since > day
        assert days.retired_on is None
        assert days.cancelled_on is None


@given(life=lives(), ahead=st.integers(0, 4500))
def test_no_day_is_valid_that_no_term_covers(life: list[Event], ahead: int) -> None:
    """A term is the first one, or one that an approved renewal added up to that day."""
    day = FIRST + timedelta(days=ahead)
    if state_on(known(life, day), day) is State.VALID:
        granted = [one.data["last_day"] for one in life if one.on <= day and "last_day" in one.data]
        assert day <= date.fromisoformat(max(granted))


@given(life=lives())
def test_only_an_approval_or_the_end_of_a_freeze_makes_one_valid_again(life: list[Event]) -> None:
    """From 挂起 only a change of employer leads back; from past the last day only a renewal approved in the grace."""
    spans = line_of(life)
    for before, now in pairwise(spans):
        if now.state is not State.VALID:
            continue
        kinds = {one.kind for one in life if one.on == now.first}
        if before.state is State.SUSPENDED:
            assert "resumed" in kinds
        elif before.state is State.RENEWING:
            assert "renewed" in kinds
        else:
            assert before.state is State.FROZEN
        assert before.state not in {State.LAPSED, State.CANCELLED}


@given(life=lives(), ahead=st.integers(0, 4500))
def test_recorded_at_once_then_and_now_are_the_same(life: list[Event], ahead: int) -> None:
    """They differ only where something was recorded late."""
    day = FIRST + timedelta(days=ahead)
    then = state_as_known(life, day, known_on=day)
    assert then is state_as_known(life, day, known_on=day + timedelta(days=9000))
    assert then is state_on(known(life, day), day)


@given(life=lives())
def test_folding_one_by_one_is_folding_all(life: list[Event]) -> None:
    """The columns, written event by event, are what the events say."""
    days = days_after(life[:1])
    for one in life[1:]:
        days = after(days, one.kind, one.on, one.data)
    assert days == days_after(life)
