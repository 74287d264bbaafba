"""Eight processes book the last place of a slot, or move the same booking: each time one wins, counters add up."""

from datetime import time, timedelta

import pytest

from gongju.appointments import records
from gongju.appointments.models import Booking, Slot
from tests import rows
from tests.races import contenders
from tests.races.harness import errors, race
from tests.races.test_promises import PROCESSES, TRIES, assert_one_winner_each, people
from tests.rows import CHANGPING, NOW, TODAY

pytestmark = pytest.mark.races


def slots(count: int, capacity: int = 1) -> list[Slot]:
    return [
        Slot.objects.create(
            authority=CHANGPING, day=TODAY + timedelta(days=n), starts=time(9), ends=time(11), capacity=capacity
        )
        for n in range(count)
    ]


def assert_counters_add_up() -> None:
    for slot in Slot.objects.all():
        assert slot.booked == slot.bookings.filter(state=Booking.State.BOOKED).count() <= slot.capacity


def test_the_last_place_of_a_slot_goes_to_one_case(database_url: str) -> None:
    slot_ids = [slot.pk for slot in slots(TRIES)]
    numbers = [rows.case_of(person).number for person in people(PROCESSES * TRIES)]
    own = [(numbers[n * TRIES : (n + 1) * TRIES], slot_ids) for n in range(PROCESSES)]
    assert_one_winner_each(race(database_url, contenders.book_slots, own))
    assert Slot.objects.filter(booked=1).count() == TRIES
    assert_counters_add_up()


def test_a_booking_moved_by_many_at_once_is_counted_once(database_url: str) -> None:
    old, new = slots(2, capacity=100)
    held = [records.book(old, rows.case_of(person), now=NOW, by_id=None).pk for person in people(TRIES)]
    outcomes = race(database_url, contenders.swap_slots, [(held, [new.pk] * TRIES)] * PROCESSES)
    assert errors(outcomes) == []
    assert_counters_add_up()
    assert Booking.objects.filter(slot=new).count() == TRIES
