"""What pages say of appointments: whether a district asks for them, where a case's stands, what is free."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.timezone import localdate

from gongju import clock
from gongju.actions.book import asks_appointment, may_be_booked
from gongju.actions.matter import Matter
from gongju.appointments import queries
from gongju.appointments.models import Booking, Slot
from gongju.casework import books
from gongju.errors import Refusal


@dataclass(frozen=True, slots=True)
class Standing:
    """The appointment of a case: what is booked or was made last, and whether one may be booked or moved now.

    `past`: the day booked is over and the district has neither dealt with it nor noted an absence.
    """

    booking: Booking | None
    may_book: bool
    may_change: bool
    past: bool


def takes_appointments(authority: str) -> bool:
    """Whether the district takes any business in by appointment (CY-Q18a)."""
    try:
        edition = books.edition_for(authority, clock.today())
    except Refusal:
        return False
    return any(one.appointment for one in edition.businesses.values())


def standing_of(matter: Matter) -> Standing | None:
    """Where the case's appointment stands; None where its district asks for none."""
    if not asks_appointment(matter):
        return None
    last = queries.latest_of(matter.case)
    held = last is not None and last.state == Booking.State.BOOKED
    open_ = may_be_booked(matter)
    in_time = held and last is not None and last.slot.day > localdate(matter.now)
    past = held and last is not None and last.slot.day < localdate(matter.now)
    return Standing(booking=last, may_book=open_ and not held, may_change=open_ and in_time, past=past)


def days_of(slots: list[Slot]) -> list[tuple[date, list[Slot]]]:
    """The slots by day, without days that have become days off."""
    calendar = books.work_calendar()
    days = [(day, list(found)) for day, found in groupby(slots, key=lambda one: one.day)]
    return [(day, found) for day, found in days if calendar.is_working_day(day)]
