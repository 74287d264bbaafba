"""The guide says what the rulebook says, with clauses, worked for today."""

from django.test import Client

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
