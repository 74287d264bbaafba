"""The office's calendar of appointments: open slots on working days, close one, note that nobody came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.appointments import booking_for, slot_for
from gongju.access.cases import HANDLING
from gongju.actions.book import told
from gongju.actions.telling import tell
from gongju.appointments import records
from gongju.appointments.models import Booking
from gongju.casework import books
from gongju.errors import BadInput, Fault, Refusal

MOST_DAYS = 93
MOST_CASES = 500


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of every day."""

    starts: time
    ends: time


def open_slots(
    *, actor: Actor, now: datetime, first_day: date, last_day: date, hours: Sequence[Hours], capacity: int
) -> int:
    """Open these hours on every working day of the span, `capacity` cases each; how many slots are new.

    What is open already stays as it is. Raises Refusal (not of the district), BadInput.

    The office keeps its own hours (CL-004) by what it opens.

    Serves (CY-Q18b, AMC-30).
    """
    _check_desk(actor)
    _check(first_day, last_day, hours, capacity, localdate(now))
    calendar = books.work_calendar()
    span = [first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1)]
    working = [day for day in span if calendar.is_working_day(day)]
    with transaction.atomic():
        made = sum(
            records.open_slot(authority=actor.authority, day=day, starts=one.starts, ends=one.ends, capacity=capacity)
            for day in working
            for one in hours
        )
        data = {"from": first_day.isoformat(), "to": last_day.isoformat(), "slots": made, "capacity": capacity}
        tell(actor=actor, now=now, action="appointment.open_slots", data=data, quietly=True)
    return made


def close_slot(*, actor: Actor, now: datetime, slot_id: int, reason: str) -> int:
    """Close a slot; whoever is booked in it is told to book anew. How many that were. Raises NotFound, BadInput."""
    _check_desk(actor)
    _check_reason(reason)
    with transaction.atomic():
        cancelled = records.close_slot(slot_for(actor, slot_id), why=reason.strip())
        for booking in cancelled:
            told(actor, now, booking, "close", reason.strip())
        data = {"slot": slot_id, "cancelled": len(cancelled)}
        tell(actor=actor, now=now, action="appointment.close_slot", data=data, reason=reason.strip(), quietly=True)
    return len(cancelled)


def miss_booking(*, actor: Actor, now: datetime, booking_id: int, reason: str) -> Booking:
    """Note a no-show: on the day or later; another may be booked (AMC-30). Raises NotFound, MovedOn, BadInput."""
    _check_desk(actor)
    _check_reason(reason)
    with transaction.atomic():
        booking = booking_for(actor, booking_id)
        if booking.slot.day > localdate(now):
            raise Refusal("appointment.not_yet", "预约的日子还没有到，不能记为未按约办理。")
        records.miss(booking, reason=reason.strip())
        told(actor, now, booking, "miss", reason.strip())
    return booking


def _check_desk(actor: Actor) -> None:
    if not (actor.is_district and actor.has_role(*HANDLING)):
        raise Refusal("appointment.not_your_desk", "预约时段由区受理、审核岗位管理。")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput.of("reason", "请写明原因，单位会看到。")


def _check(first: date, last: date, hours: Sequence[Hours], capacity: int, today: date) -> None:
    faults = []
    if first < today:
        faults.append(Fault("first_day", "起始日期不能早于今天。"))
    if last < first:
        faults.append(Fault("last_day", "截止日期早于起始日期，请核对这两个日期。"))
    elif (last - first).days >= MOST_DAYS:
        faults.append(Fault("last_day", f"一次最多放出 {MOST_DAYS} 天的时段。"))
    if not 1 <= capacity <= MOST_CASES:
        faults.append(Fault("capacity", f"每个时段可约 1 到 {MOST_CASES} 件。"))
    if not hours or any(one.ends <= one.starts for one in hours):
        faults.append(Fault("hours", "请写明时段，结束时间晚于开始时间。"))
    elif any(b.starts < a.ends for a, b in _neighbours(hours)):
        faults.append(Fault("hours", "时段不能互相重叠。"))
    if faults:
        raise BadInput(tuple(faults))


def _neighbours(hours: Sequence[Hours]) -> list[tuple[Hours, Hours]]:
    ordered = sorted(hours, key=lambda one: one.starts)
    return list(pairwise(ordered))
