"""A due date is the sum of the stretches in which the clock ran, and says how it came about."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongju.casework.clocks import Stretch, due
from gongju.rules.calendar import WorkCalendar
from gongju.rules.holidays import published_calendar

CALENDAR = published_calendar()


@dataclass(frozen=True)
class Term:
    length: int
    unit: str = "working_days"


TWENTY = Term(20)


def test_a_clock_that_never_started_is_no_clock() -> None:
    assert due(TWENTY, [], CALENDAR) is None


def test_twenty_working_days_skip_the_spring_festival_and_count_make_up_days() -> None:
    found = due(TWENTY, [Stretch(date(2026, 2, 2))], CALENDAR)
    assert found is not None
    # 3 to 6 and 9 to 13 February, Saturday 14; 24 to 27, Saturday 28; 2 to 6 March.
    assert found.day == date(2026, 3, 6)


def test_the_day_of_starting_does_not_count() -> None:
    found = due(Term(1), [Stretch(date(2026, 11, 20))], CALENDAR)
    assert found is not None
    assert found.day == date(2026, 11, 23)


def test_a_pause_moves_the_day_by_the_working_days_it_lasted() -> None:
    straight = due(TWENTY, [Stretch(date(2026, 3, 2))], CALENDAR)
    paused = due(TWENTY, [Stretch(date(2026, 3, 2), date(2026, 3, 9)), Stretch(date(2026, 3, 16))], CALENDAR)
    assert straight is not None
    assert paused is not None
    assert straight.day == date(2026, 3, 30)
    assert paused.day == date(2026, 4, 7), "five working days later, past Qingming"
    assert (paused.used, paused.left) == (5, 15)


def test_while_paused_nothing_falls_due() -> None:
    found = due(TWENTY, [Stretch(date(2026, 3, 2), date(2026, 3, 9))], CALENDAR)
    assert found is not None
    assert found.is_paused
    assert (found.day, found.used, found.left) == (None, 5, 15)


def test_a_clock_that_ran_out_before_it_stopped_fell_due_then() -> None:
    found = due(Term(3), [Stretch(date(2026, 3, 2), date(2026, 3, 20)), Stretch(date(2026, 4, 1))], CALENDAR)
    assert found is not None
    assert found.day == date(2026, 3, 5)


def test_it_says_how_the_day_came_about() -> None:
    found = due(
        TWENTY,
        [
            Stretch(date(2026, 3, 2), date(2026, 3, 9), "进入审核", "退回补正"),
            Stretch(date(2026, 3, 16), why="重新提交"),
        ],
        CALENDAR,
    )
    assert found is not None
    assert found.lines == (
        "2026年3月2日进入审核，开始计时，期限 20 个工作日，从次日起算。",
        "2026年3月9日退回补正，暂停计时，已用 5 个工作日。",
        "2026年3月16日重新提交，继续计时，还剩 15 个工作日，从次日起算。",
        "办理期限为 2026年4月7日。",
    )


def test_a_year_not_yet_published_makes_the_day_provisional() -> None:
    found = due(TWENTY, [Stretch(date(2026, 12, 21))], CALENDAR)
    assert found is not None
    assert found.provisional
    assert "暂定" in found.lines[-1]


def test_calendar_days_run_through_weekends() -> None:
    found = due(Term(5, "days"), [Stretch(date(2026, 11, 20))], CALENDAR)
    assert found is not None
    assert found.day == date(2026, 11, 25)


def test_no_clock_runs_in_months() -> None:
    with pytest.raises(ValueError, match="months"):
        due(Term(3, "months"), [Stretch(date(2026, 3, 2))], CALENDAR)


@given(
    st.dates(date(2025, 1, 1), date(2026, 6, 1)),
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=4),
)
def test_the_working_days_that_ran_are_the_term(start: date, length: int, pauses: list[tuple[int, int]]) -> None:
    stretches = []
    for ran, stood in pauses:
        stretches.append(Stretch(start, start + timedelta(days=ran)))
        start += timedelta(days=ran + stood)
    stretches.append(Stretch(start))
    found = due(Term(length), stretches, CALENDAR)
    assert found is not None
    assert found.day is not None
    assert _ran(stretches, found.day, CALENDAR) == length


def _ran(stretches: list[Stretch], until: date, calendar: WorkCalendar) -> int:
    """Working days that ran up to a day, counted one by one: days that stretches share count once."""
    return sum(calendar.working_days_between(one.started, min(one.stopped or until, until)).days for one in stretches)
