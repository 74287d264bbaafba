"""Whether an office is open: hours, rest days, make-up days, holidays."""

from datetime import datetime

import pytest

from gongju.clock import BEIJING
from gongju.portals.public.opening import opening_of
from gongju.rules.holidays import published_calendar

HOURS = ("08:30-11:30", "13:30-17:00")


@pytest.mark.parametrize(
    ("moment", "word", "sentence"),
    [
        ("2026-11-23T09:00", "正在办公", "11:30 午休"),
        ("2026-11-23T08:29", "现在不办公", "今天 08:30 开门"),
        ("2026-11-23T11:30", "现在不办公", "今天 13:30 开门"),
        ("2026-11-23T16:59", "正在办公", "今天 17:00 下班"),
        ("2026-11-23T17:00", "现在不办公", "11月24日（星期二）08:30 开门"),
        ("2026-11-21T10:30", "现在不办公", "11月23日（星期一）08:30 开门"),
        ("2026-10-01T10:00", "现在不办公", "10月8日（星期四）08:30 开门"),
        ("2023-03-11T10:00", "现在不办公", "3月13日（星期一）08:30 开门"),  # CC-337
    ],
)
def test_open_or_closed(moment: str, word: str, sentence: str) -> None:
    found = opening_of(HOURS, published_calendar(), datetime.fromisoformat(moment).replace(tzinfo=BEIJING))
    assert found is not None
    assert (found.word, found.sentence) == (word, sentence)


def test_an_office_without_hours_is_neither() -> None:
    assert opening_of((), published_calendar(), datetime(2026, 11, 23, 9, tzinfo=BEIJING)) is None
