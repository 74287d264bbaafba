"""What pages say of appointments: whether a district asks for them, where a case's stands, what is free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.timezone import localdate

from gongju import clock
from gongju.actions.book import asks_appointment, may_be_booked, waits_for_appointment
from gongju.actions.matter import Matter
from gongju.appointments import queries
from gongju.appointments.models import Booking, Slot
from gongju.casework import books
from gongju.casework.models import Case
from gongju.errors import Refusal
from gongju.portals.shared.wording import day_text
from gongju.rules.edition import Edition
from gongju.rules.procedure import Procedure

TO_BE_BOOKED = "等单位经办人预约受理时间，没有预约的不能受理。"
UNBOOKED = "待预约"


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


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What is going on with a case: the word for its state, and one sentence."""

    word: str
    sentence: str


def going_on(case: Case, procedure: Procedure, edition: Edition, *, on: date) -> GoingOn:
    """What its stage says; where an appointment decides when it is taken in, what has become of that."""
    stage = procedure.stage(case.stage)
    if not waits_for_appointment(case, procedure, edition):
        return GoingOn(stage.title, stage.ongoing or stage.title)
    held = queries.held_by(case)
    if held is None:
        return GoingOn(UNBOOKED, TO_BE_BOOKED)
    if held.slot.day < on:
        return GoingOn(stage.title, stage.ongoing)
    when = f"{day_text(held.slot.day)} {held.slot.hours}"
    return GoingOn(stage.title, f"已预约{when}受理，区人力社保部门到时查看申请。")


def unbooked_among(cases: Iterable[Case]) -> frozenset[int]:
    """Keys of those cases that are taken in by appointment and hold none; at most one query."""
    waiting = [one.pk for one in cases if one.open and one.rulebook and _waits(one, one.rulebook.digest)]
    if not waiting:
        return frozenset()
    held = Booking.objects.filter(case__in=waiting, state=Booking.State.BOOKED).values_list("case_id", flat=True)
    return frozenset(waiting) - frozenset(held)


def _waits(case: Case, digest: str) -> bool:
    return waits_for_appointment(
        case, books.procedure_by_digest(case.procedure.digest), books.edition_by_digest(digest)
    )


def days_of(slots: list[Slot]) -> list[tuple[date, list[Slot]]]:
    """The slots by day, without days that have become days off."""
    calendar = books.work_calendar()
    days = [(day, list(found)) for day, found in groupby(slots, key=lambda one: one.day)]
    return [(day, found) for day, found in days if calendar.is_working_day(day)]
