"""Whether an office is open at a moment, by its hours and the calendar of working days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gongju.portals.shared.wording import short_day_text, weekday_text
from gongju.rules.calendar import WorkCalendar
from gongju.rules.entries import Contact

FURTHEST = timedelta(days=30)
TERRITORIAL = "territorial"


@dataclass(frozen=True, slots=True)
class Opening:
    """`tone` and `word` of the tag, and a sentence on when it opens or closes."""

    tone: str
    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """An office as shown: its entry and whether it is open; `opening` is None where no hours are known."""

    contact: Contact
    opening: Opening | None


def places(contacts: Iterable[Contact], calendar: WorkCalendar, now: datetime) -> tuple[Place, ...]:
    """The offices in the order of the rulebook, save the territorial ones."""
    return tuple(Place(one, opening_of(one.opening, calendar, now)) for one in contacts if one.kind != TERRITORIAL)


def territories(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The territorial offices (属地部门), of which no hours are published."""
    return tuple(one for one in contacts if one.kind == TERRITORIAL)


def opening_of(hours: Iterable[str], calendar: WorkCalendar, now: datetime) -> Opening | None:
    """Open or closed at `now`, from intervals like "08:30-11:30" that hold on every working day."""
    spans = [(_time(first), _time(last)) for first, last in (one.split("-") for one in hours)]
    if not spans:
        return None
    if calendar.is_working_day(now.date()):
        for first, last in spans:
            if first <= now.time() < last:
                return Opening(
                    "ok", "正在办公", f"今天 {last:%H:%M} 下班" if last == spans[-1][1] else f"{last:%H:%M} 午休"
                )
            if now.time() < first:
                return Opening("wait", "现在不办公", f"今天 {first:%H:%M} 开门")
    day = _next_working_day(calendar, now.date())
    return Opening(
        "wait", "现在不办公", f"{short_day_text(day)}（{weekday_text(day)}）{spans[0][0]:%H:%M} 开门" if day else ""
    )


def _time(text: str) -> time:
    return time.fromisoformat(text.strip())


def _next_working_day(calendar: WorkCalendar, today: date) -> date | None:
    day = today + timedelta(days=1)
    while day <= today + FURTHEST:
        if calendar.is_working_day(day):
            return day
        day += timedelta(days=1)
    return None
