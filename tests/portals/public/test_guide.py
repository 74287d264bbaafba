"""The guide says what the rulebook says, with clauses, worked for today."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from gongju import clock
from gongju.casework import books
from gongju.clock import today
from gongju.portals.public.guide import guide_of, papers_of
from tests.portals.public.conftest import text_of

FIRST_ISSUE = "/guide/changping/first_issue/"


def test_every_criterion_and_paper_stands_there_with_its_clause(stranger: Client) -> None:
    html = text_of(stranger.get(FIRST_ISSUE))
    edition = books.districts(today())[0]
    for criterion in edition.criteria_of("first_issue"):
        assert criterion.title in html
        assert criterion.clause in html
    for material in edition.materials_of("first_issue"):
        assert material.title in html
        assert material.clause in html


def test_terms_are_worked_for_today(stranger: Client) -> None:
    html = text_of(stranger.get(FIRST_ISSUE))
    assert "2026年11月21日，从次日起数 20 个工作日，到 2026年12月18日为止" in html


def test_figures_are_those_of_today_with_how_they_came_about(stranger: Client) -> None:
    html = text_of(stranger.get(FIRST_ISSUE))
    assert "17,906 元" in html
    assert "2024 年社平工资 11,937 元 × 1.5" in html


def test_a_condition_stands_beside_its_figures(stranger: Client) -> None:
    guide = guide_of(books.districts(today())[0], "first_issue", books.work_calendar(), today())
    wage = next(one for one in guide.conditions if one.criterion.code == "wage")
    assert ("1.5 倍标准", "17,906 元") in [(figure.label, figure.text) for figure in wage.figures]
    assert "<span>1.5 倍标准 17,906 元（推定）</span>" in text_of(stranger.get(FIRST_ISSUE))


def test_a_paper_for_some_says_what_it_hangs_on(stranger: Client) -> None:
    listed = papers_of(books.districts(today())[0], "first_issue")
    birth = next(paper for paper in listed.sometimes if paper.material.title == "《出生医学证明》")
    assert birth.depends == ("随往子女人数",)
    assert "看随往子女人数。" in text_of(stranger.get("/materials/changping/first_issue/"))
    assert all(paper.depends for paper in listed.sometimes)
    assert not any(paper.depends for paper in listed.always)


def test_open_questions_are_told_with_the_reading_taken(stranger: Client) -> None:
    html = text_of(stranger.get(FIRST_ISSUE))
    assert "原文没有写明" in html
    assert "AMB-37" in html


def test_what_is_not_modelled_is_told(stranger: Client) -> None:
    html = text_of(stranger.get("/guide/changping/"))
    for gap in books.districts(today())[0].not_modelled:
        assert gap.what in html
        assert gap.why in html


def test_every_business_of_the_rulebook_has_a_page(stranger: Client) -> None:
    for name, business in books.districts(today())[0].businesses.items():
        answer = stranger.get(f"/guide/changping/{name}/")
        assert answer.status_code == 200
        assert business.title in text_of(answer)


def test_no_paper_is_lost_in_arranging(stranger: Client) -> None:
    edition = books.districts(today())[0]
    for name in edition.businesses:
        listed = papers_of(edition, name)
        bundles = [*(option for choice in listed.choices for option in choice.options), *listed.ways]
        papers = [*listed.always, *listed.sometimes, *(paper for bundle in bundles for paper in bundle.papers)]
        assert {paper.material.code for paper in papers} == {one.code for one in edition.materials_of(name)}
        assert len(papers) == len(edition.materials_of(name))


def test_examples_of_a_criterion_are_shown_with_their_outcome(stranger: Client) -> None:
    guide = guide_of(books.districts(today())[0], "first_issue", books.work_calendar(), today())
    experience = next(one for one in guide.conditions if one.criterion.code == "experience")
    assert ("正好 24 个月", "符合") in [(example.of, outcome.label) for example, outcome in experience.examples]


def test_the_territorial_offices_stand_in_one_table_and_each_business_points_to_it(stranger: Client) -> None:
    daxing = next(one for one in books.districts(today()) if one.authority == "daxing")
    offices = [one for one in daxing.contacts if one.kind == "territorial"]
    for page in ("/guide/daxing/", "/offices/"):
        html = text_of(stranger.get(page))
        assert all(one.name in html and one.address in html and one.email in html for one in offices)
        assert html.count('<caption class="said">属地部门') == 1
    html = text_of(stranger.get("/guide/daxing/renewal/"))
    assert '/guide/daxing/#territories"' in html
    assert "21 个镇街、园区" in html
    assert "属地部门" not in text_of(stranger.get("/guide/changping/renewal/"))


def test_a_day_that_stands_in_no_document_says_so(stranger: Client) -> None:
    assert "2021年5月1日起执行（推定，原文没有写日期）" in text_of(stranger.get("/guide/daxing/"))
    assert "推定" not in text_of(stranger.get("/guide/changping/"))


@pytest.mark.parametrize("address", ["/guide/dongcheng/", "/guide/dongcheng/quota_request/"])
def test_the_round_of_quota_is_told_for_today(stranger: Client, address: str) -> None:
    # DC-010, DC-015: on 2026-11-21 the round for 2027 is open.
    shown = text_of(stranger.get(address))
    for words in ("现在可以申报", "2026年10月1日至2026年12月31日", "2027年3月31日以前", "2027年1月1日至2027年12月31日"):
        assert words in shown


def test_between_rounds_the_next_one_is_told(stranger: Client) -> None:
    with clock.set_clock(datetime(2027, 5, 4, 10, tzinfo=ZoneInfo("Asia/Shanghai"))):
        shown = text_of(stranger.get("/guide/dongcheng/"))
    assert "现在不申报" in shown
    assert "2027年10月1日至2027年12月31日" in shown


def test_a_round_by_notice_names_no_days(stranger: Client) -> None:
    shown = text_of(stranger.get("/guide/daxing/"))
    assert "以区里的通知为准" in shown
    assert "现在可以申报" not in shown


def test_an_earlier_day_shows_the_rules_of_then(stranger: Client) -> None:
    # CC-321: in 2012 a renewal began a month before the last day.
    shown = text_of(stranger.get("/guide/chaoyang/renewal/?on=2012-05-30"))
    assert "期满前一个月到期满后一个月" in shown
    assert "这是 2012年5月30日适用的规则，不是现行的" in shown
    assert "以这一天为例" in shown
    assert '/guide/chaoyang/reissue/?on=2012-05-30"' in shown
    assert '/guide/chaoyang/reissue/"' not in shown


def test_today_says_nothing_of_the_past_but_where_to_find_it(stranger: Client) -> None:
    shown = text_of(stranger.get("/guide/chaoyang/"))
    assert "不是现行的" not in shown
    for period in ("2003年6月30日至 2008年12月31日", "2009年1月1日至 2010年6月30日", "2010年7月1日至 2021年4月30日"):
        assert period in shown
    assert '/guide/chaoyang/?on=2010-07-01"' in shown
    assert 'id="periods"' not in text_of(stranger.get("/guide/changping/"))


def test_the_phones_of_then_are_told_and_not_to_be_dialled(stranger: Client) -> None:
    # CC-335
    shown = text_of(stranger.get("/guide/chaoyang/?on=2009-06-01"))
    assert "65094893" in shown
    assert "tel:" not in shown
    assert "没有核实，现在不能用" in shown
    assert "我能办吗</h2>" not in shown


@pytest.mark.parametrize("asked", ["2012-13-01", "昨天", "2003-06-29", "20120301T00"])
def test_a_day_that_is_none_or_too_early_is_told_so(stranger: Client, asked: str) -> None:
    answer = stranger.get("/guide/chaoyang/", {"on": asked})
    assert answer.status_code == 404
    assert "没有找到这" in text_of(answer)


DISTRICTS = ("changping", "chaoyang", "daxing", "dongcheng")


@pytest.mark.parametrize("authority", DISTRICTS)
def test_a_district_shows_all_its_rulebook_holds_for_everyone(stranger: Client, authority: str) -> None:
    html = unescape(text_of(stranger.get(f"/guide/{authority}/")))
    edition = next(one for one in books.districts(today()) if one.authority == authority)
    assert ("推定" in html) is edition.assumed
    for said in (
        *(one.title for one in edition.rounds),
        *(part for one in edition.benefits for part in (one.title, one.text)),
        *(part for one in edition.not_modelled for part in (one.what, one.why)),
        *(one.title for one in edition.information),
        *(one.name for one in edition.contacts),
    ):
        assert said in html, said
    for anchor in re.findall(r'href="#([a-z-]+)"', html):
        assert f'id="{anchor}"' in html, anchor


@pytest.mark.parametrize("authority", DISTRICTS)
def test_each_business_shows_its_cautions_its_appointment_and_its_rounds(stranger: Client, authority: str) -> None:
    edition = next(one for one in books.districts(today()) if one.authority == authority)
    for name, business in edition.businesses.items():
        html = unescape(text_of(stranger.get(f"/guide/{authority}/{name}/")))
        assert ('id="appointment"' in html) is business.appointment
        own = [one for one in edition.cautions if name in one.business]
        assert ('id="cautions"' in html) is bool(own)
        for one in own:
            assert one.title in html
        assert ('id="rounds"' in html) is (name == "quota_request" and bool(edition.rounds))
        for anchor in re.findall(r'href="#([a-z-]+)"', html):
            assert f'id="{anchor}"' in html, anchor


def test_a_caution_names_facts_by_their_words(stranger: Client) -> None:
    html = text_of(stranger.get("/guide/daxing/renewal/"))
    assert "有效期到 证件有效期最后一日" in html or "有效期到 证件最后一日" in html


def test_figures_that_no_document_states_are_marked(stranger: Client) -> None:
    edition = books.districts(today())[0]
    assert "wage_15" in edition.assumed_figures(today())
    assert "continuous_months" not in edition.assumed_figures(today())
    html = text_of(stranger.get(FIRST_ISSUE))
    assert '17,906 元 <span class="gap-mark">推定</span>' in html


def test_an_earlier_day_shows_the_figures_of_that_day(stranger: Client) -> None:
    html = text_of(stranger.get(FIRST_ISSUE, {"on": "2021-09-15"}))
    assert "14,111 元" in html
    assert "这是 2021年9月15日的条件和标准" in html
    assert "以这一天为例" in html
    assert "1.5 倍标准 17,906 元" not in html


@pytest.mark.parametrize("authority", DISTRICTS)
def test_the_guide_asks_the_database_little(
    stranger: Client, authority: str, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for address in (f"/guide/{authority}/", f"/guide/{authority}/first_issue/"):
        stranger.get(address)
        with django_assert_max_num_queries(5):
            assert stranger.get(address).status_code == 200
