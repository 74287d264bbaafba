"""业务预约: by the district's slots, after the endorsement, one for each round, never more than there is room."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from gongju.access.actor import Actor
from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.book import book, cancel_booking
from gongju.actions.open_slots import Hours, close_slot, miss_booking, open_slots
from gongju.actions.set_calendar import SetDay, set_calendar
from gongju.appointments.models import Booking, Slot
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import BadInput, MovedOn, NotFound, Refusal
from tests import story
from tests.cast import NOW, Stage
from tests.reworded import load_reworded
from tests.story import DAY

TITLE = "[businesses.first_issue]\n"
MORNING = Hours(time(10), time(11, 30))
AFTERNOON = Hours(time(13, 30), time(17))
State = Booking.State


def by_appointment(folder: Path) -> None:
    """昌平 takes first issues in by appointment, as 朝阳 does."""
    load_reworded(folder, (TITLE, f"{TITLE}appointment = true\n"))


@pytest.fixture
def waiting(stage: Stage, tmp_path: Path) -> Case:
    """A first issue that the employer has handed in, and slots of one case each on this week's working days."""
    by_appointment(tmp_path)
    opened(stage)
    return story.endorsed(stage)


def opened(stage: Stage, capacity: int = 1) -> int:
    return open_slots(
        actor=stage.sun,
        now=NOW,
        first_day=NOW.date(),
        last_day=NOW.date() + timedelta(days=13),
        hours=[MORNING, AFTERNOON],
        capacity=capacity,
    )


def slot(day: date, starts: time = MORNING.starts) -> Slot:
    return Slot.objects.get(authority="changping", day=day, starts=starts)


def booked(stage: Stage, case: Case, day: date, *, now: datetime = NOW) -> Booking:
    return book(actor=stage.zhao, now=now, case_number=case.number, slot_id=slot(day).pk)


def why_not(who: Actor, case: Case, now: datetime) -> tuple[str, ...]:
    moves = allowed_moves(actor=who, now=now, case=casework.by_number(case.number))
    return next(one for one in moves if one.name == "accept").why_not


TODAY = NOW.date()
WEDNESDAY = TODAY + timedelta(days=2)


def test_slots_are_opened_on_working_days_alone(stage: Stage) -> None:
    assert opened(stage) == 20
    assert {one.day.weekday() for one in Slot.objects.all()} == {0, 1, 2, 3, 4}
    assert opened(stage) == 0


def test_what_cannot_be_opened_is_said_all_at_once(stage: Stage) -> None:
    with pytest.raises(BadInput) as told:
        open_slots(
            actor=stage.sun,
            now=NOW,
            first_day=TODAY - DAY,
            last_day=TODAY - 2 * DAY,
            hours=[MORNING, Hours(time(11), time(12))],
            capacity=0,
        )
    assert [fault.field for fault in told.value.faults] == ["first_day", "last_day", "capacity", "hours"]
    with pytest.raises(Refusal, match="区受理、审核岗位"):
        open_slots(actor=stage.zheng, now=NOW, first_day=TODAY, last_day=TODAY, hours=[MORNING], capacity=1)


def test_nothing_is_taken_in_without_an_appointment_whose_day_has_come(stage: Stage, waiting: Case) -> None:
    # CC-096, CY-Q18a, CY-Q18b
    assert why_not(stage.sun, waiting, NOW)[0].startswith("这项业务还没有预约。")
    booked(stage, waiting, WEDNESDAY)
    (not_yet,) = why_not(stage.sun, waiting, NOW + DAY)
    assert not_yet == ("预约的是2026年11月25日（10:00—11:30），还没有到。到那天再受理。")
    story.go(stage.sun, waiting, "accept", now=NOW + 2 * DAY)
    assert Booking.objects.get().state == State.KEPT
    assert slot(WEDNESDAY).booked == 1


def test_where_the_district_asks_for_none_nothing_can_be_booked(stage: Stage) -> None:
    opened(stage)
    case = story.endorsed(stage)
    with pytest.raises(Refusal, match="现在不能预约"):
        booked(stage, case, WEDNESDAY)
    story.go(stage.sun, case, "accept")


def test_the_employers_own_business_needs_none(stage: Stage, tmp_path: Path) -> None:
    # CC-102, CC-103
    by_appointment(tmp_path)
    assert story.access_opened(stage).outcome == "approved"


def test_it_is_booked_after_the_endorsement_and_not_before(stage: Stage, tmp_path: Path) -> None:
    by_appointment(tmp_path)
    opened(stage)
    case = story.submitted(stage)
    with pytest.raises(Refusal, match="单位审核提交以后"):
        booked(stage, case, WEDNESDAY)


def test_a_booking_moves_or_is_cancelled_until_the_day_before(stage: Stage, waiting: Case) -> None:
    booked(stage, waiting, WEDNESDAY)
    booked(stage, waiting, WEDNESDAY + DAY, now=NOW + DAY)
    assert (slot(WEDNESDAY).booked, slot(WEDNESDAY + DAY).booked) == (0, 1)
    with pytest.raises(Refusal, match="前一天以前"):
        booked(stage, waiting, WEDNESDAY + 5 * DAY, now=NOW + 3 * DAY)
    with pytest.raises(Refusal, match="前一天以前"):
        cancel_booking(actor=stage.zhao, now=NOW + 3 * DAY, case_number=waiting.number)
    cancel_booking(actor=stage.zhao, now=NOW + 2 * DAY, case_number=waiting.number)
    assert slot(WEDNESDAY + DAY).booked == 0
    with pytest.raises(NotFound):
        cancel_booking(actor=stage.zhao, now=NOW + 2 * DAY, case_number=waiting.number)


def test_a_full_slot_takes_nobody_more(stage: Stage, waiting: Case) -> None:
    Slot.objects.filter(pk=slot(WEDNESDAY).pk).update(booked=1)
    with pytest.raises(Refusal, match="约满"):
        booked(stage, waiting, WEDNESDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=slot(WEDNESDAY).pk).update(booked=2)


def test_a_slot_that_began_or_fell_on_a_day_off_is_not_booked(stage: Stage, waiting: Case) -> None:
    with pytest.raises(Refusal, match="已经开始"):
        booked(stage, waiting, TODAY, now=NOW.replace(hour=10, minute=0))
    off = [SetDay(day=WEDNESDAY, working=False, note="放假")]
    set_calendar(actor=Actor.system(), now=NOW, days=off, document="国办发明电〔2026〕1号")
    with pytest.raises(Refusal, match="放假安排"):
        booked(stage, waiting, WEDNESDAY)


def test_each_round_is_booked_anew(stage: Stage, waiting: Case) -> None:
    # AMC-30
    booked(stage, waiting, WEDNESDAY)
    later = NOW + 2 * DAY
    story.find_fault(stage.sun, waiting, now=later)
    story.go(stage.sun, waiting, "return_for_correction", now=later)
    assert Booking.objects.get().state == State.KEPT
    later += timedelta(hours=1)
    story.hand_in_one(stage.lin, waiting, "integrity", now=later)
    story.go(stage.lin, waiting, "resubmit", now=later)
    story.go(stage.zhao, waiting, "endorse", now=later)
    assert any("还没有预约" in one for one in why_not(stage.sun, waiting, later))
    booked(stage, waiting, WEDNESDAY + DAY, now=later)
    assert [one.round for one in Booking.objects.order_by("pk")] == [1, 2]


def test_a_withdrawal_gives_the_place_back(stage: Stage, waiting: Case) -> None:
    booked(stage, waiting, WEDNESDAY)
    story.go(stage.lin, waiting, "withdraw")
    assert Booking.objects.get().state == State.CANCELLED
    assert slot(WEDNESDAY).booked == 0


def test_who_did_not_come_books_again(stage: Stage, waiting: Case) -> None:
    held = booked(stage, waiting, WEDNESDAY)
    with pytest.raises(Refusal, match="还没有到"):
        miss_booking(actor=stage.sun, now=NOW, booking_id=held.pk, reason="没有接通")
    with pytest.raises(NotFound):
        miss_booking(actor=stage.feng, now=NOW + 2 * DAY, booking_id=held.pk, reason="没有接通")
    miss_booking(actor=stage.sun, now=NOW + 2 * DAY, booking_id=held.pk, reason="没有接通")
    with pytest.raises(MovedOn):
        miss_booking(actor=stage.sun, now=NOW + 2 * DAY, booking_id=held.pk, reason="没有接通")
    booked(stage, waiting, WEDNESDAY + DAY, now=NOW + 2 * DAY)
    assert sorted(one.state for one in Booking.objects.all()) == ["booked", "missed"]


def test_a_slot_that_is_closed_sends_its_bookings_to_book_anew(stage: Stage, waiting: Case) -> None:
    booked(stage, waiting, WEDNESDAY)
    closed = slot(WEDNESDAY)
    assert close_slot(actor=stage.sun, now=NOW, slot_id=closed.pk, reason="系统维护") == 1
    held = Booking.objects.get()
    assert (held.state, held.reason) == (State.CANCELLED, "系统维护")
    with pytest.raises(Refusal, match="停约"):
        booked(stage, waiting, WEDNESDAY)
    with pytest.raises(MovedOn):
        close_slot(actor=stage.sun, now=NOW, slot_id=closed.pk, reason="系统维护")


def test_another_employer_books_nothing_for_it(stage: Stage, waiting: Case) -> None:
    with pytest.raises(NotFound):
        book(actor=stage.ma, now=NOW, case_number=waiting.number, slot_id=slot(WEDNESDAY).pk)
    with pytest.raises(Refusal, match="单位经办人"):
        book(actor=stage.lin, now=NOW, case_number=waiting.number, slot_id=slot(WEDNESDAY).pk)
