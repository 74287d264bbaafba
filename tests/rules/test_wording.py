"""Values in words, also where only their bounds are known."""

from datetime import date
from math import inf

import pytest

from gongju.rules.units import DAY, MONEY_TYPE, TRUTH
from gongju.rules.wording import between_text


def test_a_sum_that_may_be_one_of_two_is_told_as_both() -> None:
    assert between_text((1_432_400, 1_790_600), MONEY_TYPE) == "14,324 元至17,906 元"


def test_a_day_that_may_be_one_of_two_is_told_as_both() -> None:
    assert between_text((date(2045, 5, 20), date(2048, 5, 20)), DAY) == "2045年5月20日至2048年5月20日"


@pytest.mark.parametrize(
    ("value", "kind"), [((-inf, inf), MONEY_TYPE), ((date.min, date(2030, 1, 1)), DAY), (None, TRUTH)]
)
def test_an_open_bound_is_not_told(value: object, kind: object) -> None:
    assert between_text(value, kind) == ""  # type: ignore[arg-type]
