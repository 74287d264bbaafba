"""Which slots and bookings an actor may reach: those of the officer's district."""

from django.db.models import QuerySet

from gongju.access.actor import Actor
from gongju.access.cases import HANDLING
from gongju.appointments.models import Booking, Slot
from gongju.errors import NotFound


def visible_slots(actor: Actor) -> QuerySet[Slot]:
    """The slots of the office's district, for those who handle cases there."""
    if actor.is_district and actor.has_role(*HANDLING):
        return Slot.objects.filter(authority=actor.authority)
    return Slot.objects.none()


def slot_for(actor: Actor, slot_id: int) -> Slot:
    """The slot of that key, or NotFound."""
    slot = visible_slots(actor).filter(pk=slot_id).first()
    if slot is None:
        raise NotFound("这个时段")
    return slot


def booking_for(actor: Actor, booking_id: int) -> Booking:
    """The booking of that key in a slot of the office, or NotFound."""
    found = Booking.objects.filter(pk=booking_id, slot__in=visible_slots(actor))
    booking = found.select_related("slot", "case__person", "case__employer").first()
    if booking is None:
        raise NotFound("这项预约")
    return booking
