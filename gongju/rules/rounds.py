"""The rounds of quota as days: when one may declare, when it is decided, and for which days places are granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .calendar import ONE_DAY, Dated, WorkCalendar, add_months, days_of_month
from .entries import PERIODS, DayOfPeriod, QuotaRound


@dataclass(frozen=True, slots=True)
class RoundDates:
    """One round. None where the office gives notice of the day, or where it hangs on the day of the grant."""

    round: QuotaRound
    first_day: date
    """Of the period in which one declares."""
    opens: Dated | None
    closes: Dated | None
    decided_from: Dated | None
    decided: Dated | None
    places_from: date | None
    places_to: date | None

    def is_open(self, day: date) -> bool | None:
        """Whether one may declare on that day; None where only the office's notice says so."""
        if self.opens is None or self.closes is None:
            return None
        return self.opens.day <= day <= self.closes.day


def round_on(entry: QuotaRound, day: date, calendar: WorkCalendar) -> RoundDates:
    """The round of the period that the day lies in."""
    months = PERIODS[entry.every]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    places = add_months(first, entry.places_later * months)
    granted_for_days = entry.valid_days is not None
    return RoundDates(
        round=entry,
        first_day=first,
        opens=_reached(entry.opens, first, months, calendar),
        closes=_reached(entry.closes, first, months, calendar),
        decided_from=_reached(entry.decided_from, first, months, calendar),
        decided=_reached(entry.decided, first, months, calendar),
        places_from=None if granted_for_days else places,
        places_to=None if granted_for_days else add_months(places, months) - ONE_DAY,
    )


def next_round(entry: QuotaRound, day: date, calendar: WorkCalendar) -> RoundDates:
    """The round that is open on the day, or else the next one to open."""
    found = round_on(entry, day, calendar)
    if found.closes is not None and found.closes.day < day:
        return round_on(entry, add_months(found.first_day, PERIODS[entry.every]), calendar)
    return found


def last_day_of_places(entry: QuotaRound, granted: date) -> date | None:
    """The last day of places granted on that day, which does not count itself; None: they last for the period."""
    if entry.valid_days is None:
        return None
    last = granted + entry.valid_days * ONE_DAY
    return min(last, date(granted.year, 12, 31)) if entry.within_year else last


def _reached(asked: DayOfPeriod | None, first: date, months: int, calendar: WorkCalendar) -> Dated | None:
    if asked is None:
        return None
    first = add_months(first, asked.later * months)
    if asked.working_day > 0:
        return calendar.add_working_days(first - ONE_DAY, asked.working_day)
    if asked.working_day < 0:
        return calendar.working_days_before(add_months(first, months), -asked.working_day)
    month = add_months(first, asked.month - 1)
    return Dated(month.replace(day=asked.day or days_of_month(month.year, month.month)))
