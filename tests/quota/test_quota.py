"""Quota is never over, every change is a movement, and what lapsed is computed."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongju.casework.models import Case
from gongju.errors import Refusal
from gongju.journal.refs import SYSTEM
from gongju.people.models import Person
from gongju.quota import queries, records
from gongju.quota.models import Lot, Movement
from tests import rows
from tests.rows import CHANGPING, NOW, TODAY

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def lot_of(count: int, *, last_day: date = TODAY + YEAR, first_day: date = TODAY - YEAR) -> Lot:
    return records.grant(
        now=NOW,
        actor=SYSTEM,
        employer_id=rows.hai_he_lan().pk,
        authority=CHANGPING,
        count=count,
        first_day=first_day,
        last_day=last_day,
        by_id=rows.zheng().pk,
    )


def reserve(case: Case, on: date = TODAY) -> Lot:
    return records.reserve(
        now=NOW, actor=SYSTEM, employer_id=rows.hai_he_lan().pk, authority=CHANGPING, case=case, on=on
    )


def held(lot: Lot) -> tuple[int, int, int]:
    lot.refresh_from_db()
    assert queries.counters_by_movements(lot) == (lot.granted, lot.reserved, lot.used)
    return lot.granted, lot.reserved, lot.used


def test_a_place_is_reserved_then_used() -> None:
    # CC-070, CC-071
    lot, case = lot_of(2), rows.case_of(rows.lin())
    reserve(case)
    assert held(lot) == (2, 1, 0)
    records.use(now=NOW, actor=SYSTEM, case=case)
    assert held(lot) == (2, 0, 1)


def test_a_released_place_can_be_taken_again() -> None:
    lot, case = lot_of(1), rows.case_of(rows.lin())
    reserve(case)
    records.release(now=NOW, actor=SYSTEM, case=case)
    assert held(lot) == (1, 0, 0)
    assert reserve(rows.case_of(rows.chen())) == lot


def test_without_a_free_place_nothing_is_reserved() -> None:
    lot = lot_of(1)
    reserve(rows.case_of(rows.lin()))
    with pytest.raises(Refusal) as refused:
        reserve(rows.case_of(rows.chen()))
    assert refused.value.code == "quota.none"
    assert held(lot) == (1, 1, 0)


def test_the_lot_that_ends_first_is_used_first() -> None:
    lot_of(1)
    sooner = lot_of(1, last_day=TODAY)
    assert reserve(rows.case_of(rows.lin())) == sooner


def test_a_lapsed_lot_gives_no_place() -> None:
    lot_of(1, last_day=TODAY - timedelta(days=1))
    lot_of(1, first_day=TODAY + timedelta(days=1))
    with pytest.raises(Refusal):
        reserve(rows.case_of(rows.lin()))


def test_a_case_that_holds_no_place_has_none_to_give_back() -> None:
    case = rows.case_of(rows.lin())
    with pytest.raises(Refusal):
        records.release(now=NOW, actor=SYSTEM, case=case)
    lot_of(1)
    reserve(case)
    records.release(now=NOW, actor=SYSTEM, case=case)
    with pytest.raises(Refusal):
        records.release(now=NOW, actor=SYSTEM, case=case)


def test_only_free_places_go_back_to_the_authority() -> None:
    lot = lot_of(3)
    reserve(rows.case_of(rows.lin()))
    with pytest.raises(Refusal):
        records.give_back(lot, now=NOW, actor=SYSTEM, count=3)
    records.give_back(lot, now=NOW, actor=SYSTEM, count=2)
    assert held(lot) == (1, 1, 0)


def test_the_balance_counts_what_counts_on_the_day() -> None:
    lot_of(5)
    lot_of(7, last_day=TODAY - timedelta(days=1))
    employer = rows.hai_he_lan().pk
    reserve(rows.case_of(rows.lin()))
    found = queries.balances([employer], CHANGPING, TODAY)[employer]
    assert found == queries.Balance(5, 1, 0)
    assert found.left == 4


def test_a_grant_of_nothing_is_an_answer_without_a_movement() -> None:
    assert held(lot_of(0)) == (0, 0, 0)


def test_the_database_refuses_to_go_over() -> None:
    lot = lot_of(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(reserved=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(reserved=-1)


def test_a_movement_stands_as_written() -> None:
    lot_of(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Movement.objects.update(count=9)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Movement.objects.all().delete()


class LedgerTest(TestCase):
    """Whatever is done in whatever order, the movements add up to the counters."""

    @given(st.lists(st.tuples(st.sampled_from(["reserve", "use", "release", "give_back"]), st.integers(0, 3))))
    def test_movements_add_up_to_the_counters(self, deeds: list[tuple[str, int]]) -> None:
        lot = lot_of(3)
        cases = [self.case(number) for number in range(4)]
        for deed, number in deeds:
            try:
                if deed == "give_back":
                    records.give_back(lot, now=NOW, actor=SYSTEM, count=1)
                elif deed == "reserve":
                    if queries.held_by(cases[number]) is None:
                        reserve(cases[number])
                else:
                    getattr(records, deed)(now=NOW, actor=SYSTEM, case=cases[number])
            except Refusal:
                pass
            held(lot)

    def case(self, number: int) -> Case:
        person = Person.objects.create(name="甲", identity_kind="护照", identity_number=f"E1234567{number}")
        return rows.case_of(person)
