"""Moving a case: who may, when, and what stands against it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from gongju.access.actor import Actor, actor_of
from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.fill import fill
from gongju.actions.move import move
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.casework import queries as casework
from gongju.casework.models import Case, Step
from gongju.errors import BadInput, MovedOn, NotFound, Refusal
from gongju.people import records as people
from gongju.people.models import User
from gongju.rules.verdict import Verdict
from tests import cast, story
from tests.cast import NOW, Stage
from tests.reworded import load_reworded


def codes(refused: pytest.ExceptionInfo[Objected]) -> list[str]:
    return [one.code for one in refused.value.objections]


def test_a_submission_tells_everything_that_is_missing_at_once(stage: Stage) -> None:
    story.access_opened(stage)
    cast.link(stage.lin, stage.zhao, stage.hhl)
    case = open_case(actor=stage.lin, now=NOW, type="first_issue")
    with pytest.raises(Objected) as refused:
        story.go(stage.lin, case, "submit")
    found = set(codes(refused))
    assert {"profile.incomplete", "answers.missing", "papers.missing"} <= found
    assert "户籍信息" in str(refused.value)


def test_a_submission_keeps_the_verdict_and_what_it_saw(stage: Stage) -> None:
    case = story.submitted(stage)
    kept = casework.latest_verdict(case, "submission")
    assert kept is not None
    assert kept.edition_digest == case.rulebook.digest  # type: ignore[union-attr]
    assert {"monthly_income", "degree", "employer_standing"} <= {one["name"] for one in kept.facts}
    assert Verdict.from_json(kept.verdict).outcome == kept.outcome


def test_who_saw_an_earlier_stage_is_told_that_it_moved_on(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(MovedOn):
        move(actor=stage.sun, now=NOW, case_number=case.number, transition="accept", seen_stage="endorsement")


def test_another_office_finds_nothing(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(NotFound):
        story.go(stage.feng, case, "accept")


def test_another_role_is_told_whose_move_it_is(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(Objected) as refused:
        story.go(stage.wu, case, "accept")
    assert codes(refused) == ["move.not_yours"]
    assert "区受理岗位" in str(refused.value)


def both_roles(officer: Actor, *roles: str) -> Actor:
    """The same officer, with these roles from now on."""
    user = User.objects.get(pk=officer.user_id or 0)
    assert user.office is not None
    people.set_staff(user, office=user.office, roles=roles)
    return actor_of(User.objects.get(pk=user.pk))


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_who_accepted_may_not_decide_on_the_same_case(stage: Stage, decision: str) -> None:
    case = story.reviewed(stage)
    if decision == "reject":
        story.go(stage.wu, case, "announce_rejection", reason="理由")
        story.go(stage.lin, case, "answer_rejection", reason="意见")
    sun = both_roles(stage.sun, "district.accept", "district.approve")
    with pytest.raises(Objected) as refused:
        story.go(sun, case, decision, reason="理由")
    assert codes(refused) == ["move.four_eyes"]
    assert story.go(stage.wu, case, decision, reason="理由").open is False


def test_a_refusal_needs_a_reason_and_ends_the_case(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(BadInput):
        story.go(stage.sun, case, "refuse")
    refused = story.go(stage.sun, case, "refuse", reason="申请人为劳务派遣人员。")
    assert (refused.outcome, refused.open, refused.due_on) == ("refused", False, None)
    assert Step.objects.filter(case=case).last().reason == "申请人为劳务派遣人员。"  # type: ignore[union-attr]


def test_an_employer_returns_what_it_cannot_endorse(stage: Stage) -> None:
    # CC-293
    case = story.submitted(stage)
    returned = story.go(stage.zhao, case, "return_to_applicant", reason="收入填写有误。")
    assert returned.stage == "correction"
    fill(actor=stage.lin, now=NOW, case_number=case.number, answers={"monthly_income": "31000"})
    assert story.go(stage.lin, case, "resubmit").round == 2


def test_a_hard_criterion_plainly_unmet_bars_acceptance_but_not_refusal(stage: Stage) -> None:
    # TC-206
    story.access_opened(stage)
    case = story.drafted(stage)
    fill(actor=stage.lin, now=NOW, case_number=case.number, answers={"dispatched": True})
    story.go(stage.lin, case, "submit")
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "endorse")
    with pytest.raises(Objected) as refused:
        story.go(stage.sun, case, "accept")
    assert codes(refused) == ["verdict.unmet"]
    assert story.go(stage.sun, case, "refuse", reason="劳务派遣人员不能申请。").outcome == "refused"


def test_the_approver_waits_for_papers_found_fit_and_criteria_decided(stage: Stage) -> None:
    case = story.accepted(stage)
    with pytest.raises(Objected) as refused:
        story.go(stage.zhou, case, "pass_review")
    assert "papers.not_fit" in codes(refused)


def test_pages_learn_what_may_be_done_and_why_not_the_rest(stage: Stage) -> None:
    case = story.endorsed(stage)
    told = {one.name: one for one in allowed_moves(actor=stage.sun, now=NOW, case=case)}
    assert told["accept"].allowed
    assert not told["return_for_correction"].allowed
    assert "补正通知还没有列出问题" in told["return_for_correction"].why_not[0]
    assert "withdraw" not in told
    theirs = {one.name: one for one in allowed_moves(actor=stage.wu, now=NOW, case=case)}
    assert not theirs["accept"].mine


def test_the_applicant_sees_only_their_own_moves(stage: Stage) -> None:
    case = story.endorsed(stage)
    assert [one.name for one in allowed_moves(actor=stage.lin, now=NOW, case=case)] == ["withdraw"]


def test_nothing_can_be_changed_while_it_lies_with_the_office(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(Refusal, match="您不能修改内容"):
        fill(actor=stage.lin, now=NOW, case_number=case.number, answers={"monthly_income": "1"})
    with pytest.raises(Refusal, match="办结前个人信息不能修改"):
        cast.fill_profile(stage.lin)


def test_a_withdrawn_case_is_over(stage: Stage) -> None:
    case: Case = story.endorsed(stage)
    assert story.go(stage.lin, case, "withdraw").outcome == "withdrawn"
    again = open_case(actor=stage.lin, now=NOW, type="first_issue")
    assert again.number != case.number


def test_papers_are_of_the_day_they_are_handed_in_though_the_law_looks_at_acceptance(
    stage: Stage, tmp_path: Path
) -> None:
    # DC-115: six months before the declaration, however long the queue.
    load_reworded(tmp_path, ('judged_on = "submission"', 'judged_on = "acceptance"'))
    case = story.endorsed(stage)
    later = NOW + 40 * story.DAY

    def window(now: datetime) -> tuple[date, ...]:
        papers = preview(actor=stage.sun, now=now, case=casework.by_number(case.number)).papers
        return next(one.due.months for one in papers if one.due.material.code == "income_12")

    assert preview(actor=stage.sun, now=later, case=casework.by_number(case.number)).on == later.date()
    assert window(later) == window(NOW)
