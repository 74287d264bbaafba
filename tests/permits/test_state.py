"""A permit's state on a day: by the guides' words, equal in Python and SQL, and equal to its life told by events."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongju.permits.life import LifeDays
from gongju.permits.models import Permit
from gongju.permits.state import State, in_state, state_on, with_state
from tests.permits.holding import lin_holds_a_permit

HELD = LifeDays(date(2023, 5, 10), date(2026, 5, 9))
LAST = HELD.last_day
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (HELD.first_day - DAY, State.NOT_YET),
        (HELD.first_day, State.VALID),
        (LAST, State.VALID),
        (LAST + DAY, State.LAPSED),
    ],
)
def test_it_is_valid_from_its_first_to_its_last_day(day: date, state: State) -> None:
    assert state_on(HELD, day) is state


def test_it_is_suspended_from_the_day_the_employment_ended() -> None:
    suspended = replace(HELD, suspended_since=date(2025, 1, 15))
    assert state_on(suspended, date(2025, 1, 14)) is State.VALID
    assert state_on(suspended, date(2025, 1, 15)) is State.SUSPENDED


def test_suspension_does_not_outlive_the_last_day() -> None:
    assert state_on(replace(HELD, suspended_since=date(2025, 1, 15)), LAST + DAY) is State.LAPSED


def test_a_freeze_ends_with_its_last_day_and_outweighs_suspension() -> None:
    frozen = replace(
        HELD, suspended_since=date(2025, 1, 1), frozen_from=date(2025, 2, 1), frozen_until=date(2025, 2, 28)
    )
    assert state_on(frozen, date(2025, 2, 28)) is State.FROZEN
    assert state_on(frozen, date(2025, 3, 1)) is State.SUSPENDED


def test_a_freeze_without_an_end_lasts_until_lifted() -> None:
    assert state_on(replace(HELD, frozen_from=date(2025, 2, 1)), LAST) is State.FROZEN


def test_cancelled_outweighs_everything() -> None:
    cancelled = replace(HELD, cancelled_on=date(2025, 3, 1), frozen_from=date(2025, 2, 1))
    assert state_on(cancelled, date(2025, 3, 1)) is State.CANCELLED
    assert state_on(cancelled, LAST + DAY) is State.CANCELLED


def test_an_accepted_renewal_carries_it_only_where_the_rulebook_says_so() -> None:
    assert state_on(replace(HELD, renewing_until=LAST + 30 * DAY), LAST + 30 * DAY) is State.RENEWING
    assert state_on(replace(HELD, renewing_until=LAST + 30 * DAY), LAST + 31 * DAY) is State.LAPSED
    assert state_on(HELD, LAST + DAY) is State.LAPSED


def test_what_stands_in_the_list_of_a_state_is_in_it() -> None:
    assert {state.value for state in State} == {"未生效", "有效", "挂起", "冻结", "续签审核中", "失效", "注销"}


some_day = st.dates(date(2026, 1, 1), date(2026, 2, 10))
maybe = st.none() | some_day


class SqlTest(TestCase):
    """SQL says what Python says, for every order of the days."""

    @given(days=st.lists(some_day, min_size=2, max_size=2), others=st.lists(maybe, min_size=5, max_size=5), on=some_day)
    def test_sql_says_what_python_says(self, days: list[date], others: list[date | None], on: date) -> None:
        suspended, frozen, until, renewing, cancelled = others
        if frozen is None or until is None or until < frozen:
            until = None
        Permit.objects.update(
            first_day=min(days),
            last_day=max(days),
            suspended_since=suspended,
            frozen_from=frozen,
            frozen_until=until,
            renewing_until=renewing,
            cancelled_on=cancelled,
        )
        permit = with_state(Permit.objects.all(), on).get()
        expected = state_on(permit, on)
        assert permit.state == expected.value  # type: ignore[attr-defined]  # annotated
        assert in_state(Permit.objects.all(), on, expected).exists()

    def setUp(self) -> None:
        lin_holds_a_permit()
