"""Terms as days of the calendar."""

from datetime import date

import pytest

from gongju.rules.edition import UnknownBusiness
from gongju.rules.holidays import published_calendar
from gongju.rules.terms import is_late, term_date, terms_of
from tests.rulebooks.library import changping

CALENDAR = published_calendar()


@pytest.mark.parametrize(
    ("code", "event", "day"),
    [
        ("handling", date(2021, 9, 15), date(2021, 10, 19)),
        ("handling", date(2021, 9, 30), date(2021, 11, 3)),
        ("validity", date(2021, 10, 19), date(2024, 10, 18)),
        ("validity", date(2024, 2, 29), date(2027, 2, 27)),
        ("renewal_opens", date(2021, 12, 31), date(2021, 11, 1)),
        ("renewal_safe", date(2021, 6, 30), date(2021, 6, 1)),
        ("transfer_safe", date(2021, 6, 30), date(2021, 6, 1)),
        ("dissociation", date(2021, 8, 31), date(2021, 9, 6)),
        ("change_within", date(2021, 8, 2), date(2021, 9, 1)),
    ],
)
def test_the_day_a_term_reaches(code: str, event: date, day: date) -> None:
    assert term_date(changping().term(code), event, CALENDAR).date == day


def test_the_sentence_says_how_the_day_came_about() -> None:
    found = term_date(changping().term("dissociation"), date(2021, 8, 31), CALENDAR)
    assert (
        found.sentence
        == "持证人离职之日是 2021年8月31日，从次日起数 5 日，到 2021年9月6日为止。（最后一日是休息日，顺延。）"
    )


def test_a_day_in_an_unpublished_year_is_provisional_and_says_why() -> None:
    found = term_date(changping().term("handling"), date(2026, 12, 28), CALENDAR)
    assert (found.date, found.provisional) == (date(2027, 1, 25), True)
    assert "2027 年的节假日还没有公布" in found.sentence


def test_nothing_is_late_because_of_a_provisional_day() -> None:
    handling = changping().term("handling")
    assert not is_late(handling, date(2026, 12, 28), date(2027, 3, 1), CALENDAR)
    assert is_late(handling, date(2021, 9, 15), date(2021, 10, 20), CALENDAR)
    assert not is_late(handling, date(2021, 9, 15), date(2021, 10, 19), CALENDAR)


def test_every_business_has_its_terms_worked() -> None:
    found = terms_of(changping(), "renewal", CALENDAR, date(2021, 9, 15))
    own = ["handling", "validity", "renewal_opens", "renewal_safe"]
    assert [one.term.code for one in found] == [*own, "answer_before_rejection"]


def test_an_unknown_business_is_refused() -> None:
    with pytest.raises(UnknownBusiness):
        terms_of(changping(), "renewel", CALENDAR, date(2021, 9, 15))
