"""A case sent back and forgotten: reminded of, closed after its last day, and its place free again (CL-112, LF-16)."""

from datetime import date, datetime
from pathlib import Path

import pytest

from gongju.access.actor import Actor
from gongju.actions.unanswered import close_unanswered, go_on_unanswered, remind_unanswered
from gongju.casework import queries as casework
from gongju.casework.models import Case, Correction
from gongju.clock import BEIJING
from gongju.errors import Refusal
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.quota.models import Lot
from tests import story
from tests.cast import NOW, Stage
from tests.reworded import load_reworded

SYSTEM = Actor.system()
LAST = date(2027, 2, 25)
"""Sent back on 25 November 2026; three months end on that day."""
TERM = """
[[terms]]
code = "ageing"
business = "first_issue"
title = "退回后重新提交"
length = 3
unit = "months"
from_event = "returned"
from_label = "退回补正之日"
sentence = "退回后 3 个月内重新提交。"
clause = "试"
rows = []
"""


def on(day: date, hour: int = 1) -> datetime:
    """A moment of that day."""
    return NOW.replace(year=day.year, month=day.month, day=day.day, hour=hour, tzinfo=BEIJING)


@pytest.fixture
def case(stage: Stage, tmp_path: Path) -> Case:
    """Sent back in a district that closes what is not handed in again within three months."""
    load_reworded(tmp_path, more=TERM + "closes = true\n")
    story.lot_of(stage, 1)
    return story.returned(stage)


def reserved() -> int:
    return Lot.objects.get().reserved


def test_the_last_day_stands_on_the_notice(case: Case) -> None:
    assert Correction.objects.get(case=case).due_on == LAST


def test_it_is_open_on_its_last_day_and_closed_on_the_next(stage: Stage, case: Case) -> None:
    assert close_unanswered(actor=SYSTEM, now=on(LAST, 23)) == 0
    assert reserved() == 1
    assert close_unanswered(actor=SYSTEM, now=on(date(2027, 2, 26))) == 1
    ended = casework.by_number(case.number)
    assert (ended.open, ended.outcome) == (False, "closed")
    assert "2027年2月25日" in casework.steps(ended)[-1].reason
    assert reserved() == 0
    assert close_unanswered(actor=SYSTEM, now=on(date(2027, 2, 26), 2)) == 0


def test_what_was_handed_in_again_is_not_closed(stage: Stage, case: Case) -> None:
    back = on(date(2027, 2, 20))
    story.hand_in_one(stage.lin, case, "integrity", now=back)
    story.go(stage.lin, case, "resubmit", now=back)
    story.go(stage.zhao, case, "endorse", now=back)
    assert close_unanswered(actor=SYSTEM, now=on(date(2027, 3, 1))) == 0


def test_each_reminder_goes_out_once(case: Case) -> None:
    told = [(day, remind_unanswered(actor=SYSTEM, now=on(day))) for day in (date(2027, 1, 25), date(2027, 1, 26))]
    assert [count for _, count in told] == [0, 1]
    assert remind_unanswered(actor=SYSTEM, now=on(date(2027, 1, 27))) == 0
    assert remind_unanswered(actor=SYSTEM, now=on(date(2027, 2, 18))) == 1
    assert remind_unanswered(actor=SYSTEM, now=on(LAST)) == 1
    assert remind_unanswered(actor=SYSTEM, now=on(date(2027, 2, 26))) == 0
    drain(ask=lambda: on(date(2027, 2, 26)))
    messages = Message.objects.filter(event="case.correction_waits", person=case.person)
    assert messages.count() == 3
    assert "2027年2月25日" in messages.latest("pk").text


def test_where_the_rulebook_closes_nothing_the_case_stays(stage: Stage, tmp_path: Path) -> None:
    load_reworded(tmp_path, more=TERM)
    case = story.returned(stage)
    assert close_unanswered(actor=SYSTEM, now=on(date(2028, 1, 1))) == 0
    assert casework.by_number(case.number).open


def test_an_intended_rejection_nobody_answers_goes_on_by_itself(stage: Stage) -> None:
    case = story.go(stage.zhou, story.accepted(stage), "propose_rejection", reason="社会保险有中断。")
    assert go_on_unanswered(actor=SYSTEM, now=NOW + 7 * story.DAY) == 0
    assert go_on_unanswered(actor=SYSTEM, now=NOW + 8 * story.DAY) == 1
    assert casework.by_number(case.number).stage == "approval"
    assert go_on_unanswered(actor=SYSTEM, now=NOW + 9 * story.DAY) == 0


def test_only_the_system_does_this(stage: Stage) -> None:
    for verb in (remind_unanswered, close_unanswered, go_on_unanswered):
        with pytest.raises(Refusal, match="由系统自动办理"):
            verb(actor=stage.sun, now=NOW)
