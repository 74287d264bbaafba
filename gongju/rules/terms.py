"""Terms and clocks of a business as days of the calendar, each with how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .calendar import ONE_DAY, Dated, WorkCalendar, add_months, last_day_of_validity
from .edition import Edition
from .entries import ANNIVERSARY, LAST_DAY, Term
from .wording import day_text

MONTHS_OF = {"months": 1, "years": 12}
UNIT_WORDS = {"working_days": "个工作日", "days": "日", "months": "个月", "years": "年"}


@dataclass(frozen=True, slots=True)
class TermDate:
    """A term counted from an event on a day. Of a term that counts back, `date` is the day it reaches."""

    term: Term
    event: date
    date: date
    provisional: bool
    sentence: str


def terms_of(edition: Edition, business: str, calendar: WorkCalendar, on: date) -> tuple[TermDate, ...]:
    """Every term of the business, worked as if its event fell on that day. UnknownBusiness for a name it lacks."""
    edition.business(business)
    return tuple(term_date(term, on, calendar) for term in edition.terms_of(business))


def term_date(term: Term, event: date, calendar: WorkCalendar) -> TermDate:
    """The day a term reaches from an event: the last day, or the day so long before it."""
    found = _counted(term, event, calendar)
    return TermDate(term, event, found.day, found.provisional, _sentence(term, event, found))


def _counted(term: Term, event: date, calendar: WorkCalendar) -> Dated:
    if term.unit == "working_days":
        count = calendar.add_working_days if term.direction == "after" else calendar.working_days_before
        return count(event, term.length)
    if term.unit in MONTHS_OF:
        return _months(term, event, calendar)
    if term.direction == "before":
        return calendar.days_before(event, term.length)
    return calendar.days_after(event, term.length, roll=term.roll)


def _months(term: Term, event: date, calendar: WorkCalendar) -> Dated:
    months = term.length * MONTHS_OF[term.unit]
    if term.direction == "before":
        return Dated(add_months(event, -months))
    day = last_day_of_validity(event, months) if term.inclusive else add_months(event, months)
    return calendar.rolled(day) if term.roll else Dated(day)


def _sentence(term: Term, event: date, found: Dated) -> str:
    """How the day came about, in words."""
    length = f"{term.length} {UNIT_WORDS[term.unit]}"
    if term.direction == "before":
        text = f"{term.from_label}是 {day_text(event)}，往前数 {length}，是 {day_text(found.day)}。"
    else:
        start = "当天起" if term.inclusive else "次日起"
        text = f"{term.from_label}是 {day_text(event)}，从{start}数 {length}，到 {day_text(found.day)}为止。"
    if term.roll and term.unit == "days" and found.day != event + term.length * ONE_DAY:
        text += "（最后一日是休息日，顺延。）"
    if found.provisional:
        text += f"暂定：{found.day.year} 年的节假日还没有公布，公布后重新计算。"
    return text


def first_day_open(edition: Edition, business: str, last_day: date, calendar: WorkCalendar) -> TermDate | None:
    """From when a business about a permit with that last day may be handed in; None where the rulebook does not say."""
    if business not in edition.businesses:
        return None
    event = {LAST_DAY: last_day, ANNIVERSARY: last_day + ONE_DAY}
    reached = [term_date(one, event[one.from_event], calendar) for one in edition.terms_of(business) if one.opens]
    return min(reached, key=lambda one: one.date, default=None)


def is_late(term: Term, event: date, done: date, calendar: WorkCalendar) -> bool:
    """Whether something done on `done` missed the term; never because of a provisional day."""
    reached = term_date(term, event, calendar)
    return done > reached.date and not reached.provisional
