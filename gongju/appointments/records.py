"""Writing appointments: slots opened and closed, places taken and freed; never over. Called by actions alone."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import F

from gongju.appointments.models import Booking, Slot
from gongju.casework.models import Case
from gongju.errors import MovedOn, Refusal

State = Booking.State


def open_slot(*, authority: str, day: date, starts: time, ends: time, capacity: int) -> bool:
    """Open a slot; False when the office has one that begins then. It stays as it is."""
    hours = {"ends": ends, "capacity": capacity}
    return Slot.objects.get_or_create(authority=authority, day=day, starts=starts, defaults=hours)[1]


def close_slot(slot: Slot, *, why: str) -> list[Booking]:
    """Let nothing more be booked, and cancel what is; gives the bookings cancelled. MovedOn when it was closed."""
    if not Slot.objects.filter(pk=slot.pk, closed_why="").update(closed_why=why):
        raise MovedOn("这个时段")
    held = list(Booking.objects.filter(slot=slot, state=State.BOOKED).select_related("case", "slot"))
    for booking in held:
        cancel(booking, reason=why)
    return held


def book(slot: Slot, case: Case, *, now: datetime, by_id: int | None) -> Booking:
    """Take a place in the slot for the case's round. Refusal `appointment.full`; MovedOn when the case holds one."""
    _take(slot)
    try:
        with transaction.atomic():
            return Booking.objects.create(slot=slot, case=case, round=case.round, by_id=by_id, at=now)
    except IntegrityError as error:
        raise MovedOn("这项业务的预约", where=case.number) from error


def change(booking: Booking, slot: Slot, *, now: datetime, by_id: int | None) -> Booking:
    """Move a held booking to another slot. Refusal `appointment.full`, MovedOn when it is no longer held there."""
    _take(slot)
    held = Booking.objects.filter(pk=booking.pk, state=State.BOOKED, slot_id=booking.slot_id)
    if not held.update(slot=slot, by_id=by_id, at=now):
        raise MovedOn("这项预约")
    _free(booking.slot_id)
    booking.refresh_from_db()
    return booking


def cancel(booking: Booking, *, reason: str = "") -> None:
    """Give the place back. MovedOn when the booking is no longer held."""
    _end(booking, State.CANCELLED, reason)
    _free(booking.slot_id)


def keep(booking: Booking) -> None:
    """The office has seen to the case."""
    _end(booking, State.KEPT, "")


def miss(booking: Booking, *, reason: str) -> None:
    """Nobody was there; the place is gone, another may be booked."""
    _end(booking, State.MISSED, reason)


def _take(slot: Slot) -> None:
    """One update that names the slot and a free place and must hit one row: of many for the last place one wins."""
    if not Slot.objects.filter(pk=slot.pk, closed_why="", booked__lt=F("capacity")).update(booked=F("booked") + 1):
        raise Refusal("appointment.full", "这个时段刚刚约满或者已经停约。", do="请选择其他时段。")


def _free(slot_id: int) -> None:
    Slot.objects.filter(pk=slot_id, booked__gte=1).update(booked=F("booked") - 1)


def _end(booking: Booking, state: Booking.State, reason: str) -> None:
    held = Booking.objects.filter(pk=booking.pk, state=State.BOOKED, slot_id=booking.slot_id)
    if not held.update(state=state, reason=reason):
        raise MovedOn("这项预约")
