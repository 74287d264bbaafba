"""A permit's life is its events: they decide the days, and tell the line of spans."""

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongju.permits.life import CHANGES, Span, days_after, line_of
from gongju.permits.models import PermitEvent
from gongju.permits.state import State, state_on

FIRST, LAST = date(2023, 5, 10), date(2026, 5, 9)
DAY = timedelta(days=1)


@dataclass
class Event:
    kind: str
    on: date
    data: dict[str, Any] = field(default_factory=dict)


ISSUED = Event("issued", FIRST, {"first_day": FIRST.isoformat(), "last_day": LAST.isoformat()})


def test_a_quiet_life_is_valid_then_lapsed() -> None:
    assert line_of([ISSUED]) == (Span(State.VALID, FIRST, LAST), Span(State.LAPSED, LAST + DAY, None))


def test_a_change_of_employer_leaves_a_gap_and_keeps_the_last_day() -> None:
    left, resumed = date(2024, 2, 1), date(2024, 4, 10)
    line = line_of([ISSUED, Event("suspended", left), Event("resumed", resumed)])
    assert [(span.state, span.first) for span in line] == [
        (State.VALID, FIRST),
        (State.SUSPENDED, left),
        (State.VALID, resumed),
        (State.LAPSED, LAST + DAY),
    ]


def test_a_renewal_joins_on_without_a_seam() -> None:
    line = line_of([ISSUED, Event("renewed", date(2026, 4, 20), {"last_day": "2029-05-09"})])
    assert line[0] == Span(State.VALID, FIRST, date(2029, 5, 9))


def test_cancelling_ends_it_for_good() -> None:
    line = line_of([ISSUED, Event("cancelled", date(2024, 1, 1))])
    assert line[-1] == Span(State.CANCELLED, date(2024, 1, 1), None)


def test_what_is_frozen_to_the_end_of_the_calendar_has_a_line_all_the_same() -> None:
    # Events are never altered: one day too far must not shut the permit's page for good.
    line = line_of([ISSUED, Event("frozen", date(2024, 1, 1), {"since": "2024-01-01", "until": "9999-12-31"})])
    assert line[-1].state is not State.VALID


def test_a_life_begins_with_the_issue() -> None:
    with pytest.raises(ValueError, match="begins with its issue"):
        days_after([Event("suspended", FIRST)])


def test_every_kind_of_event_is_known_to_do_something_or_nothing() -> None:
    nothing = {"issued", "changed", "reissued"}
    assert set(PermitEvent.Kind.values) == CHANGES.keys() | nothing


days = st.dates(FIRST, LAST + timedelta(days=60))
events = st.lists(
    st.tuples(st.sampled_from(sorted(CHANGES)), days, days).map(
        lambda told: Event(told[0], told[1], {"last_day": told[2].isoformat(), "until": max(told[1:]).isoformat()})
    ),
    max_size=6,
).map(lambda told: [ISSUED, *sorted(told, key=lambda one: one.on)])


@given(events, days)
def test_the_line_has_no_gap_and_says_the_state_known_then(life: list[Event], on: date) -> None:
    spans = line_of(life)
    assert all(one.last is not None and one.last + DAY == other.first for one, other in itertools.pairwise(spans))
    told = next(span for span in spans if span.first <= on and (span.last is None or on <= span.last))
    known = [life[0], *(one for one in life[1:] if one.on <= on)]
    assert told.state is state_on(days_after(known), on)
