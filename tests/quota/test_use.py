"""What became of places, year by year, and the mark of two wasteful years in a row."""

from datetime import date, timedelta

import pytest

from gongju.journal.refs import SYSTEM
from gongju.quota import records
from gongju.quota.models import Lot
from gongju.quota.use import YearOfUse, is_marked, lapsed_of, years_of_use
from tests import rows
from tests.rows import CHANGPING, NOW

pytestmark = pytest.mark.django_db


def lot_of(year: int, count: int) -> Lot:
    return records.grant(
        now=NOW,
        actor=SYSTEM,
        employer_id=rows.hai_he_lan().pk,
        authority=CHANGPING,
        count=count,
        first_day=date(year, 3, 20),
        last_day=date(year, 6, 18),
        by_id=None,
    )


def use_up(lot: Lot, count: int) -> None:
    for _ in range(count):
        case = rows.case_of(rows.lin())
        employer = rows.hai_he_lan().pk
        records.reserve(now=NOW, actor=SYSTEM, employer_id=employer, authority=CHANGPING, case=case, on=lot.first_day)
        records.use(now=NOW, actor=SYSTEM, case=case)
        type(case).objects.filter(pk=case.pk).update(open=False, outcome="approved", decided_at=NOW)


def marked(in_2024: date = date(2024, 1, 2)) -> tuple[list[YearOfUse], bool]:
    years = years_of_use(rows.hai_he_lan().pk, CHANGPING, in_2024)
    return years, is_marked(years, 2, in_2024.year)


def test_one_wasteful_year_leaves_no_mark() -> None:
    # CC-067, CY-Q11b
    use_up(lot_of(2022, 3), 3)
    lot_of(2023, 2)
    years, mark = marked()
    assert [(one.year, one.granted, one.used, one.returned, one.lapsed) for one in years] == [
        (2023, 2, 0, 0, 2),
        (2022, 3, 3, 0, 0),
    ]
    assert not mark


def test_two_wasteful_years_in_a_row_mark_the_next() -> None:
    # CY-Q11b
    use_up(lot_of(2022, 3), 2)
    lot_of(2023, 2)
    assert marked()[1]
    assert not marked(date(2023, 12, 31))[1]


def test_places_returned_in_time_are_no_waste() -> None:
    # CY-Q11a, CY-Q11b, AMC-07
    lot_of(2022, 1)
    records.give_back(lot_of(2023, 2), now=NOW, actor=SYSTEM, count=2)
    years, mark = marked()
    assert (years[0].granted, years[0].returned, years[0].used_share) == (2, 2, None)
    assert not mark


def test_a_place_kept_over_midnight_lapses_when_it_is_released() -> None:
    # CY-Q53a, AMC-05: endorsed on the last day it stays reserved; released after it, nobody can use it
    lot, case = lot_of(2023, 1), rows.case_of(rows.lin())
    after = lot.last_day + timedelta(days=1)
    records.reserve(
        now=NOW, actor=SYSTEM, employer_id=rows.hai_he_lan().pk, authority=CHANGPING, case=case, on=lot.last_day
    )
    lot.refresh_from_db()
    assert lapsed_of(lot, after) == 0
    records.release(now=NOW, actor=SYSTEM, case=case)
    lot.refresh_from_db()
    assert (lapsed_of(lot, lot.last_day), lapsed_of(lot, after)) == (0, 1)
