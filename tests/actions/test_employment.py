"""单位关联: asked with the code, confirmed with a contract, refused, taken back, stated anew, ended."""

from datetime import date, timedelta
from typing import Any

import pytest

from gongju.actions.confirm_link import Contract, confirm_link, refuse_link, update_contract
from gongju.actions.link import ask_link, withdraw_link
from gongju.actions.release import release
from gongju.casework import queries as casework
from gongju.casework.models import HandedIn, Step
from gongju.employers.models import Employment
from gongju.errors import BadInput, MovedOn, NotFound, Refusal
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota.models import Lot
from tests import cast, story
from tests.cast import NOW, Stage

DAY = timedelta(days=1)
CONTRACT: dict[str, Any] = {
    "post": "工程师",
    "post_kind": "管理技术岗位",
    "kind": "无固定期限",
    "employed_from": NOW.date() - 400 * DAY,
    "since": NOW.date() - 400 * DAY,
}


def test_a_wrong_code_is_told_at_its_field(stage: Stage) -> None:
    with pytest.raises(BadInput) as wrong:
        ask_link(actor=stage.lin, now=NOW, link_code="NO-SUCH")
    assert wrong.value.faults[0].field == "link_code"


def test_who_is_linked_cannot_ask_another_employer(stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    with pytest.raises(Refusal, match="一个人只能关联一家单位"):
        ask_link(actor=stage.lin, now=NOW, link_code=stage.nankou.link_code)


def test_before_it_is_confirmed_another_employer_may_be_asked(stage: Stage) -> None:
    ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    assert ask_link(actor=stage.lin, now=NOW, link_code=stage.nankou.link_code).state == "requested"


def test_only_the_employer_asked_can_confirm(stage: Stage) -> None:
    asked = ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    with pytest.raises(NotFound):
        confirm_link(actor=stage.ma, now=NOW, employment_id=asked.pk, contract=Contract(**CONTRACT))
    with pytest.raises(Refusal):
        confirm_link(actor=stage.lin, now=NOW, employment_id=asked.pk, contract=Contract(**CONTRACT))


def test_a_confirmation_needs_the_contract_among_the_employers_own_papers(stage: Stage) -> None:
    asked = ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    with pytest.raises(BadInput, match="请上传劳动合同"):
        confirm_link(actor=stage.zhao, now=NOW, employment_id=asked.pk, contract=Contract(**CONTRACT))
    theirs = cast.paper(stage.ma, "contract", "劳动合同")
    contract = Contract(**CONTRACT, document_id=theirs.document_id)
    with pytest.raises(NotFound):
        confirm_link(actor=stage.zhao, now=NOW, employment_id=asked.pk, contract=contract)


def test_a_refusal_says_why(stage: Stage) -> None:
    asked = ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    with pytest.raises(BadInput):
        refuse_link(actor=stage.zhao, now=NOW, employment_id=asked.pk, reason=" ")
    refused = refuse_link(actor=stage.zhao, now=NOW, employment_id=asked.pk, reason="不是本单位员工")
    assert (refused.state, refused.end_reason) == ("refused", "不是本单位员工")


def test_a_request_taken_back_cannot_be_confirmed(stage: Stage) -> None:
    asked = ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    withdraw_link(actor=stage.lin, now=NOW, employment_id=asked.pk)
    paper = cast.paper(stage.zhao, "contract", "劳动合同")
    contract = Contract(**CONTRACT, document_id=paper.document_id)
    with pytest.raises(MovedOn):
        confirm_link(actor=stage.zhao, now=NOW, employment_id=asked.pk, contract=contract)


def test_a_contract_is_stated_anew(stage: Stage) -> None:
    linked = cast.link(stage.lin, stage.zhao, stage.hhl)
    paper = cast.paper(stage.zhao, "contract", "劳动合同")
    contract = Contract(**CONTRACT, document_id=paper.document_id)
    updated = update_contract(actor=stage.zhao, now=NOW, employment_id=linked.pk, contract=contract)
    assert (updated.post, updated.contract_to) == ("工程师", None)


def test_a_contract_stands_while_an_office_judges_by_it(stage: Stage) -> None:
    # Looked at with its scan and passed, the same case must not be approved on a contract that nobody has seen.
    case = story.reviewed(stage)
    linked = Employment.objects.get(person__cases=case)
    paper = cast.paper(stage.zhao, "contract", "劳动合同")
    contract = Contract(**{**CONTRACT, "employed_from": date(2012, 1, 1)}, document_id=paper.document_id)
    with pytest.raises(Refusal, match=f"{case.number} 正在办理（待核准），办结前合同不能更新"):
        update_contract(actor=stage.zhao, now=NOW + 2 * DAY, employment_id=linked.pk, contract=contract)
    assert Employment.objects.get(pk=linked.pk).employed_from == linked.employed_from
    story.go(stage.wu, case, "send_back", reason="请核对合同。", now=NOW + 2 * DAY)
    story.find_fault(stage.zhou, case, now=NOW + 2 * DAY)
    story.go(stage.zhou, case, "return_from_review", now=NOW + 2 * DAY)
    update_contract(actor=stage.zhao, now=NOW + 2 * DAY, employment_id=linked.pk, contract=contract)
    scans = HandedIn.objects.filter(case=case, version=paper, removed_at__isnull=True)
    assert [one.state for one in scans] == [HandedIn.State.PENDING]


def test_a_release_during_a_case_closes_it_and_gives_the_place_back(stage: Stage) -> None:
    lot = story.lot_of(stage, 1)
    case = story.accepted(stage)
    linked = Employment.objects.get(person__cases=case)
    release(actor=stage.zhao, now=NOW + 2 * DAY, employment_id=linked.pk, ended_on=NOW.date(), reason="合同到期")
    closed = casework.by_number(case.number)
    assert (closed.outcome, closed.open) == ("closed", False)
    last = Step.objects.filter(case=case).last()
    assert last is not None
    assert (last.actor_kind, "合同到期" in last.reason) == ("system", True)
    assert Lot.objects.get(pk=lot.pk).reserved == 0


def test_a_release_suspends_the_permit_and_leaves_its_last_day(stage: Stage) -> None:
    case = story.approved(stage)
    permit = Permit.objects.get(issued_by=case)
    linked = Employment.objects.get(person__cases=case)
    later = NOW + 10 * DAY
    release(
        actor=stage.zhao,
        now=later,
        employment_id=linked.pk,
        ended_on=later.date() - 2 * DAY,
        reason="本人辞职",
        document_id=cast.proof_of_leaving(stage.zhao, now=later),
    )
    after = Permit.objects.get(pk=permit.pk)
    assert (state_on(after, later.date()), after.last_day) == (State.SUSPENDED, permit.last_day)


def test_a_holder_may_be_released_on_the_last_day_and_the_used_place_stays_used(stage: Stage) -> None:
    # CC-074, CC-235, CC-250: at once, without waiting; what was used is not given back, what is free stays free.
    lot = story.lot_of(stage, 2)
    case = story.approved(stage)
    linked = Employment.objects.get(person__cases=case)
    later = NOW + 10 * DAY
    release(
        actor=stage.zhao,
        now=later,
        employment_id=linked.pk,
        ended_on=later.date(),
        reason="本人辞职",
        document_id=cast.proof_of_leaving(stage.zhao, now=later),
    )
    after = Lot.objects.get(pk=lot.pk)
    assert (after.granted, after.reserved, after.used) == (2, 0, 1)


def test_a_lapsed_permit_does_not_hinder_a_release(stage: Stage) -> None:
    # CC-249: no deadline, and it stays 失效.
    permit = Permit.objects.get(issued_by=story.approved(stage))
    linked = Employment.objects.get(person=permit.person)
    later = NOW + 4 * 365 * DAY
    release(actor=stage.zhao, now=later, employment_id=linked.pk, ended_on=later.date(), reason="合同到期")
    assert state_on(Permit.objects.get(pk=permit.pk), later.date()) is State.LAPSED


@pytest.mark.parametrize(("ended_in", "words"), [(1, "不能晚于今天"), (-2000, "不能早于入职日期")])
def test_the_day_of_leaving_lies_between_joining_and_today(stage: Stage, ended_in: int, words: str) -> None:
    linked = cast.link(stage.lin, stage.zhao, stage.hhl)
    day = NOW.date() + ended_in * DAY
    with pytest.raises(BadInput, match=words):
        release(actor=stage.zhao, now=NOW, employment_id=linked.pk, ended_on=day, reason="辞职")
