"""Working days, months and look-back windows, counted over a calendar that is given; no table is read here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

ONE_DAY = timedelta(days=1)
YEARS = range(1900, 2200)
"""The years of a day that is taken from outside: years and months are counted on from it, and the calendar ends."""
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that came out of counting; `provisional` when it reached a year that is not yet published."""

    day: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of days; `provisional` when the stretch reached a year that is not yet published."""

    days: int
    provisional: bool = False


class WorkCalendar:
    """Working days: of published years from the yearly notice, of other years every Monday to Friday, provisionally.

    `exceptions` maps a day to whether it is worked, wherever that differs from Monday to Friday.
    """

    def __init__(self, published: Iterable[int], exceptions: Mapping[date, bool]) -> None:
        self._published = frozenset(published)
        self._exceptions = dict(exceptions)
        self._changes = [(day, worked - (day.weekday() < SATURDAY)) for day, worked in sorted(exceptions.items())]
        self._changed = [0, *accumulate(change for _, change in self._changes)]

    def overridden(self, days: Mapping[date, bool], published: Iterable[int] = ()) -> WorkCalendar:
        """This calendar with the days an office has set, and the years whose notice it has entered."""
        return WorkCalendar(self._published.union(published), {**self._exceptions, **days})

    @property
    def published(self) -> frozenset[int]:
        """The years whose holidays are known."""
        return self._published

    def is_published(self, day: date) -> bool:
        """Whether the holidays of the day's year are known."""
        return day.year in self._published

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day, make-up Saturdays and Sundays included."""
        worked = self._exceptions.get(day)
        return day.weekday() < SATURDAY if worked is None else worked

    def working_days_before_day(self, day: date) -> int:
        """How many working days lie before a day, from the calendar's first on: differences of it count stretches."""
        weeks, rest = divmod(day.toordinal() - 1, 7)
        changed = self._changed[bisect_left(self._changes, day, key=lambda one: one[0])]
        return weeks * SATURDAY + min(rest, SATURDAY) + changed

    def add_working_days(self, day: date, count: int) -> Dated:
        """The `count`-th working day after `day`; `day` itself does not count (AMB-10)."""
        return self._walk(day, count, ONE_DAY)

    def working_days_before(self, day: date, count: int) -> Dated:
        """The `count`-th working day before `day`; `day` itself does not count (AMB-10)."""
        return self._walk(day, count, -ONE_DAY)

    def _walk(self, day: date, count: int, step: timedelta) -> Dated:
        if count < 0:
            raise ValueError("count must not be negative")
        provisional = not self.is_published(day)
        while count:
            day += step
            provisional |= not self.is_published(day)
            count -= self.is_working_day(day)
        return Dated(day, provisional)

    def rolled(self, day: date) -> Dated:
        """The day itself if it is a working day, else the next one (民法典 203)."""
        provisional = not self.is_published(day)
        while not self.is_working_day(day):
            day += ONE_DAY
            provisional |= not self.is_published(day)
        return Dated(day, provisional)

    def days_after(self, day: date, count: int, *, roll: bool = False) -> Dated:
        """The `count`-th calendar day after `day`, which does not count (民法典 201); rolled off rest days if asked."""
        end = day + count * ONE_DAY
        return self.rolled(end) if roll else Dated(end)

    def days_before(self, day: date, count: int) -> Dated:
        """The `count`-th calendar day before `day`; never rolled."""
        return Dated(day - count * ONE_DAY)

    def working_days_between(self, start: date, end: date) -> Counted:
        """Working days after `start` up to and including `end`; 0 when `end` is not later."""
        found, provisional, day = 0, False, start
        while day < end:
            day += ONE_DAY
            found += self.is_working_day(day)
            provisional |= not self.is_published(day)
        return Counted(found, provisional)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier if negative), or the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, days_of_month(year, month + 1)))


def days_of_month(year: int, month: int) -> int:
    """How many days that month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - ONE_DAY).day


def last_day_of_validity(first: date, months: int) -> date:
    """The last valid day of what is valid `months` months from `first` on: the day before the anniversary (AMB-03)."""
    return add_months(first, months) - ONE_DAY


def whole_months_between(start: date, end: date) -> int:
    """Whole months passed from `start` to `end`; a month is whole on the same day of the month, or its last day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def remains(last_day: date, on: date, months: int) -> bool:
    """Whether `last_day` lies at least `months` months after `on` (AMB-66: the same day of the month suffices)."""
    return last_day >= add_months(on, months)


def look_back_months(on: date, months: int, end: int) -> tuple[date, ...]:
    """The first days of `months` months in order, the last `end` months before that of `on` (1: the month before)."""
    last = add_months(on.replace(day=1), -end)
    return tuple(add_months(last, shift) for shift in range(1 - months, 1))
