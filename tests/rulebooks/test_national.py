"""The statutory retirement table, against ages published for single months of birth."""

from datetime import date

import pytest

from tests.rulebooks.library import published

MAN, WOMAN, DESK, FLOOR = "男", "女", "管理技术岗位", "生产操作岗位"


@pytest.mark.parametrize(
    ("birth", "sex", "post", "day"),
    [
        # Until the end of 2024: 60, 55, 50.
        (date(1964, 12, 31), MAN, DESK, date(2024, 12, 31)),
        (date(1969, 12, 15), WOMAN, DESK, date(2024, 12, 15)),
        (date(1974, 12, 1), WOMAN, FLOOR, date(2024, 12, 1)),
        (date(1966, 9, 10), WOMAN, DESK, date(2021, 9, 10)),
        # Men: one month for each four months of birth from January 1965.
        (date(1965, 1, 10), MAN, DESK, date(2025, 2, 10)),
        (date(1965, 4, 10), MAN, FLOOR, date(2025, 5, 10)),
        (date(1965, 5, 10), MAN, DESK, date(2025, 7, 10)),
        (date(1970, 1, 1), MAN, DESK, date(2031, 5, 1)),
        (date(1976, 8, 20), MAN, DESK, date(2039, 7, 20)),
        (date(1976, 9, 20), MAN, DESK, date(2039, 9, 20)),
        (date(1990, 9, 20), MAN, DESK, date(2053, 9, 20)),
        # Women of 55: likewise from January 1970, up to 58.
        (date(1970, 1, 5), WOMAN, DESK, date(2025, 2, 5)),
        (date(1981, 9, 5), WOMAN, DESK, date(2039, 9, 5)),
        (date(1990, 9, 5), WOMAN, DESK, date(2048, 9, 5)),
        # Women of 50: one month for each two from January 1975, up to 55.
        (date(1975, 1, 5), WOMAN, FLOOR, date(2025, 2, 5)),
        (date(1975, 3, 5), WOMAN, FLOOR, date(2025, 5, 5)),
        (date(1984, 10, 5), WOMAN, FLOOR, date(2039, 9, 5)),
        (date(1984, 11, 5), WOMAN, FLOOR, date(2039, 11, 5)),
        (date(1990, 11, 5), WOMAN, FLOOR, date(2045, 11, 5)),
    ],
)
def test_the_statutory_retirement_day(birth: date, sex: str, post: str, day: date) -> None:
    assert published().retirement.day(birth, sex, post) == day


def test_the_age_never_falls_from_one_month_of_birth_to_the_next() -> None:
    table = published().retirement
    months = [date(year, month, 1) for year in range(1955, 2000) for month in range(1, 13)]
    for sex, post in ((MAN, DESK), (WOMAN, DESK), (WOMAN, FLOOR)):
        days = [table.day(birth, sex, post) for birth in months]
        assert days == sorted(days)


def test_an_unknown_kind_of_post_is_an_error() -> None:
    with pytest.raises(KeyError):
        published().retirement.day(date(1990, 1, 1), WOMAN, "其他")
