"""我能办吗: asks what still matters, keeps what was answered in the form alone, says every reason."""

import re

import pytest
from django.http import QueryDict
from django.test import Client

from gongju.casework import books
from gongju.clock import today
from gongju.portals.public.asking import Inquiry, inquire
from gongju.rules.outcome import Outcome
from tests.portals.public.conftest import text_of

CHECK = "/check/changping/first_issue/"
DAYS = {"birth_date", "employed_since"}
SAME_UNIT = {"contract_here": "yes", "tax_here": "yes", "insurance_here": "yes", "wage_here": "yes"}
PLAIN = {"high_tech": "no", "key_enterprise": "no", "org_kind": "企业"}
GOOD = {
    **SAME_UNIT,
    "work_experience": "60",
    "employed_since-year": "2023",
    "employed_since-month": "3",
    "employed_since-day": "1",
    "tax_months": "40",
    "insurance_months": "40",
    "monthly_income": "23000",
    "residence_permit": "no",
    "housing": "租赁房产",
    "birth_date": "1990-05-20",
    "sex": "女",
    "post_kind": "管理技术岗位",
    "employer_standing": "已开通",
    "dispatched": "no",
    "beijing_hukou": "no",
    "accompanying_children": "0",
    "degree": "硕士",
}


def sent(answers: dict[str, str], **more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({**answers, **more})
    return data


def after(answers: dict[str, str], **more: str) -> Inquiry:
    return inquire(books.districts(today())[0], "first_issue", today(), sent(answers, **more))


def test_someone_who_fulfils_everything_is_told_so(stranger: Client) -> None:
    inquiry = after(GOOD)
    assert inquiry.verdict.outcome is Outcome.MET
    assert inquiry.question is None
    assert "公布的条件都符合" in text_of(stranger.post(CHECK, GOOD))


def test_all_reasons_are_told_at_once(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, {**GOOD, **PLAIN, "monthly_income": "16480", "work_experience": "12"}))
    assert "目前有 2 条不符合" in html
    assert "16,480 元" in html
    assert "17,906 元" in html


def test_a_first_day_by_time_alone_is_told(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, {**GOOD, "employed_since-year": "2026"}))
    assert "2027年3月1日" in html


def test_what_no_longer_matters_is_not_asked(stranger: Client) -> None:
    """With an income above the higher line, the kind of employer makes no difference for it."""
    needed = {name: text for name, text in GOOD.items() if name not in ("monthly_income", "degree")}
    assert after({**needed, "degree": "硕士"}).question is not None
    assert after({**needed, "degree": "硕士", "monthly_income": "23000"}).question is None
    assert after({**needed, "degree": "硕士", "monthly_income": "16480"}).question is not None


def test_answers_travel_in_the_form_and_come_back(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, {"work_experience": "60", "asking": "work_experience", "next": "1"}))
    assert '<input type="hidden" name="work_experience" value="5年">' in html or 'value="60"' in html
    assert "第 2 问" in html


def test_an_earlier_answer_can_be_changed(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, {**GOOD, "change": "degree"}))
    assert '<input type="hidden" name="asking" value="degree">' in html
    assert re.search(r'value="硕士"[^>]* checked', html)


def test_a_question_that_was_skipped_is_not_asked_again(stranger: Client) -> None:
    first = after({})
    assert first.question is not None
    second = after({}, skip=first.question.name)
    assert second.question is not None
    assert second.question.name != first.question.name
    assert [one.name for one in second.skipped] == [first.question.name]


def test_a_blank_answer_asks_again_and_says_why(stranger: Client) -> None:
    first = after({})
    assert first.question is not None
    html = text_of(stranger.post(CHECK, {"asking": first.question.name, "next": "1"}))
    assert "请先回答这一问" in html
    assert "第 1 问" in html


def test_an_answer_that_cannot_be_read_stays_in_its_box(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, {"monthly_income": "一万多", "asking": "monthly_income", "next": "1"}))
    assert 'value="一万多"' in html
    assert "请用数字填写" in html


def test_nothing_is_kept(stranger: Client) -> None:
    answer = stranger.post(CHECK, GOOD)
    assert not stranger.cookies
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_nobody_asked_for_is_left_out(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, {**GOOD, "evil": "<script>", "skipped": "<script>"}))
    assert "evil" not in html
    assert "&lt;script&gt;" not in html


def test_the_papers_are_those_of_the_situation(stranger: Client) -> None:
    html = text_of(stranger.post("/materials/changping/first_issue/", GOOD))
    assert "房屋租赁合同" in html
    assert "学位证书" in html
    assert "房屋借住声明" not in html
    assert "2025年11月至2026年10月" in html


@pytest.mark.parametrize("business", ["renewal", "change_of_employer", "employer_access", "change_of_dependants"])
def test_every_business_with_criteria_can_be_checked(stranger: Client, business: str) -> None:
    html = text_of(stranger.get(f"/check/changping/{business}/"))
    assert "第 1 问" in html


def test_other_criteria_are_asked_for_only_on_wish(stranger: Client) -> None:
    refused = {"dispatched": "yes"}
    assert after(refused).question is None
    assert after(refused).further
    assert after(refused, all="1").question is not None


def test_a_condition_that_is_unmet_does_not_end_the_questions(stranger: Client) -> None:
    """Whoever falls short of one hears of all the others too, without having to ask."""
    short = after({"work_experience": "12"})
    assert short.verdict.outcome is Outcome.UNMET
    assert short.question is not None
    assert not short.further


def test_one_gets_back_to_the_question_before(stranger: Client) -> None:
    first = after({})
    assert first.question is not None
    assert first.previous == ""
    second = after({"work_experience": "60"}, asking="work_experience", next="1")
    assert second.previous == "work_experience"
    assert second.question is not None
    third = after(
        {"work_experience": "60", "trail": "work_experience"}, skip=second.question.name, asking=second.question.name
    )
    assert third.previous == second.question.name
    carried = sent({}, change="work_experience")
    for name, value in third.carried:
        carried.appendlist(name, value)
    again = inquire(books.districts(today())[0], "first_issue", today(), carried)
    assert again.question is not None
    assert (again.question.name, again.previous) == ("work_experience", "")


def test_how_far_one_is_counts_conditions_with_a_result(stranger: Client) -> None:
    assert after({}).known_of == (0, 13)
    assert after(GOOD).known_of == (13, 13)
    assert after({"degree": "硕士"}).known_of == (1, 13)


def test_the_list_of_papers_leads_back_to_the_answers(stranger: Client) -> None:
    html = text_of(stranger.post("/materials/changping/first_issue/", {**GOOD, "skipped": "title", "all": "1"}))
    back = html[html.index('action="/check/changping/first_issue/"') :]
    back = back[: back.index("</form>")]
    for pair in (("degree", "硕士"), ("employed_since-year", "2023"), ("skipped", "title"), ("all", "1")):
        assert '<input type="hidden" name="{}" value="{}">'.format(*pair) in back


def test_a_plan_says_what_to_change(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, {**GOOD, **PLAIN, "monthly_income": "16480"}))
    assert "怎样可以符合" in html
    assert "17,906 元" in html


def test_the_same_answers_are_judged_by_every_district_best_first(stranger: Client) -> None:
    html = text_of(stranger.post("/check/districts/first_issue/", {**GOOD, **PLAIN, "degree": "无"}))
    names = [edition.name for edition in books.districts(today())]
    assert all(name in html for name in names)
    assert html.index('name="monthly_income"') > 0
    assert stranger.get("/check/districts/first_issue/").status_code == 302


def test_a_business_that_no_district_judges_is_not_found(stranger: Client) -> None:
    assert stranger.post("/check/districts/marriage/").status_code == 404


def test_a_kept_link_leads_back_to_the_answers_without_any_day(stranger: Client) -> None:
    html = text_of(stranger.post(CHECK, GOOD))
    link = re.search(r'id="kept"[^>]* value="([^"]*)"', html)
    assert link
    query = link[1].partition("?")[2].replace("&amp;", "&")
    assert "monthly_income=23000" in query
    assert "birth" not in query
    assert "employed_since" not in query
    again = inquire(books.districts(today())[0], "first_issue", today(), QueryDict(query))
    assert {one.name for one in again.known} == {one.name for one in after(GOOD).known if one.name not in DAYS}
    assert text_of(stranger.get(f"{CHECK}?{query}")).count("23,000 元") >= 1


def test_a_condition_measured_by_an_assumed_figure_is_marked(stranger: Client) -> None:
    html = text_of(stranger.get("/check/dongcheng/first_issue/"))
    assert "（推定，原文没有写日期）" in html
    assert '<span class="reason-mark">标准推定</span>' in html
