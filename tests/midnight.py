"""The last second of a day in Beijing and the first of the next, also as another zone writes them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from gongju import clock

zones = pytest.mark.parametrize("zone", [clock.BEIJING, UTC], ids=["Beijing", "UTC"])


def last_second(day: date) -> datetime:
    """23:59:59 in Beijing."""
    return datetime.combine(day, time(23, 59, 59), clock.BEIJING)


def first_second(day: date) -> datetime:
    """00:00:00 in Beijing of the day after."""
    return last_second(day) + timedelta(seconds=1)
