"""A day of the law ends at midnight in Beijing, to the second, whatever zone a moment is written in.

The last day of a lot of quota: `tests/races/test_midnight.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

import pytest
from django.core.cache import cache

from gongju.actions.book import cancel_booking
from gongju.actions.objection import Objected
from gongju.actions.unanswered import close_unanswered
from gongju.actions.verify_permit import verify_permit
from gongju.errors import Refusal
from tests import story
from tests.actions import test_appointments as slots
from tests.actions.holders import holding
from tests.actions.test_renewal import DISTRICTS, begun
from tests.actions.test_unanswered import LAST, SYSTEM, TERM
from tests.cast import Stage
from tests.midnight import first_second, last_second, zones
from tests.permits.holding import lin_holds_a_permit
from tests.reworded import load_reworded

pytestmark = [pytest.mark.django_db, zones]


def test_a_permit_is_in_force_to_the_end_of_its_last_day(zone: tzinfo) -> None:
    cache.clear()
    permit = lin_holds_a_permit()
    for moment, state in ((last_second, "有效"), (first_second, "失效")):
        now = moment(permit.last_day).astimezone(zone)
        shown = verify_permit(now=now, asker="192.0.2.1", number=permit.number, name="林晓禾")
        assert shown is not None
        assert shown.state == state


def test_a_booking_is_cancelled_to_the_end_of_the_day_before(stage: Stage, tmp_path: Path, zone: tzinfo) -> None:
    slots.by_appointment(tmp_path)
    slots.opened(stage)
    case = story.endorsed(stage)
    slots.booked(stage, case, slots.WEDNESDAY)
    before = slots.WEDNESDAY - story.DAY
    with pytest.raises(Refusal, match="前一天以前"):
        cancel_booking(actor=stage.zhao, now=first_second(before).astimezone(zone), case_number=case.number)
    cancel_booking(actor=stage.zhao, now=last_second(before).astimezone(zone), case_number=case.number)
    assert slots.slot(slots.WEDNESDAY).booked == 0


def test_a_renewal_opens_with_the_first_second_of_its_window(stage: Stage, zone: tzinfo) -> None:
    district, first, _, too_early = DISTRICTS[2]
    place = holding(stage, district, first_day=first, today=too_early)
    with pytest.raises(Objected, match="才能续签"):
        begun(replace(place, today=last_second(too_early).astimezone(zone)))
    assert begun(replace(place, today=first_second(too_early).astimezone(zone))).stage == "draft"


def test_a_correction_is_awaited_to_the_end_of_its_last_day(stage: Stage, tmp_path: Path, zone: tzinfo) -> None:
    load_reworded(tmp_path, more=TERM + "closes = true\n")
    story.returned(stage)
    assert close_unanswered(actor=SYSTEM, now=last_second(LAST).astimezone(zone)) == 0
    assert close_unanswered(actor=SYSTEM, now=first_second(LAST).astimezone(zone)) == 1
