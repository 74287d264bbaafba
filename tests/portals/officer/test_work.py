"""The work list and the case on one screen."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gongju.casework.models import Finding, HandedIn
from gongju.casework.queries import by_number
from gongju.quota.models import Lot
from tests import story
from tests.cast import Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
LIST_QUERIES = 20
CASE_QUERIES = 44


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_the_list_shows_what_waits_for_me_with_its_due_date(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    shown = text(signed_in(stage.sun).get("/office/"))
    assert case.number in shown
    assert "林晓禾" in shown
    assert "2026年12月21日" in shown
    assert "个工作日" in shown


def test_what_waits_for_another_role_is_not_on_my_list(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    assert case.number not in text(signed_in(stage.wu).get("/office/"))
    assert "都办完了" in text(signed_in(stage.wu).get("/office/"))


def test_another_district_sees_nothing_of_it(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    assert case.number not in text(signed_in(stage.feng).get("/office/cases/"))
    assert signed_in(stage.feng).get(f"/office/cases/{case.number}/").status_code == 404


def test_a_filter_that_fits_nothing_says_so(stage: Stage, signed_in: As) -> None:
    story.endorsed(stage)
    assert "没有符合条件的业务" in text(signed_in(stage.sun).get("/office/?q=没有这个人"))


def test_the_case_stands_on_one_screen(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    shown = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    for word in ("结论：", "材料", "已知情况和来源", "办理过程", "时限怎么算的", "受理", "不予受理", "申请人填写"):
        assert word in shown


@pytest.mark.usefixtures("unheard_offices")
def test_lists_and_case_ask_the_database_a_bounded_number_of_times(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = story.endorsed(stage)
    client = signed_in(stage.sun)
    client.get("/office/")
    with django_assert_max_num_queries(LIST_QUERIES):
        client.get("/office/")
    with django_assert_max_num_queries(LIST_QUERIES):
        client.get("/office/cases/")
    with django_assert_max_num_queries(CASE_QUERIES):
        client.get(f"/office/cases/{case.number}/")


def test_faults_are_noted_and_sent_back_all_at_once(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}"
    asked = client.get(f"{here}/faults/?about_kind=material&about=integrity")
    assert "记一处问题" in text(asked)
    said = {
        "about_kind": "material",
        "about": "integrity",
        "fault": "不全",
        "text": "第二页没有签字，请签字后重新上传。",
    }
    assert client.post(f"{here}/faults/", {**said, "text": ""}).status_code == 422
    assert client.post(f"{here}/faults/", said).status_code == 302
    shown = text(client.get(f"{here}/"))
    assert "第二页没有签字" in shown
    notice = text(client.get(f"{here}/moves/return_for_correction/", follow=True))
    assert "第二页没有签字" in notice
    assert "通知只发一次" in notice
    client.post(f"{here}/moves/return_for_correction/", {"seen_stage": "acceptance"})
    assert by_number(case.number).stage == "correction"


def test_a_paper_with_a_fault_is_unfit_until_another_comes(stage: Stage, signed_in: As) -> None:
    """Marked with a reason from the list; what is marked fit all at once leaves it out, and nobody else knows yet."""
    case = story.endorsed(stage)
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}"
    assert "1 份不符合" not in text(client.get(f"{here}/"))
    about = {"about_kind": "material", "about": "integrity"}
    assert client.post(f"{here}/faults/", {**about, "common": "没有签字", "page": "1"}).status_code == 302
    noted = Finding.objects.get()
    assert (noted.fault, noted.page) == ("incomplete", 1)
    assert noted.text == "应当签字的地方没有签字，请签字后重新扫描上传。"
    assert "1 份不符合" in text(client.get(f"{here}/"))
    client.post(f"{here}/papers/", {"state": "all_fit"})
    assert HandedIn.objects.get(case=case, material="integrity").state == "pending"
    assert not HandedIn.objects.filter(case=case, state="pending").exclude(material="integrity").exists()
    mine = f"/my/cases/{case.number}/"
    assert ">要更换<" not in text(signed_in(stage.lin).get(mine))
    for who, page in ((stage.lin, mine), (stage.zhao, f"/unit/cases/{case.number}/")):
        assert noted.text not in text(signed_in(who).get(page))
    client = signed_in(stage.sun)
    client.post(f"{here}/moves/return_for_correction/", {"seen_stage": "acceptance"})
    assert ">要更换<" in text(signed_in(stage.lin).get(mine))
    for who, page in ((stage.lin, mine), (stage.zhao, f"/unit/cases/{case.number}/")):
        assert noted.text in text(signed_in(who).get(page))


def test_returning_without_a_fault_is_refused_with_the_reason(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    answer = signed_in(stage.sun).post(
        f"/office/cases/{case.number}/moves/return_for_correction/", {"seen_stage": "acceptance"}
    )
    assert answer.status_code == 422
    assert "现在还不能退回补正" in text(answer)
    assert by_number(case.number).stage == "acceptance"


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}/moves/refuse/"
    assert client.post(here, {"seen_stage": "acceptance", "reason": ""}).status_code == 422
    assert client.post(here, {"seen_stage": "acceptance", "reason": "不属于本区受理范围。"}).status_code == 302
    assert by_number(case.number).outcome == "refused"


def test_two_officers_at_once_one_is_told_that_it_moved_on(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    here = f"/office/cases/{case.number}/moves/accept/"
    assert signed_in(stage.sun).post(here, {"seen_stage": "acceptance"}).status_code == 302
    again = signed_in(stage.sun).post(here, {"seen_stage": "acceptance"})
    assert again.status_code in (404, 409)


def test_papers_are_marked(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client = signed_in(stage.sun)
    client.post(f"/office/cases/{case.number}/papers/", {"state": "all_fit"})
    assert not case.handed_in.filter(state="pending").exists()


def test_lots_are_granted_with_a_ledger(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zheng)
    here = f"/office/employers/{stage.hhl.pk}/lots/"
    wrong = {"count": "3", "first_day-year": "2026", "first_day-month": "12", "first_day-day": "1"}
    wrong |= {"last_day-year": "2026", "last_day-month": "1", "last_day-day": "1"}
    assert "截止日期早于起始日期" in text(client.post(here, wrong))
    right = wrong | {"last_day-year": "2027"}
    assert client.post(here, right).status_code == 302
    assert "北京海河蓝科技有限公司" in text(client.get("/office/lots/"))
    assert "核定" in text(client.get(f"/office/lots/{Lot.objects.get().pk}/"))


def test_a_standing_is_said_of_an_employer_and_taken_back(stage: Stage, signed_in: As) -> None:
    client, here = signed_in(stage.sun), f"/office/employers/{stage.hhl.pk}/"
    client.post(f"{here}tags/", {"tag": "区重点企业", "on": "yes"})
    assert "已认定" in text(client.get(here))
    client.post(f"{here}tags/", {"tag": "区重点企业", "on": "no"})
    assert "未认定" in text(client.get(here))
