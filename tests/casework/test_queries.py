"""Lists take a bounded number of queries, and a case stands on a day in SQL as it does in Python."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from gongju.casework import queries, records
from gongju.casework.clocks import Due
from gongju.casework.models import Case
from gongju.errors import NotFound
from gongju.people.models import Person
from tests import rows
from tests.rows import NOW, TODAY


def due_on(case: Case, day: date | None, *, provisional: bool = False) -> Case:
    return records.set_due(case, Due(day, provisional, 0, 20, ()), now=NOW)


def some_cases(count: int) -> None:
    for number in range(count):
        person = Person.objects.create(name=f"申请人{number}", identity_kind="护照", identity_number=f"E{number:08d}")
        due_on(rows.case_of(person, rows.hai_he_lan()), TODAY + timedelta(days=number - 2))


@pytest.mark.django_db
def test_a_case_is_found_by_its_number_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    number = rows.case_of(rows.lin(), rows.hai_he_lan()).number
    with django_assert_num_queries(1):
        case = queries.by_number(number)
        assert case.person is not None
        assert case.employer is not None
        assert (case.person.name, case.employer.name) == ("林晓禾", "北京海河蓝科技有限公司")


@pytest.mark.django_db
def test_no_such_number_is_not_found() -> None:
    with pytest.raises(NotFound):
        queries.by_number("CP20260009999")


@pytest.mark.django_db
def test_the_work_list_takes_one_query_however_long(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    some_cases(6)
    with django_assert_num_queries(1):
        named = [(case.person.name, case.employer.name) for case in _listed() if case.person and case.employer]
    assert len(named) == 6


def _listed() -> list[Case]:
    return list(queries.work_list(Case.objects.filter(authority="changping"), TODAY))


@pytest.mark.django_db
def test_what_presses_most_stands_first_and_the_untimed_last() -> None:
    some_cases(3)
    untimed = rows.case_of(rows.lin())
    assert [case.due_on for case in _listed()] == [TODAY - timedelta(days=2), TODAY - timedelta(days=1), TODAY, None]
    assert _listed()[-1] == untimed


@pytest.mark.django_db
def test_the_tally_counts_by_standing() -> None:
    some_cases(4)
    due_on(rows.case_of(rows.lin()), None)
    assert queries.tally(Case.objects.all(), TODAY) == {"overdue": 2, "due": 2, "paused": 1, "untimed": 0}


@pytest.mark.django_db
def test_nothing_is_overdue_because_of_a_provisional_day() -> None:
    case = due_on(rows.case_of(rows.lin()), TODAY - timedelta(days=5), provisional=True)
    assert queries.standing(case, TODAY) == queries.DUE
    assert list(queries.with_provisional_dates()) == [case]


@pytest.mark.django_db
def test_a_case_is_due_on_its_last_day_and_overdue_the_day_after() -> None:
    case = due_on(rows.case_of(rows.lin()), TODAY)
    assert queries.standing(case, TODAY) == queries.DUE
    assert queries.standing(case, TODAY + timedelta(days=1)) == queries.OVERDUE


class StandingTest(TestCase):
    """SQL and Python agree on any case and day."""

    @given(
        day=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 1)),
        provisional=st.booleans(),
        paused=st.booleans(),
        on=st.dates(date(2026, 11, 1), date(2026, 12, 1)),
    )
    def test_sql_says_what_python_says(self, day: date | None, provisional: bool, paused: bool, on: date) -> None:
        case = rows.case_of(rows.lin())
        Case.objects.filter(pk=case.pk).update(
            due_on=day, due_provisional=provisional, paused_since=NOW if paused else None
        )
        case.refresh_from_db()
        found = queries.standing_on(Case.objects.filter(pk=case.pk), on).get()
        assert found.standing == queries.standing(case, on)  # type: ignore[attr-defined]  # annotated
