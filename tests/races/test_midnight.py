"""The last place on a lot's last day, around midnight: the day is that of the verb's own `now`; one case gets it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from gongju.actions.allot import allot
from gongju.casework.models import Case
from gongju.quota.models import Lot, Movement
from gongju.quota.queries import counters_by_movements, held_by
from tests import cast, story
from tests.cast import NOW, PROFILE, Stage
from tests.races.harness import errors, race
from tests.races.pressing import press
from tests.races.test_verbs import MEN
from tests.reworded import load_reworded

pytestmark = pytest.mark.races
PROCESSES, FEWER = 8, 4
BEFORE = datetime.combine(NOW.date(), time(23, 59, 59), NOW.tzinfo)
AFTER = BEFORE + timedelta(seconds=1)
REQUIRED = ('quota = "where_set"', 'quota = "required"')
"""昌平区 read as if every first issue took a place, as in the districts with rounds."""


def waiting_for_the_employer(stage: Stage) -> list[Case]:
    """A case of each of three persons, with every paper, before the agent of 北京海河蓝."""
    story.access_opened(stage)
    drafts = [story.drafted(stage)]
    for name, birth in MEN.items():
        identity = {**PROFILE["identity"], "sex": "男", "birth_date": birth}
        drafts.append(story.drafted(stage, getattr(stage, name), identity=identity))
    for case, who in zip(drafts, (stage.lin, stage.chen, stage.gao), strict=True):
        story.go(who, case, "submit")
        story.hand_in_what_is_due(stage.zhao, case)
    return drafts


def one_place(stage: Stage) -> Lot:
    """A lot of one, today its last day."""
    first, last = NOW.date() - timedelta(days=89), NOW.date()
    return allot(actor=stage.zheng, now=NOW, employer_id=stage.hhl.pk, count=1, first_day=first, last_day=last)


def test_the_last_place_of_the_last_day_goes_to_one_case_before_midnight(database_url: str, tmp_path: Path) -> None:
    """Issue 4, section 3: nobody gets it a second later, and it stays reserved after midnight."""
    stage = cast.set_the_stage()
    load_reworded(tmp_path, REQUIRED)
    numbers = [case.number for case in waiting_for_the_employer(stage)]
    lot = one_place(stage)
    moments = [BEFORE if process % 2 else AFTER for process in range(PROCESSES)]
    pressed = [(stage.zhao.user_id, numbers, "endorse", "endorsement", now) for now in moments]
    outcomes = race(database_url, press, pressed)
    assert errors(outcomes) == []
    winners = [now for now, one in zip(moments, outcomes, strict=True) for told in one.value if told == "done"]
    assert winners == [BEFORE]
    assert {told for one in outcomes for told in one.value} == {"done", "quota.none", "moved_on"}
    lot.refresh_from_db()
    assert counters_by_movements(lot) == (lot.granted, lot.reserved, lot.used) == (1, 1, 0)
    reserved = Movement.objects.get(kind=Movement.Kind.RESERVED)
    assert localdate(reserved.at) == lot.last_day

    case = Case.objects.get(stage="acceptance", type="first_issue")
    story.go(stage.sun, case, "accept", now=AFTER)
    assert held_by(case) == lot.pk


def test_given_back_after_midnight_it_has_lapsed_at_once(database_url: str, tmp_path: Path) -> None:
    """One withdraws as many press for the place: after the last day it is nobody's any more."""
    stage = cast.set_the_stage()
    load_reworded(tmp_path, REQUIRED)
    first, *others = waiting_for_the_employer(stage)
    lot = one_place(stage)
    story.go(stage.zhao, first, "endorse", now=BEFORE)
    numbers = [case.number for case in others]
    pressing = [(stage.zhao.user_id, numbers, "endorse", "endorsement", AFTER)] * (FEWER - 1)
    outcomes = race(
        database_url, press, [(stage.lin.user_id, [first.number], "withdraw", "acceptance", AFTER), *pressing]
    )
    assert errors(outcomes) == []
    assert outcomes[0].value == ["done"]
    assert {told for one in outcomes[1:] for told in one.value} == {"quota.none"}
    lot.refresh_from_db()
    assert counters_by_movements(lot) == (lot.granted, lot.reserved, lot.used) == (1, 0, 0)
