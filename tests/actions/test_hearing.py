"""Nobody is rejected unheard: the reason is told first, and what the person says is there for who decides."""

from datetime import date

import pytest

from gongju.access.actor import Actor
from gongju.actions.hearing import hearing_of
from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected
from gongju.actions.release import release
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employment
from gongju.quota.models import Lot
from tests import story
from tests.cast import NOW, Stage

REASON = "近 12 个月的社会保险有中断。"


def proposed(stage: Stage) -> Case:
    return story.go(stage.zhou, story.accepted(stage), "propose_rejection", reason=REASON)


def test_the_reason_is_told_and_the_clock_stands_still(stage: Stage) -> None:
    case = proposed(stage)
    assert (case.stage, case.due_on) == ("hearing", None)
    hearing = hearing_of(matter_of(actor=stage.lin, now=NOW, case=case))
    assert hearing is not None
    assert (hearing.reason, hearing.until, hearing.left) == (REASON, date(2026, 11, 30), False)


def test_the_answer_is_there_for_who_decides(stage: Stage) -> None:
    case = proposed(stage)
    answered = story.go(stage.lin, case, "answer_rejection", now=NOW + story.DAY, reason="中断的月份已经补缴。")
    assert answered.due_on is not None
    hearing = hearing_of(matter_of(actor=stage.wu, now=NOW + story.DAY, case=casework.by_number(case.number)))
    assert hearing is not None
    assert (hearing.answer, hearing.answered_on) == ("中断的月份已经补缴。", date(2026, 11, 24))
    assert story.go(stage.wu, case, "reject", now=NOW + 2 * story.DAY, reason=REASON).outcome == "rejected"


def test_without_an_answer_the_case_goes_on_after_the_last_day(stage: Stage) -> None:
    """Announced on Monday 23 November: five working days end on Monday the 30th, and that day still counts."""
    case = proposed(stage)
    with pytest.raises(Objected, match="期限还没有满"):
        story.go(Actor.system(), case, "proceed_unanswered", now=NOW + 7 * story.DAY)
    assert story.go(stage.zhou, case, "proceed_unanswered", now=NOW + 8 * story.DAY).stage == "approval"


def test_who_approves_cannot_reject_unheard(stage: Stage) -> None:
    case = story.reviewed(stage)
    with pytest.raises(Objected, match="还没有听取申请人的意见"):
        story.go(stage.wu, case, "reject", now=NOW + 2 * story.DAY, reason=REASON)
    story.go(stage.wu, case, "announce_rejection", now=NOW + 2 * story.DAY, reason=REASON)
    story.go(stage.zhao, case, "answer_rejection", now=NOW + 2 * story.DAY, reason="单位补充说明。")
    assert story.go(stage.wu, case, "reject", now=NOW + 3 * story.DAY, reason=REASON).outcome == "rejected"


def counted(lot: Lot) -> tuple[int, int]:
    lot.refresh_from_db()
    return lot.reserved, lot.used


def test_a_case_sent_back_for_another_person_frees_its_place(stage: Stage) -> None:
    """CC-072: the lot still counts, so the place is the employer's again."""
    lot = story.lot_of(stage, 1)
    case = story.endorsed(stage)
    assert counted(lot) == (1, 0)
    ended = story.go(stage.sun, case, "return_for_replacement", now=NOW + story.DAY, reason="单位申请换人。")
    assert (ended.open, ended.outcome) == (False, "withdrawn")
    assert counted(lot) == (0, 0)
    assert lot.last_day >= NOW.date()


def test_a_place_of_a_lot_past_its_last_day_is_lost(stage: Stage) -> None:
    """CC-073: the lot ended meanwhile; nothing is reserved, and nothing can be (AMC-05)."""
    lot = story.lot_of(stage, 1)
    case = story.endorsed(stage)
    after = NOW.replace(year=2027, month=1, day=5)
    story.go(stage.sun, case, "return_for_replacement", now=after, reason="单位申请换人。")
    assert counted(lot) == (0, 0)
    assert lot.last_day < after.date()


def test_a_release_closes_a_case_that_waits_for_an_answer(stage: Stage) -> None:
    case = proposed(stage)
    employment = Employment.objects.get(person=case.person)
    today = (NOW + 2 * story.DAY).date()
    release(actor=stage.zhao, now=NOW + 2 * story.DAY, employment_id=employment.pk, ended_on=today, reason="本人辞职")
    assert casework.by_number(case.number).outcome == "closed"
