"""The employers of a permit against those that paid the insurance, month by month (AMB-97, DC-079)."""

from __future__ import annotations

from datetime import date

import pytest

from gongju.permits.continuity import Paid, Turn, transfers_match, units_match
from gongju.rules.calendar import add_months

ISSUED = Turn("old", date(2022, 1, 10), date(2022, 1, 10))
MOVED = Turn("new", date(2023, 5, 20), date(2023, 3, 31))
LAST = date(2024, 6, 1)


def paid(*spans: tuple[str, date, date]) -> Paid:
    """Each employer for its months, both ends included."""
    found: dict[date, frozenset[str]] = {}
    for uscc, first, end in spans:
        month = first
        while month <= end:
            found[month] = found.get(month, frozenset()) | {uscc}
            month = add_months(month, 1)
    return found


OLD = ("old", date(2022, 1, 1), date(2023, 3, 1))
FROM_APRIL, FROM_JUNE, FROM_JULY = (("new", date(2023, month, 1), LAST) for month in (4, 6, 7))


@pytest.mark.parametrize(
    ("record", "matches"),
    [
        (paid(OLD, FROM_APRIL), True),
        (paid(OLD, FROM_JUNE), True),
        (paid(OLD, FROM_JULY), False),
        (paid(("old", date(2022, 1, 1), date(2023, 8, 1)), FROM_JUNE), False),
        (paid(("old", date(2022, 1, 1), LAST)), False),
    ],
)
def test_a_transfer_and_the_insurance_agree_from_the_next_month_at_the_latest(record: Paid, matches: bool) -> None:
    assert transfers_match((ISSUED, MOVED), record, last=LAST) is matches


def test_where_nobody_moved_nothing_differs() -> None:
    assert transfers_match((ISSUED,), paid(("other", date(2022, 1, 1), LAST)), last=LAST)


def test_a_month_that_the_office_does_not_show_yet_is_held_against_nobody() -> None:
    assert transfers_match((ISSUED, MOVED), paid(OLD), last=date(2023, 5, 1))


def test_who_comes_back_is_paid_for_by_the_old_employer_again() -> None:
    back = Turn("old", date(2024, 1, 5), date(2023, 12, 31))
    record = paid(OLD, ("new", date(2023, 4, 1), date(2023, 12, 1)), ("old", date(2024, 1, 1), LAST))
    assert transfers_match((ISSUED, MOVED, back), record, last=LAST)
    assert units_match((ISSUED, MOVED, back), record, since=date(2021, 7, 1))


@pytest.mark.parametrize(
    ("record", "matches"),
    [
        (paid(OLD, FROM_APRIL), True),
        (paid(OLD, ("new", date(2023, 3, 1), LAST)), True),
        (paid(OLD, ("new", date(2023, 1, 1), LAST)), True),
        (paid(("new", date(2022, 1, 1), LAST)), False),
        (paid(OLD, ("agency", date(2023, 4, 1), LAST)), False),
    ],
)
def test_each_month_is_paid_where_the_permit_stands_or_is_about_to(record: Paid, matches: bool) -> None:
    assert units_match((ISSUED, MOVED), record, since=date(2021, 7, 1)) is matches


def test_months_before_the_permit_or_the_look_back_do_not_count() -> None:
    record = paid(("before", date(2020, 1, 1), date(2021, 12, 1)), OLD, FROM_APRIL)
    assert units_match((ISSUED, MOVED), record, since=date(2020, 1, 1))
    assert units_match((ISSUED, MOVED), paid(("before", date(2022, 1, 1), date(2022, 3, 1)), FROM_APRIL), since=LAST)
