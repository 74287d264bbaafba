"""Counting working days, months and windows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongju.rules.calendar import (
    ONE_DAY,
    Dated,
    WorkCalendar,
    add_months,
    days_of_month,
    last_day_of_validity,
    look_back_months,
    remains,
    whole_months_between,
)
from gongju.rules.holidays import published_calendar

CALENDAR = published_calendar()


def test_twenty_working_days_before_expiry_reproduce_the_worked_window() -> None:
    # AMB-01, AMB-10: 2021-06-14 is a holiday and the last valid day is not counted.
    assert CALENDAR.working_days_before(date(2021, 6, 30), 20) == Dated(date(2021, 6, 1))


def test_twenty_working_days_after_acceptance_skip_the_national_holiday() -> None:
    # AMB-02: accepted on 2021-09-30, due 2021-11-03.
    assert CALENDAR.add_working_days(date(2021, 9, 30), 20) == Dated(date(2021, 11, 3))


def test_a_make_up_saturday_is_worked() -> None:
    assert CALENDAR.is_working_day(date(2021, 9, 18))
    assert CALENDAR.add_working_days(date(2021, 9, 17), 1) == Dated(date(2021, 9, 18))


def test_a_year_that_is_not_published_is_provisional_and_no_error() -> None:
    assert CALENDAR.add_working_days(date(2026, 12, 28), 5) == Dated(date(2027, 1, 4), provisional=True)
    assert not CALENDAR.add_working_days(date(2026, 12, 28), 3).provisional


def test_the_fifth_day_rolls_off_a_sunday() -> None:
    # CP-140: left on 2021-08-31, the fifth day is Sunday 2021-09-05.
    assert CALENDAR.days_after(date(2021, 8, 31), 5, roll=True) == Dated(date(2021, 9, 6))
    assert CALENDAR.days_after(date(2021, 8, 31), 5) == Dated(date(2021, 9, 5))


def test_rolling_over_a_holiday_lands_on_the_make_up_day() -> None:
    assert CALENDAR.rolled(date(2021, 10, 1)) == Dated(date(2021, 10, 8))


def test_sixty_days_before_do_not_roll() -> None:
    assert CALENDAR.days_before(date(2021, 12, 31), 60) == Dated(date(2021, 11, 1))


def test_counting_between_is_the_reverse_of_adding() -> None:
    start = date(2021, 9, 10)
    for count in (0, 1, 7, 30):
        end = CALENDAR.add_working_days(start, count).day
        assert CALENDAR.working_days_between(start, end).days == count


def test_counting_backwards_between_days_gives_nothing() -> None:
    assert CALENDAR.working_days_between(date(2021, 9, 10), date(2021, 9, 1)).days == 0


def test_an_office_may_give_its_own_days() -> None:
    calendar = WorkCalendar({2030}, {date(2030, 1, 1): False})
    assert calendar.add_working_days(date(2029, 12, 31), 1) == Dated(date(2030, 1, 2), provisional=True)
    assert calendar.published == {2030}


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_days(date(2021, 9, 1), -1)


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    assert add_months(date(2021, 1, 31), 1) == date(2021, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2021, 3, 15), -3) == date(2020, 12, 15)
    assert [days_of_month(2024, month) for month in (2, 4, 12)] == [29, 30, 31]


def test_three_years_end_on_the_day_before_the_anniversary() -> None:
    assert last_day_of_validity(date(2018, 7, 1), 36) == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2020, 9, 15), date(2021, 9, 15), 12),
        (date(2020, 9, 16), date(2021, 9, 15), 11),
        (date(2021, 1, 31), date(2021, 2, 28), 1),
        (date(2021, 9, 15), date(2021, 9, 14), -1),
    ],
)
def test_whole_months(start: date, end: date, months: int) -> None:
    assert whole_months_between(start, end) == months


def test_remaining_validity_includes_the_same_day_of_the_month() -> None:
    assert remains(date(2021, 12, 10), date(2021, 9, 10), 3)
    assert not remains(date(2021, 12, 9), date(2021, 9, 10), 3)


def test_a_look_back_window_ends_before_the_month_of_the_day() -> None:
    window = look_back_months(date(2021, 9, 15), 12, 1)
    assert (window[0], window[-1], len(window)) == (date(2020, 9, 1), date(2021, 8, 1), 12)
    assert look_back_months(date(2021, 1, 31), 2, 2) == (date(2020, 10, 1), date(2020, 11, 1))


@given(st.dates(date(2015, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
def test_counting_forth_and_back_comes_to_the_start_or_the_working_day_before(start: date, count: int) -> None:
    there = CALENDAR.add_working_days(start, count).day
    back = CALENDAR.working_days_before(there, count).day
    assert back <= start
    assert CALENDAR.working_days_between(back, start).days == 0


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(0, 400))
def test_months_added_have_passed(start: date, months: int) -> None:
    end = add_months(start, months)
    assert whole_months_between(start, end) == months
    assert remains(end, start, months)


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(0, 400))
def test_counting_from_the_first_day_on_agrees_with_walking(start: date, days: int) -> None:
    end = start + days * ONE_DAY
    walked = sum(CALENDAR.is_working_day(start + at * ONE_DAY) for at in range(days))
    assert CALENDAR.working_days_before_day(end) - CALENDAR.working_days_before_day(start) == walked
