"""The yearly notice: due dates that reach into it are counted anew; the rest stay."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from gongju.access.actor import Actor
from gongju.actions.set_calendar import SetDay, set_calendar
from gongju.casework import queries as casework
from gongju.errors import Refusal
from gongju.journal.models import Entry
from tests import story
from tests.cast import NOW, Stage
from tests.reworded import load_reworded

DAY = timedelta(days=1)
HOLIDAY = [SetDay(day=date(2026, 12, 14) + n * DAY, working=False, note="放假") for n in range(2)]


def test_a_holiday_moves_what_is_due(stage: Stage) -> None:
    case = story.endorsed(stage)
    assert case.due_on == date(2026, 12, 21)
    moved = set_calendar(actor=Actor.system(), now=NOW, days=HOLIDAY, document="国办发明电〔2026〕9号")
    assert moved == 1
    assert casework.by_number(case.number).due_on == date(2026, 12, 23)
    entry = Entry.objects.get(action="case.due")
    assert entry.data["after"] == "2026-12-23"


def test_a_clock_may_begin_only_when_the_review_is_passed(stage: Stage, tmp_path: Path) -> None:
    from_review = (
        'from_event = "enters_review"\nfrom_label = "单位提交、进入区里审核流程之日"',
        'from_event = "review_passed"\nfrom_label = "区级审核通过之日"',
    )
    load_reworded(tmp_path, from_review)
    case = story.accepted(stage)
    assert case.due_on is None
    story.decide_what_is_left(stage.zhou, case, now=NOW + DAY)
    assert story.go(stage.zhou, case, "pass_review", now=NOW + DAY).due_on == date(2026, 12, 22)


def test_a_paused_case_is_left_alone(stage: Stage) -> None:
    story.returned(stage)
    assert set_calendar(actor=Actor.system(), now=NOW, days=HOLIDAY, document="国办发明电〔2026〕9号") == 0


def test_an_officer_does_not_enter_holidays(stage: Stage) -> None:
    with pytest.raises(Refusal):
        set_calendar(actor=stage.sun, now=NOW, days=HOLIDAY, document="国办发明电〔2026〕9号")
