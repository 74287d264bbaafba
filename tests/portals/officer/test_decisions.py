"""Deciding: what is left to an officer, the notice composed on one page, and what a decision stands on."""

import pytest

from gongju.actions.findings import record_finding
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.casework.models import Case
from gongju.casework.queries import by_number
from tests import cast, story
from tests.cast import NOW, PARTICULARS, Stage
from tests.portals.conftest import As

from .test_work import text

pytestmark = pytest.mark.django_db
BACK = "return_for_correction"
ONE_MORE = {"about": "条件：2 年以上工作经历", "fault": "有误", "text": "工作经历与社保记录不一致，请核对后修改。"}


def asked_with_a_violation(stage: Stage) -> Case:
    """北京海河蓝 says that it has a violation on record: whether that stands in the way is left to an officer."""
    compliance = {
        **PARTICULARS["compliance"],
        "violation_record": True,
        "violation_note": "2024 年一次行政处罚，已整改。",
    }
    cast.fill_employer(stage.zhao, compliance=compliance)
    case = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    story.hand_in_what_is_due(stage.zhao, case)
    return move(actor=stage.zhao, now=NOW, case_number=case.number, transition="submit", seen_stage="draft")


def test_a_criterion_left_to_an_officer_is_decided_with_a_reason(stage: Stage, signed_in: As) -> None:
    case = asked_with_a_violation(stage)
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}/"
    shown = text(client.get(here))
    assert "认定</a>" in shown
    code = shown.split(f"{here}criteria/")[1].split("/")[0]
    assert client.post(f"{here}criteria/{code}/", {"reason": ""}).status_code == 422
    assert client.post(f"{here}criteria/{code}/", {"reason": "已整改完毕，有主管部门证明。"}).status_code == 302
    decided = text(client.get(here))
    assert "经办人认定" in decided
    assert "已整改完毕，有主管部门证明。（孙静）" in decided
    assert "孙静：已整改完毕" in text(client.get(f"{here}criteria/{code}/"))


def test_who_is_not_the_applicant_is_told_of_one(stage: Stage, signed_in: As) -> None:
    """A rulebook writes to the applicant, 您; whoever decides or recommends reads of 申请人."""
    case = story.endorsed(stage)
    addresses = {stage.sun: "office", stage.zhao: "unit"}
    for who, portal in addresses.items():
        shown = text(signed_in(who).get(f"/{portal}/cases/{case.number}/"))
        assert "申请人在京有合法稳定住所" in shown
        assert "您在京有" not in shown
    assert "您在京有合法稳定住所" in text(signed_in(stage.lin).get(f"/my/cases/{case.number}/"))


def test_a_criterion_that_is_met_or_hard_cannot_be_decided(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    met = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    assert "认定</a>" not in met
    assert signed_in(stage.sun).get(f"/office/cases/{case.number}/criteria/nothing/").status_code == 404


def test_the_notice_shows_all_faults_as_they_will_be_read(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    story.find_fault(stage.sun, case)
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}/notices/{BACK}/"
    assert "个人诚信声明" in text(client.get(here))
    assert client.post(here, {**ONE_MORE, "text": ""}).status_code == 422
    assert client.post(here, ONE_MORE).status_code == 302
    shown = text(client.get(here))
    for said in (
        "下列 2 处需要补正",
        "没有本人签字",
        "工作经历与社保记录不一致",
        "依据：五（二）2",
        "发出通知，退回补正",
    ):
        assert said in shown


def test_a_fault_is_taken_out_of_the_notice_again(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    story.find_fault(stage.sun, case)
    client, found = signed_in(stage.sun), case.findings.get()
    here = f"/office/cases/{case.number}"
    answer = client.post(f"{here}/faults/{found.pk}/mended/", {"notice": BACK})
    assert answer.headers["Location"] == f"{here}/notices/{BACK}/"
    assert "还没有写明任何问题" in text(client.get(answer.headers["Location"]))


def test_an_empty_notice_says_why_it_cannot_be_sent(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    shown = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/notices/{BACK}/"))
    assert "发出通知，退回补正" not in shown
    assert "why-not" in shown


def test_only_a_move_that_sends_back_has_a_notice(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    assert signed_in(stage.sun).get(f"/office/cases/{case.number}/notices/accept/").status_code == 404
    assert signed_in(stage.wu).get(f"/office/cases/{case.number}/notices/{BACK}/").status_code == 404


def test_the_page_of_a_decision_says_what_it_stands_on(stage: Stage, signed_in: As) -> None:
    case = story.reviewed(stage)
    shown = text(signed_in(stage.wu).get(f"/office/cases/{case.number}/moves/approve/"))
    for said in ("留存的结论", "谁办过什么", "孙静", "周明远", "须由没有办理过“受理”的人办理"):
        assert said in shown


def test_four_eyes_are_said_before_the_first_pair_has_looked(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    shown = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    assert "办理“受理”的人，不能再办理这一件的“核准”。" in shown


def test_who_accepted_cannot_approve_and_reads_why(stage: Stage, signed_in: As) -> None:
    both = cast.officer("双双", cast.CHANGPING, "district.accept", "district.approve")
    case = story.go(both, story.endorsed(stage), "accept")
    story.decide_what_is_left(stage.zhou, case)
    story.go(stage.zhou, case, "pass_review")
    shown = signed_in(both).get(f"/office/cases/{case.number}/moves/approve/")
    assert "现在还不能核准" in text(shown)
    assert "不能再由您“核准”" in text(shown)
    posted = signed_in(both).post(f"/office/cases/{case.number}/moves/approve/", {"seen_stage": "approval"})
    assert posted.status_code == 422
    assert by_number(case.number).stage == "approval"


def test_why_not_the_rest_stands_at_the_foot(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    story.find_fault(stage.sun, case)
    shown = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    assert "不能受理" in shown
    assert "不由您的岗位办理" in text(signed_in(stage.wu).get(f"/office/cases/{case.number}/"))


def test_a_case_that_somebody_moved_says_so_and_changes_nothing(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    signed_in(stage.sun).post(f"/office/cases/{case.number}/moves/accept/", {"seen_stage": "acceptance"})
    again = signed_in(stage.sun).post(f"/office/cases/{case.number}/moves/accept/", {"seen_stage": "acceptance"})
    assert again.status_code == 409
    assert "刚刚已被处理" in text(again)


def test_what_a_second_submission_altered_stands_in_front(stage: Stage, signed_in: As) -> None:
    case = story.returned(stage)
    story.hand_in_one(stage.lin, case, "integrity", now=NOW + 2 * story.DAY)
    contact = {"phone": "13800000009", "postal_address": "北京市昌平区南口镇 8 号"}
    cast.fill_profile(stage.lin, now=NOW + 2 * story.DAY, contact=contact)
    story.go(stage.lin, case, "resubmit", now=NOW + 2 * story.DAY)
    story.go(stage.zhao, case, "endorse", now=NOW + 2 * story.DAY)
    shown = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    assert "这次提交改了" in shown
    assert "北京市昌平区南口镇 8 号" in shown
    assert "13800000009" not in shown


def test_what_the_employer_altered_since_is_told_to_whoever_decides(stage: Stage, signed_in: As) -> None:
    """Nothing holds 单位信息 while a case of its staff is with an office: so a decision is made knowing it."""
    case = story.reviewed(stage)
    here, told = f"/office/cases/{case.number}/", "提交以后，单位信息改了 1 处"
    client = signed_in(stage.wu)
    assert "单位信息改了" not in text(client.get(here))
    cast.fill_employer(stage.zhao, operation={**PARTICULARS["operation"], "staff_count": "8"})
    for page in (here, f"{here}moves/approve/"):
        shown = text(client.get(page))
        assert told in shown
        assert "条件按现在的单位信息判断" in shown
        assert '<td data-label="提交时">120' in shown
        assert '<td data-label="现在">8' in shown
    story.go(stage.wu, case, "approve")
    assert "单位信息改了" not in text(client.get(here))


def test_a_paper_called_unfit_wants_a_remark(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    paper = case.handed_in.first()
    assert paper is not None
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}/"
    client.post(f"{here}papers/", {"state": "nonsense", "handed_in": paper.pk})
    paper.refresh_from_db()
    assert paper.state == "pending"
    assert client.post(f"{here}papers/", {"state": "fit", "handed_in": 999}).status_code == 404


def test_a_fault_of_an_unknown_thing_is_no_page(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    assert signed_in(stage.sun).get(f"/office/cases/{case.number}/faults/?about_kind=x&about=y").status_code == 404


def test_a_reviewer_has_nothing_to_note_while_it_is_not_on_the_desk(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    note = {"about_kind": "material", "about": "integrity", "fault": "不全", "text": "没有签字。"}
    assert signed_in(stage.zhou).post(f"/office/cases/{case.number}/faults/", note).status_code == 403
    with pytest.raises(Exception, match="不由您的岗位办理"):
        record_finding(
            actor=stage.zhou,
            now=NOW,
            case_number=case.number,
            about_kind="material",
            about="integrity",
            fault="incomplete",
            text="没有签字。",
        )
