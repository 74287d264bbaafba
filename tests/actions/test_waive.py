"""What the rules leave to an officer is decided by one, with a reason; nothing else is."""

from dataclasses import replace
from typing import Any

import pytest

from gongju.actions.fill import fill
from gongju.actions.judge import judged_again
from gongju.actions.mark_material import mark_all_fit
from gongju.actions.matter import matter_of, undecided
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.actions.save_part import save_employer_part
from gongju.actions.waive import waive
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, HandedIn
from gongju.errors import BadInput, Refusal
from gongju.facts import Source, Trust
from gongju.rules.verdict import Outcome, Verdict
from tests import cast, story
from tests.cast import NOW, PARTICULARS, Stage


def few_staff() -> dict[str, Any]:
    """A high-tech enterprise with eight employees: below what is asked in principle (CP-029)."""
    return {"operation": {**PARTICULARS["operation"], "staff_count": "8"}}


def asked_with_few_staff(stage: Stage) -> Case:
    cast.fill_employer(stage.zhao, **few_staff())
    case = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "submit")
    return story.go(stage.sun, case, "accept")


def at_approval(stage: Stage) -> Case:
    case = asked_with_few_staff(stage)
    if case.stage == "review":
        story.go(stage.zhou, case, "pass_review")
    mark_all_fit(actor=stage.wu, now=NOW, case_number=case.number)
    return case


def codes(stage: Stage, case: Case, outcome: Outcome) -> list[str]:
    verdict = preview(actor=stage.wu, now=NOW, case=casework.by_number(case.number)).verdict
    return [one.code for one in verdict.of(outcome)]


def test_a_soft_criterion_unmet_waits_for_an_officer(stage: Stage) -> None:
    case = at_approval(stage)
    with pytest.raises(Objected, match="需要经办人认定"):
        story.go(stage.wu, case, "approve")
    story.decide_what_is_left(stage.wu, case)
    assert story.go(stage.wu, case, "approve").outcome == "approved"


def test_a_decision_needs_a_reason(stage: Stage) -> None:
    case = at_approval(stage)
    code = codes(stage, case, Outcome.TO_BE_JUDGED)[0]
    with pytest.raises(BadInput, match="理由"):
        waive(actor=stage.wu, now=NOW, case_number=case.number, criterion=code, reason=" ")


def test_what_is_met_is_not_an_officers_to_decide(stage: Stage) -> None:
    case = at_approval(stage)
    code = codes(stage, case, Outcome.MET)[0]
    with pytest.raises(Refusal, match="不由经办人认定"):
        waive(actor=stage.wu, now=NOW, case_number=case.number, criterion=code, reason="理由")


def test_a_kept_verdict_comes_out_the_same_when_run_again(stage: Stage) -> None:
    case = asked_with_few_staff(stage)
    for kept in case.verdicts.all():
        assert judged_again(kept, books.edition_by_digest(kept.edition_digest)) == Verdict.from_json(kept.verdict)


def test_a_decision_does_not_outlive_the_facts_it_was_made_on(stage: Stage) -> None:
    case = at_approval(stage)
    story.decide_what_is_left(stage.wu, case)
    decided = frozenset(casework.waived(case))
    verdict = preview(actor=stage.wu, now=NOW, case=case).verdict
    assert not undecided(verdict, decided)
    worse = [replace(one, outcome=Outcome.UNMET) if one.code in decided else one for one in verdict.criteria]
    assert {one.code for one in undecided(replace(verdict, criteria=tuple(worse)), decided)} == decided


def test_what_is_altered_after_a_decision_is_decided_anew(stage: Stage) -> None:
    # Decided on eight employees and sent back for a paper, the request comes in with five.
    case = at_approval(stage)
    story.decide_what_is_left(stage.wu, case)
    decided = set(codes(stage, case, Outcome.TO_BE_JUDGED))
    story.go(stage.wu, case, "send_back", reason="请再核对材料。")
    material = HandedIn.objects.filter(case=case)[0].material
    story.find_fault(stage.sun, case, material)
    story.go(stage.sun, case, "return_for_correction")
    assert matter_of(actor=stage.wu, now=NOW, case=casework.by_number(case.number)).waived == decided
    few = {**few_staff()["operation"], "staff_count": "5"}
    save_employer_part(actor=stage.zhao, now=NOW, part="operation", content=few)
    again = matter_of(actor=stage.wu, now=NOW, case=casework.by_number(case.number))
    assert again.waived < decided
    assert [one.outcome for one in again.undecided] == [Outcome.TO_BE_JUDGED]


def test_an_officer_says_what_is_an_offices_to_say(stage: Stage) -> None:
    case = story.accepted(stage)
    fill(actor=stage.zhou, now=NOW, case_number=case.number, answers={"degree_invalid": True})
    seen = preview(actor=stage.zhou, now=NOW, case=casework.by_number(case.number))
    fact = next(one for one in seen.facts if one.name == "degree_invalid")
    assert (fact.value, fact.source, fact.trust) == (True, Source.OFFICER, Trust.VERIFIED)
    assert "degree_verification" in [one.due.material.code for one in seen.papers if one.lacking]


def test_what_the_system_records_cannot_be_said_otherwise(stage: Stage) -> None:
    case = story.accepted(stage)
    fill(actor=stage.zhou, now=NOW, case_number=case.number, answers={"employer_standing": "黑名单"})
    seen = preview(actor=stage.zhou, now=NOW, case=casework.by_number(case.number))
    fact = next(one for one in seen.facts if one.name == "employer_standing")
    assert (fact.value, fact.source) == ("已开通", Source.SYSTEM)
