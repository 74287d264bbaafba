"""Whose case it is, which comes next, what is found, and the employer's page."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gongju.access.actor import Actor
from gongju.casework.models import Case
from gongju.casework.queries import by_number
from gongju.employers.models import FormerName
from tests import cast, story
from tests.cast import PROFILE, Stage
from tests.portals.conftest import As

from .test_work import LIST_QUERIES, text

pytestmark = pytest.mark.django_db
EMPLOYER_QUERIES = 25


def second(stage: Stage) -> Case:
    """陈默's first issue, endorsed too; 林晓禾's came before."""
    identity = {**PROFILE["identity"], "sex": "男", "birth_date": "1992-03-07"}
    case = story.go(stage.chen, story.drafted(stage, stage.chen, identity=identity), "submit")
    story.hand_in_what_is_due(stage.zhao, case)
    return story.go(stage.zhao, case, "endorse")


def give(signed_in: As, who: Actor, case: Case, **said: object) -> int:
    return signed_in(who).post(f"/office/cases/{case.number}/assign/", said).status_code


def test_an_officer_takes_a_case_and_finds_it_among_the_own(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client = signed_in(stage.sun)
    assert case.number not in text(client.get("/office/?holder=mine"))
    assert give(signed_in, stage.sun, case, claim="yes") == 302
    assert case.number in text(client.get("/office/?holder=mine"))
    assert case.number not in text(client.get("/office/?holder=free"))
    assert "由您经办" in text(client.get(f"/office/cases/{case.number}/"))


def test_a_case_is_handed_to_a_colleague_and_to_nobody_again(stage: Stage, signed_in: As) -> None:
    li = cast.officer("李受理", cast.CHANGPING, "district.accept")
    case = story.endorsed(stage)
    assert give(signed_in, stage.sun, case, to=li.user_id) == 302
    assert "由 李受理 经办" in text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    assert give(signed_in, stage.sun, case, to="") == 302
    assert by_number(case.number).assigned_to is None


def test_a_case_is_given_to_nobody_of_another_district(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    assert give(signed_in, stage.sun, case, to=stage.feng.user_id) == 404
    assert give(signed_in, stage.wu, case, claim="yes") == 403


def test_the_case_says_its_place_and_leads_on(stage: Stage, signed_in: As) -> None:
    first = story.endorsed(stage)
    after = second(stage)
    client = signed_in(stage.sun)
    shown = text(client.get(f"/office/cases/{first.number}/"))
    assert "第 1 件，共 2 件" in shown
    assert f'data-key="j" href="/office/cases/{after.number}/"' in shown
    assert f'data-key="k" href="/office/cases/{first.number}/"' in text(client.get(f"/office/cases/{after.number}/"))
    assert client.get(f"/office/cases/{first.number}/next/").headers["Location"].endswith(f"{after.number}/")
    assert client.get(f"/office/cases/{after.number}/next/").headers["Location"] == "/office/"


def test_a_deed_leads_to_the_next_case(stage: Stage, signed_in: As) -> None:
    first = story.endorsed(stage)
    after = second(stage)
    client = signed_in(stage.sun)
    answer = client.post(f"/office/cases/{first.number}/moves/accept/", {"seen_stage": "acceptance"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/office/cases/{after.number}/"


@pytest.mark.parametrize("words", ["林晓", "11010119900307002x", "海河蓝", "CP2026"])
def test_all_is_found_by_name_number_and_employer(stage: Stage, signed_in: As, words: str) -> None:
    case = story.endorsed(stage)
    assert case.number in text(signed_in(stage.sun).get("/office/search/", {"q": words}))


def test_a_part_of_an_identity_number_finds_nobody(stage: Stage, signed_in: As) -> None:
    story.endorsed(stage)
    assert "没有找到" in text(signed_in(stage.sun).get("/office/search/", {"q": "1101011990"}))


def test_ended_cases_and_permits_are_found_too(stage: Stage, signed_in: As) -> None:
    case = story.approved(stage)
    shown = text(signed_in(stage.sun).get("/office/search/", {"q": "林晓禾"}))
    assert case.number in shown
    assert "工作居住证" in shown
    assert "有效" in shown
    ended = text(signed_in(stage.sun).get("/office/cases/?ended=yes&q=林晓禾"))
    assert case.number in ended


def test_another_district_finds_nothing(stage: Stage, signed_in: As) -> None:
    story.endorsed(stage)
    assert "没有找到" in text(signed_in(stage.feng).get("/office/search/", {"q": "林晓禾"}))


def test_the_employers_page_tells_particulars_and_counts(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story.endorsed(stage)
    client, here = signed_in(stage.sun), f"/office/employers/{stage.hhl.pk}/"
    shown = text(client.get(here))
    for said in ("钱海", "500 万元", "计时中 1 件", "已超期 0 件", "林晓禾", "已开通"):
        assert said in shown
    with django_assert_max_num_queries(EMPLOYER_QUERIES):
        client.get(here)


def test_a_quota_officer_sees_requests_for_places_and_no_other_case(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client = signed_in(stage.zheng)
    assert client.get("/office/").status_code == 200
    assert case.number not in text(client.get("/office/cases/"))
    assert client.get(f"/office/cases/{case.number}/").status_code == 404


def test_the_city_reads_and_does_nothing(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client = signed_in(stage.he)
    assert client.get("/office/").headers["Location"] == "/office/cases/"
    assert case.number in text(client.get("/office/cases/"))
    assert "不由您的岗位办理" in text(client.get(f"/office/cases/{case.number}/"))


def test_every_list_is_bounded_in_what_it_asks(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story.endorsed(stage)
    story.lot_of(stage, 3)
    client = signed_in(cast.officer("全能", cast.CHANGPING, "district.accept", "district.quota"))
    for address in ("/office/employers/", "/office/lots/", "/office/cases/?ended=yes", "/office/search/?q=林"):
        client.get(address)
        with django_assert_max_num_queries(LIST_QUERIES):
            client.get(address)


def test_nobody_without_a_role_comes_in(stage: Stage, signed_in: As) -> None:
    assert signed_in(stage.lin).get("/office/").status_code == 403
    assert signed_in(stage.zhao).get("/office/search/").status_code == 403


def test_the_names_an_employer_bore_stand_beside_the_papers(stage: Stage, signed_in: As) -> None:
    case, here = story.endorsed(stage), "/office/cases/{}/"
    client = signed_in(stage.sun)
    assert "用过别的名称" not in text(client.get(here.format(case.number)))
    FormerName.objects.create(employer=stage.hhl, name="北京海河绿科技有限公司", until=date(2024, 5, 31))
    shown = text(client.get(here.format(case.number)))
    assert "北京海河绿科技有限公司（用到 2024年5月31日）" in shown
