"""Rounds of quota as days: yearly, quarterly by notice, monthly in the first working days."""

from dataclasses import replace
from datetime import date

import pytest

from gongju.rules.calendar import Dated
from gongju.rules.entries import DayOfPeriod, QuotaRound
from gongju.rules.holidays import published_calendar
from gongju.rules.rounds import last_day_of_places, next_round, round_on

CALENDAR = published_calendar()
YEARLY = QuotaRound(
    code="yearly",
    title="年度需求",
    every="year",
    text="",
    clause="",
    rows=(),
    opens=DayOfPeriod(month=10, day=1),
    closes=DayOfPeriod(month=12),
    decided=DayOfPeriod(month=3, later=1),
    places_later=1,
)
MONTHLY = QuotaRound(
    code="monthly",
    title="月度申报",
    every="month",
    text="",
    clause="",
    rows=(),
    opens=DayOfPeriod(working_day=1),
    closes=DayOfPeriod(working_day=10),
    decided=DayOfPeriod(working_day=-1),
    valid_days=90,
)
NOTICED = QuotaRound(code="noticed", title="季度需求", every="quarter", text="", clause="", rows=())


@pytest.mark.parametrize(
    ("granted", "last"),
    [
        (date(2023, 3, 20), date(2023, 6, 18)),
        (date(2024, 1, 31), date(2024, 4, 30)),
        (date(2023, 11, 28), date(2023, 12, 31)),
        (date(2023, 10, 2), date(2023, 12, 31)),
        (date(2023, 10, 1), date(2023, 12, 30)),
    ],
)
def test_places_last_ninety_days_and_never_into_the_next_year(granted: date, last: date) -> None:
    assert last_day_of_places(replace(MONTHLY, within_year=True), granted) == last


def test_without_that_they_last_into_the_next_year_and_yearly_ones_for_their_period() -> None:
    assert last_day_of_places(MONTHLY, date(2023, 11, 28)) == date(2024, 2, 26)
    assert last_day_of_places(YEARLY, date(2023, 11, 28)) is None


def test_deciding_may_have_a_first_day_of_its_own() -> None:
    found = round_on(replace(MONTHLY, decided_from=DayOfPeriod(working_day=-10)), date(2024, 2, 5), CALENDAR)
    assert (found.decided_from, found.decided) == (Dated(date(2024, 2, 18)), Dated(date(2024, 2, 29)))


@pytest.mark.parametrize(
    ("day", "open_"),
    [(date(2021, 9, 30), False), (date(2021, 10, 1), True), (date(2021, 12, 31), True), (date(2022, 1, 1), False)],
)
def test_the_fourth_quarter_is_open_with_both_its_ends(day: date, open_: bool) -> None:
    assert round_on(YEARLY, day, CALENDAR).is_open(day) is open_


def test_what_is_declared_in_a_year_is_decided_and_counts_in_the_next() -> None:
    found = round_on(YEARLY, date(2021, 11, 5), CALENDAR)
    assert found.decided == Dated(date(2022, 3, 31))
    assert (found.places_from, found.places_to) == (date(2022, 1, 1), date(2022, 12, 31))


def test_working_days_of_a_month_follow_the_calendar() -> None:
    # October 2021: the 1st to the 7th are a holiday, the 9th is a make-up Saturday.
    found = round_on(MONTHLY, date(2021, 10, 20), CALENDAR)
    assert (found.opens, found.closes) == (Dated(date(2021, 10, 8)), Dated(date(2021, 10, 20)))
    assert found.decided == Dated(date(2021, 10, 29))
    assert found.is_open(date(2021, 10, 20))
    assert not found.is_open(date(2021, 10, 21))
    assert (found.places_from, found.places_to) == (None, None)


def test_working_days_of_a_year_that_is_not_published_are_provisional() -> None:
    found = round_on(MONTHLY, date(2031, 5, 9), CALENDAR)
    assert found.closes is not None
    assert found.closes.provisional


def test_once_a_round_is_closed_the_next_one_counts() -> None:
    assert next_round(MONTHLY, date(2021, 10, 20), CALENDAR).first_day == date(2021, 10, 1)
    assert next_round(MONTHLY, date(2021, 10, 21), CALENDAR).first_day == date(2021, 11, 1)
    assert next_round(YEARLY, date(2021, 3, 1), CALENDAR).opens == Dated(date(2021, 10, 1))


def test_what_the_office_gives_notice_of_is_neither_open_nor_closed() -> None:
    found = next_round(NOTICED, date(2021, 8, 9), CALENDAR)
    assert found.is_open(date(2021, 8, 9)) is None
    assert (found.first_day, found.places_from, found.places_to) == (
        date(2021, 7, 1),
        date(2021, 7, 1),
        date(2021, 9, 30),
    )
