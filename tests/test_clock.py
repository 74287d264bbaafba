"""The clock tells Beijing's time and can be stopped."""

from datetime import UTC, date, datetime

import pytest

from gongju import clock


def test_now_is_aware_and_in_beijing() -> None:
    offset = clock.now().utcoffset()
    assert offset is not None
    assert offset.total_seconds() == 8 * 3600


def test_the_day_turns_at_midnight_in_beijing() -> None:
    with clock.set_clock(datetime(2026, 3, 1, 16, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 2)


def test_set_clocks_stand_in_one_another() -> None:
    first, second = (datetime(2026, 1, day, tzinfo=clock.BEIJING) for day in (1, 2))
    with clock.set_clock(first):
        with clock.set_clock(second):
            assert clock.now() == second
        assert clock.now() == first
    assert clock.now() > second


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"), clock.set_clock(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
