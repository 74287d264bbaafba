"""Reading appointments: the slots of an office, what is held, the list of a day, and an employer's bookings."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from gongju.appointments.models import Booking, Slot
from gongju.casework.models import Case

State = Booking.State


def between(authority: str, first: date, last: date) -> QuerySet[Slot]:
    """The slots of an office from one day to another, both included, in order."""
    return Slot.objects.filter(authority=authority, day__range=(first, last))


def ahead(authority: str, now: datetime, last: date) -> QuerySet[Slot]:
    """The open slots that have not begun yet, up to a day."""
    here = localtime(now)
    later = Q(day__gt=here.date()) | Q(day=here.date(), starts__gt=here.time())
    return Slot.objects.filter(later, authority=authority, day__lte=last, closed_why="")


def has_begun(slot: Slot, now: datetime) -> bool:
    """Whether the slot's first minute has passed."""
    here = localtime(now)
    return (slot.day, slot.starts) <= (here.date(), here.time())


def held_by(case: Case) -> Booking | None:
    """The booking that the case holds now."""
    return Booking.objects.filter(case=case, state=State.BOOKED).select_related("slot").first()


def latest_of(case: Case) -> Booking | None:
    """The booking made last, whatever became of it."""
    return Booking.objects.filter(case=case).select_related("slot").first()


def of_slots(slots: QuerySet[Slot]) -> QuerySet[Booking]:
    """The bookings in these slots that were not cancelled, with what a list names, in the order of the day."""
    found = Booking.objects.filter(slot__in=slots).exclude(state=State.CANCELLED)
    named = found.select_related("slot", "case__person", "case__employer", "case__procedure")
    return named.defer("case__procedure__text").order_by("slot__day", "slot__starts", "at", "pk")


def of_employer(employer_id: int) -> QuerySet[Booking]:
    """已办理预约: every booking of an employer's cases, the newest day in front (CY-Q19)."""
    found = Booking.objects.filter(case__employer_id=employer_id)
    named = found.select_related("slot", "case__person", "case__procedure").defer("case__procedure__text")
    return named.order_by("-slot__day", "-slot__starts", "-pk")
