"""The yearly notice: due dates that reach into it are counted anew; the rest stay."""

from datetime import date, timedelta

import pytest

from gongju.access.actor import Actor
from gongju.actions.set_calendar import SetDay, set_calendar
from gongju.casework import queries as casework
from gongju.errors import Refusal
from gongju.journal.models import Entry
from tests import story
from tests.cast import NOW, Stage

HOLIDAY = [SetDay(day=date(2026, 12, 14) + timedelta(days=n), working=False, note="放假") for n in range(2)]


def test_a_holiday_moves_what_is_due(stage: Stage) -> None:
    case = story.endorsed(stage)
    assert case.due_on == date(2026, 12, 21)
    moved = set_calendar(actor=Actor.system(), now=NOW, days=HOLIDAY, document="国办发明电〔2026〕9号")
    assert moved == 1
    assert casework.by_number(case.number).due_on == date(2026, 12, 23)
    entry = Entry.objects.get(action="case.due")
    assert entry.data["after"] == "2026-12-23"


def test_a_paused_case_is_left_alone(stage: Stage) -> None:
    story.returned(stage)
    assert set_calendar(actor=Actor.system(), now=NOW, days=HOLIDAY, document="国办发明电〔2026〕9号") == 0


def test_an_officer_does_not_enter_holidays(stage: Stage) -> None:
    with pytest.raises(Refusal):
        set_calendar(actor=stage.sun, now=NOW, days=HOLIDAY, document="国办发明电〔2026〕9号")
