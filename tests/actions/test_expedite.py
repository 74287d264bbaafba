"""加急: granted by the rulebook alone, with its two papers, in front of the officer's list, no term the shorter."""

from datetime import date
from pathlib import Path

import pytest

from gongju.access.cases import visible_cases
from gongju.actions.expedite import drop_expedite, expedite, wish_of
from gongju.actions.matter import matter_of
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import BadInput, Refusal
from tests import cast, story
from tests.cast import NOW, Stage
from tests.reworded import load_reworded

NEEDED = date(2026, 12, 31)
GROUND = "女儿林知夏报名回龙观中心小学，12 月 31 日截止。"
GRANTED = """
[[materials]]
code = "urgent_statement"
title = "加急办理情况说明"
business = "first_issue"
by = "individual"
when = "urgent_for_school"
clause = "试"
rows = []

[[materials]]
code = "urgent_notice"
title = "学校或教委下发的通知"
business = "first_issue"
by = "individual"
when = "urgent_for_school"
clause = "试"
rows = []

[[terms]]
code = "urgent_notice_ahead"
business = "first_issue"
title = "告知加急"
length = 5
unit = "working_days"
direction = "before"
from_event = "needed_by"
from_label = "需要办结之日"
sentence = "至少提前 5 个工作日告知。"
clause = "试"
rows = []
"""


@pytest.fixture
def case(stage: Stage, tmp_path: Path) -> Case:
    """A draft of 林晓禾 in a district that grants expediting as 东城区 does."""
    load_reworded(tmp_path, more=GRANTED)
    story.access_opened(stage)
    return story.drafted(stage)


def urgent_papers(stage: Stage, case: Case) -> set[str]:
    seen = preview(actor=stage.lin, now=NOW, case=casework.by_number(case.number))
    return {one.due.material.code for one in seen.papers if one.due.certain and "urgent" in one.due.material.code}


def test_statement_and_notice_become_due(stage: Stage, case: Case) -> None:
    """TC-213: with the statement and the notice of the school the case is put in front (DC-196)."""
    assert urgent_papers(stage, case) == set()
    expedite(actor=stage.lin, now=NOW, case_number=case.number, needed_by=NEEDED, ground=GROUND)
    assert urgent_papers(stage, case) == {"urgent_statement", "urgent_notice"}
    story.hand_in_what_is_due(stage.lin, case)
    story.go(stage.lin, case, "submit")
    story.hand_in_what_is_due(stage.zhao, case)
    handed_in = story.go(stage.zhao, case, "endorse")

    wish = wish_of(matter_of(actor=stage.sun, now=NOW, case=handed_in))
    assert wish.asked is not None
    assert (wish.tell_by, wish.is_late) == (date(2026, 12, 24), False)
    assert handed_in.due_on == date(2026, 12, 21)
    assert next(iter(casework.work_list(visible_cases(stage.sun), NOW.date()))).expedite.ground == GROUND


def test_an_expedited_case_stands_before_one_that_is_due_earlier(stage: Stage, case: Case) -> None:
    expedite(actor=stage.lin, now=NOW, case_number=case.number, needed_by=NEEDED, ground=GROUND)
    cast.link(stage.chen, stage.zhao, stage.hhl)
    other = open_case(actor=stage.chen, now=NOW, type="first_issue")
    Case.objects.filter(pk=other.pk).update(due_on=NOW.date())
    assert [one.number for one in casework.work_list(Case.objects.all(), NOW.date())] == [case.number, other.number]


def test_it_can_be_taken_back(stage: Stage, case: Case) -> None:
    expedite(actor=stage.lin, now=NOW, case_number=case.number, needed_by=NEEDED, ground=GROUND)
    drop_expedite(actor=stage.lin, now=NOW, case_number=case.number)
    assert urgent_papers(stage, case) == set()


def test_five_working_days_ahead_is_advice(stage: Stage, case: Case) -> None:
    """DC-198: too late is told, never refused."""
    expedite(actor=stage.lin, now=NOW, case_number=case.number, needed_by=date(2026, 11, 26), ground=GROUND)
    wish = wish_of(matter_of(actor=stage.lin, now=NOW, case=case))
    assert (wish.tell_by, wish.is_late) == (date(2026, 11, 19), True)


def test_where_the_rulebook_has_none_it_is_refused(stage: Stage) -> None:
    story.access_opened(stage)
    case = story.drafted(stage)
    with pytest.raises(Refusal, match="没有加急办理"):
        expedite(actor=stage.lin, now=NOW, case_number=case.number, needed_by=NEEDED, ground=GROUND)


def test_a_day_to_come_and_a_ground_are_asked_at_once(stage: Stage, case: Case) -> None:
    with pytest.raises(BadInput) as told:
        expedite(actor=stage.lin, now=NOW, case_number=case.number, needed_by=NOW.date(), ground=" ")
    assert [fault.field for fault in told.value.faults] == ["needed_by", "ground"]
