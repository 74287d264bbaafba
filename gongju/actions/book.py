"""业务预约: an employer's agent books, moves or cancels the appointment of a case that waits to be taken in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.access.cases import case_for
from gongju.actions.matter import Matter, matter_of
from gongju.actions.telling import case_ref, tell
from gongju.appointments import queries, records
from gongju.appointments.models import Booking, Slot
from gongju.casework import books
from gongju.casework import records as cases
from gongju.casework.models import Case
from gongju.errors import NotFound, Refusal
from gongju.rules.edition import Edition
from gongju.rules.procedure import OFFICE, Procedure

TAKEN_IN = "acceptance"
"""The event of a procedure that an appointment is for."""


def book(*, actor: Actor, now: datetime, case_number: str, slot_id: int) -> Booking:
    """Book a slot for the case, or move its booking there: one for each case and round.

    Raises NotFound, MovedOn, Refusal: appointment.not_yours, .not_now, .too_late (to move), .past, .holiday, .full.

    Serves (CY-Q18a, CY-Q64b, AMC-30, SC-11).
    """
    with transaction.atomic():
        case = _case(actor, now, case_number)
        slot = Slot.objects.filter(pk=slot_id, authority=case.authority).first()
        if slot is None:
            raise NotFound("这个时段")
        _check_slot(slot, now)
        held = queries.held_by(case)
        if held is None:
            booking, done = records.book(slot, case, now=now, by_id=actor.user_id), "book"
        elif held.slot_id == slot.pk:
            return held
        else:
            _check_in_time(held, now)
            booking, done = records.change(held, slot, now=now, by_id=actor.user_id), "move"
        told(actor, now, booking, done)
    return booking


def cancel_booking(*, actor: Actor, now: datetime, case_number: str) -> None:
    """Give the booked place back, up to the day before. NotFound: none is held (AMC-30)."""
    with transaction.atomic():
        case = _case(actor, now, case_number)
        held = queries.held_by(case)
        if held is None:
            raise NotFound("这项预约")
        _check_in_time(held, now)
        records.cancel(held)
        told(actor, now, held, "cancel")


def told(actor: Actor, now: datetime, booking: Booking, done: str, reason: str = "") -> None:
    """One journal entry of a booking, under its case."""
    data = {"day": booking.slot.day.isoformat(), "hours": booking.slot.hours, "round": booking.round}
    subjects = [case_ref(booking.case.number)]
    tell(actor=actor, now=now, action=f"appointment.{done}", subjects=subjects, data=data, reason=reason)


def asks_appointment(matter: Matter) -> bool:
    """Whether the district takes cases of this business in by appointment only (CY-Q18a, AMC-59)."""
    return _by_appointment(matter.case, matter.edition)


def waits_to_be_taken_in(matter: Matter, stage: str = "") -> bool:
    """Whether the case stands (or stood) where an office decides whether to take it in."""
    return _is_taken_in_from(matter.procedure, stage or matter.case.stage)


def may_be_booked(matter: Matter) -> bool:
    """Whether an appointment is asked for and can be made now: after the employer's endorsement, before acceptance."""
    return waits_for_appointment(matter.case, matter.procedure, matter.edition)


def waits_for_appointment(case: Case, procedure: Procedure, edition: Edition) -> bool:
    """The same of a case in a list."""
    return case.open and _by_appointment(case, edition) and _is_taken_in_from(procedure, case.stage)


def _by_appointment(case: Case, edition: Edition) -> bool:
    business = edition.businesses.get(case.type)
    return business is not None and business.appointment


def _is_taken_in_from(procedure: Procedure, stage: str) -> bool:
    taken_in = any(TAKEN_IN in move.events for move in procedure.leaving(stage))
    return procedure.stage(stage).turn == OFFICE and taken_in


def _case(actor: Actor, now: datetime, number: str) -> Case:
    if actor.kind != AGENT:
        raise Refusal("appointment.not_yours", "业务预约由单位经办人办理。")
    cases.hold(number)
    case = case_for(actor, number)
    if not may_be_booked(matter_of(actor=actor, now=now, case=case)):
        raise Refusal(
            "appointment.not_now",
            "这项业务现在不能预约。",
            do="需要预约的业务，单位审核提交以后、受理以前可以预约。",
            where=number,
        )
    return case


def _check_slot(slot: Slot, now: datetime) -> None:
    if queries.has_begun(slot, now):
        raise Refusal("appointment.past", "这个时段已经开始。", do="请选择以后的时段。")
    if not books.work_calendar().is_working_day(slot.day):
        raise Refusal("appointment.holiday", "这一天按放假安排休息。", do="请选择其他日期。")


def _check_in_time(held: Booking, now: datetime) -> None:
    if held.slot.day <= localdate(now):
        raise Refusal(
            "appointment.too_late", "改约和取消应在预约日的前一天以前办理。", do="确实不能按约办理的，请联系区里。"
        )
