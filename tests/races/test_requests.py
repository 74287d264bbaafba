"""An employer's request for quota, begun and reported in many windows at once; the last place of a slot by the verb."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from gongju.appointments.models import Booking, Slot
from gongju.casework.models import Case, Step
from gongju.journal.models import Entry
from gongju.journal.queries import verify
from gongju.journal.refs import SubjectRef
from gongju.quota.models import QuotaRequest
from tests import cast, story
from tests.actions.test_appointments import by_appointment
from tests.allotment import at, desk_of, draft, firm
from tests.cast import NOW
from tests.races.harness import errors, race
from tests.races.pressing import open_one, press, reserve_a_slot
from tests.races.test_midnight import waiting_for_the_employer
from tests.story import DAY

pytestmark = pytest.mark.races
PROCESSES = 8
IN_MARCH = at(2023, 3, 10)


def test_a_request_is_begun_once_and_reported_once(database_url: str) -> None:
    desk = desk_of("chaoyang")
    one = firm(desk, now=IN_MARCH)
    told = race(database_url, open_one, [(one.agent.user_id, "quota_request", IN_MARCH)] * PROCESSES)
    assert errors(told) == []
    numbers = [outcome.value for outcome in told if outcome.value.startswith("CY")]
    assert numbers == list(Case.objects.values_list("number", flat=True))
    assert {outcome.value for outcome in told} - set(numbers) == {"case.one_open"}

    Case.objects.all().delete()
    case = draft(desk, one, 2, now=IN_MARCH)
    pressed = [(one.agent.user_id, [case.number], "submit", "draft", IN_MARCH)] * PROCESSES
    told = race(database_url, press, pressed)
    assert errors(told) == []
    assert sorted(outcome.value[0] for outcome in told) == ["done"] + ["moved_on"] * (PROCESSES - 1)
    assert Step.objects.filter(case=case).count() == 1
    assert QuotaRequest.objects.get().asked == 2
    assert Entry.objects.filter(action="quota_request.submit").count() == 1
    assert verify(SubjectRef("case", case.number)) == []


def test_the_last_place_of_a_slot_is_booked_once_by_the_verb(database_url: str, tmp_path: Path) -> None:
    stage = cast.set_the_stage()
    by_appointment(tmp_path)
    numbers = []
    for case in waiting_for_the_employer(stage):
        numbers.append(story.go(stage.zhao, case, "endorse").number)
    slot = Slot.objects.create(authority="changping", day=(NOW + DAY).date(), starts=time(9), ends=time(11), capacity=1)
    own = [(stage.zhao.user_id, numbers[n % 3 :] + numbers[: n % 3], slot.pk, NOW) for n in range(PROCESSES)]
    told = race(database_url, reserve_a_slot, own)
    assert errors(told) == []
    assert {one for outcome in told for one in outcome.value} <= {"done", "appointment.full", "moved_on"}
    assert Booking.objects.count() == Slot.objects.get().booked == 1
    assert Entry.objects.filter(action="appointment.book").count() == 1
