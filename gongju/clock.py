"""The one place that asks the time: everything else is given `now` or `on` as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass
class _Clock:
    """Holds the set moment for the whole process, so that a server's threads see the same day as a test."""

    stopped_at: datetime | None = None


_clock = _Clock()


def now() -> datetime:
    """Return the moment, aware, in Beijing's time."""
    return _clock.stopped_at or datetime.now(BEIJING)


def today() -> date:
    """Return the calendar day in Beijing."""
    return now().date()


@contextmanager
def set_clock(moment: datetime) -> Iterator[datetime]:
    """Stop the clock of this process at `moment` while the block runs; for tests and the demo city.

    Blocks may stand in one another; leaving one puts back what stood before. `ValueError` for a moment without zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone: write datetime(..., tzinfo=clock.BEIJING)")
    before, _clock.stopped_at = _clock.stopped_at, moment.astimezone(BEIJING)
    try:
        yield _clock.stopped_at
    finally:
        _clock.stopped_at = before
