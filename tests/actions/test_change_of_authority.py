"""单位主管部门变更: to each district by its rulebook; access, places, permits and drafts follow, nothing is torn."""

import pytest

from gongju.access.cases import visible_cases
from gongju.access.permits import visible_permits
from gongju.actions.choose_authority import choose_authority, proper_district
from gongju.actions.fill import fill
from gongju.actions.impose import About, impose
from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.own_openings import moves_to
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers import queries as employers
from gongju.employers import records
from gongju.employers.models import Employer
from gongju.errors import Refusal
from gongju.facts import FactValue
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota import queries as quota
from gongju.quota.models import Lot
from tests import cast, moving, story
from tests.cast import NOW, Stage


def _home(stage: Stage) -> Employer:
    return Employer.objects.get(pk=stage.hhl.pk)


def test_an_employer_moves_to_dongcheng_with_permit_and_drafts_and_loses_unused_places(stage: Stage) -> None:
    """The employer moves (DC-084, DC-085, CY-Q27): CC-032's places of the old district are void."""
    lot = story.lot_of(stage, 3)
    first = story.approved(stage)
    cast.link(stage.chen, stage.zhao, stage.hhl)
    draft = open_case(actor=stage.chen, now=NOW, type="first_issue")
    there = moving.officers_of("dongcheng")
    case = moving.asked_to_move(stage, "dongcheng")
    assert (case.authority, _home(stage).authority) == ("dongcheng", "changping")
    story.go(stage.zhao, case, "submit")
    assert moving.decided(stage, there, case).outcome == "approved"

    assert _home(stage).authority == "dongcheng"
    standing = {name: one.state for name, one in employers.accesses(stage.hhl.pk).items()}
    assert standing == {"changping": "closed", "dongcheng": "open"}
    permit = Permit.objects.get(issued_by=first)
    assert (permit.authority, state_on(permit, permit.first_day)) == ("dongcheng", State.VALID)
    assert visible_permits(there.approves).filter(pk=permit.pk).exists()
    assert not visible_permits(stage.wu).filter(pk=permit.pk).exists()
    lot.refresh_from_db()
    assert (lot.granted, lot.used) == (1, 1)
    assert quota.counters_by_movements(lot) == (lot.granted, lot.reserved, lot.used)
    assert casework.by_number(draft.number).authority == "dongcheng"


def test_what_is_handed_in_is_decided_by_the_old_district_first(stage: Stage) -> None:
    """An open case of staff holds up the approval, never the request (CY-Q27)."""
    story.lot_of(stage, 2)
    waiting = story.endorsed(stage)
    there = moving.officers_of("dongcheng")
    case = moving.asked_to_move(stage, "dongcheng")
    story.go(stage.zhao, case, "submit")
    with pytest.raises(Objected) as refused:
        moving.decided(stage, there, case)
    assert [one.code for one in refused.value.objections] == ["employer.unsettled"]
    assert waiting.number in str(refused.value)
    assert _home(stage).authority == "changping"
    story.go(stage.lin, waiting, "withdraw")
    assert story.go(there.approves, case, "approve").outcome == "approved"


def test_an_employer_that_does_not_meet_changpings_conditions_comes_in_restricted(stage: Stage) -> None:
    """It may renew and change particulars, no first issue (CP-031, AMB-27, CP-082, CP-156)."""
    cast.fill_employer(
        stage.zhao, operation={**cast.PARTICULARS["operation"], "unit_tax_year_1": "3", "unit_tax_year_2": "2"}
    )
    records.take_over(stage.hhl.pk, "dongcheng", on=NOW.date(), case_number="DC20240000001")
    there = moving.There(stage.sun, stage.zhou, stage.wu, stage.zheng)
    case = open_case(actor=stage.zhao, now=NOW, type="change_of_authority", authority="changping")
    moving.answer_what_is_open(stage.zhao, case)
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "submit")
    with pytest.raises(Objected):
        moving.decided(stage, there, case)
    moved = story.go(stage.wu, case, "approve_restricted", reason="年均纳税不足 50 万元")
    assert (moved.outcome, _home(stage).authority) == ("approved", "changping")
    access = employers.access(stage.hhl.pk, "changping")
    assert access is not None
    assert access.state == "restricted"
    cast.link(stage.lin, stage.zhao, stage.hhl)
    with pytest.raises(Objected, match="受限"):
        open_case(actor=stage.lin, now=NOW, type="first_issue")
    again = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    assert again.authority == "changping"


def test_the_other_districts_take_nobody_over_restricted(stage: Stage) -> None:
    """Only 昌平区's rulebook has that way (CP-031)."""
    story.access_opened(stage)
    there = moving.officers_of("dongcheng")
    case = moving.asked_to_move(stage, "dongcheng")
    story.go(stage.zhao, case, "submit")
    story.go(there.accepts, case, "accept")
    story.go(there.reviews, case, "pass_review")
    story.decide_what_is_left(there.approves, case)
    with pytest.raises(Objected, match="没有“业务受限”的转入"):
        story.go(there.approves, case, "approve_restricted", reason="暂不符合")


def test_chaoyang_takes_over_whoever_has_a_decision_on_quota_and_old_places_do_not_count(stage: Stage) -> None:
    """CC-032, CC-094: no place of the old district is left, and access need not be opened again (CY-Q26b, CY-Q28)."""
    story.access_opened(stage)
    old = story.lot_of(stage, 2)
    there = moving.officers_of("chaoyang")
    case = moving.asked_to_move(stage, "chaoyang")
    story.go(stage.zhao, case, "submit")
    moving.grant(there.grants, stage, 0)
    fill(actor=there.accepts, now=NOW, case_number=case.number, answers={"quota_decisions_this_year": "1"})
    assert moving.decided(stage, there, case).outcome == "approved"
    old.refresh_from_db()
    assert (old.granted, quota.balances([stage.hhl.pk], "chaoyang", NOW.date())[stage.hhl.pk].left) == (0, 0)
    assert not quota.open_lots(stage.hhl.pk, "chaoyang", NOW.date()).exists()
    assert employers.is_open(stage.hhl.pk, "chaoyang")
    with pytest.raises(Objected, match="不需要再申请开通"):
        open_case(actor=stage.zhao, now=NOW, type="employer_access")
    assert Lot.objects.count() == 2


def test_a_blacklisted_employer_does_not_leave_by_moving(stage: Stage) -> None:
    """Frozen or blacklisted stays so until it is lifted (CP-152)."""
    story.access_opened(stage)
    impose(
        actor=stage.wu,
        now=NOW,
        about=About(employer_id=stage.hhl.pk),
        kind="employer_blacklisted",
        ground="提供虚假材料",
        evidence="调查笔录 3 份",
        decision="昌人社处〔2026〕1号",
        first_day=NOW.date(),
    )
    with pytest.raises(Objected, match="列入系统黑名单"):
        open_case(actor=stage.zhao, now=NOW, type="change_of_authority", authority="dongcheng")
    assert not any(one.allowed for one in moves_to(actor=stage.zhao, now=NOW, employer=stage.hhl))
    assert not Case.objects.filter(type="change_of_authority").exists()


def test_the_system_knows_that_an_employer_is_open_elsewhere(stage: Stage) -> None:
    """Nobody is asked what the records say (DC-084)."""
    story.access_opened(stage)
    case = open_case(actor=stage.zhao, now=NOW, type="change_of_authority", authority="dongcheng")
    known = {one.name: one for one in _facts(stage, case)}
    assert known["opened_elsewhere"].value is True
    assert visible_cases(stage.zhao).filter(pk=case.pk).exists()


def _facts(stage: Stage, case: Case) -> tuple[FactValue, ...]:
    return matter_of(actor=stage.zhao, now=NOW, case=casework.by_number(case.number)).facts


def test_another_district_than_that_of_the_taxes_is_pointed_out_and_can_be_put_right(stage: Stage) -> None:
    """TC-095 (DC-050): 大兴区 is named, taxes are paid in 东城区: it must be 东城区人力社保局."""
    choose_authority(actor=stage.zhao, now=NOW, authority="daxing")
    cast.fill_employer(stage.zhao, **moving.particulars_in("东城区"))
    proper = proper_district(_home(stage), NOW.date())
    assert proper is not None
    assert proper.office == "东城区人力社保局"
    draft = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    choose_authority(actor=stage.zhao, now=NOW, authority=proper.authority)
    assert (_home(stage).authority, casework.by_number(draft.number).authority) == ("dongcheng", "dongcheng")
    assert proper_district(_home(stage), NOW.date()) is None


def test_a_draft_of_a_business_that_the_other_district_has_not_stays_and_can_be_withdrawn(stage: Stage) -> None:
    """昌平区 knows no 指标申报: the draft goes on being one of 大兴区."""
    choose_authority(actor=stage.zhao, now=NOW, authority="daxing")
    draft = open_case(actor=stage.zhao, now=NOW, type="quota_request")
    choose_authority(actor=stage.zhao, now=NOW, authority="changping")
    assert _home(stage).authority == "changping"
    assert casework.by_number(draft.number).authority == "daxing"
    assert matter_of(actor=stage.zhao, now=NOW, case=casework.by_number(draft.number)).questions
    assert story.go(stage.zhao, draft, "withdraw").outcome == "withdrawn"


def test_an_open_employer_moves_by_the_business_alone(stage: Stage) -> None:
    story.access_opened(stage)
    with pytest.raises(Refusal, match="请办理单位主管部门变更"):
        choose_authority(actor=stage.zhao, now=NOW, authority="daxing")


def test_who_moves_to_daxing_is_told_how_the_registered_district_is_changed_first(stage: Stage) -> None:
    """The place that was approved is changed by a business of its own, in the district that is left (DX-085)."""
    story.access_opened(stage)
    case = open_case(actor=stage.zhao, now=NOW, type="change_of_authority", authority="daxing")
    matter = matter_of(actor=stage.zhao, now=NOW, case=casework.by_number(case.number))
    told = {one.code: one.sentence for one in matter.undecided}
    assert "先在原来的区办理“单位信息变更”" in told["moved_in"]
    assert "单位信息变更" in matter.procedure.stage(matter.case.stage).ongoing
