"""The desk of a town, which reviews first, and of the city, which approves last."""

from datetime import date
from pathlib import Path

import pytest

from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.casework.queries import by_number
from gongju.people import records as people
from tests import cast, story, territory
from tests.actions.holders import filled, go, holding
from tests.actions.test_renewal import begun
from tests.cast import Stage
from tests.portals.conftest import As
from tests.reworded import load_reworded
from tests.territory import Towns

from .test_work import text

WITH_THE_CITY = (territory.FIRST_ISSUE[0], territory.FIRST_ISSUE[1].replace("territorial", "city"))


@pytest.fixture
def towns(stage: Stage, tmp_path: Path) -> Towns:
    """Two towns of 昌平区 that review first."""
    return territory.set_the_towns(tmp_path)


def test_a_town_works_through_its_own_list(stage: Stage, towns: Towns, signed_in: As) -> None:
    case = territory.with_the_office(stage, towns)
    client = signed_in(towns.lu)
    assert case.number in text(client.get("/office/"))
    assert "属地初审" in text(client.get("/office/"))
    here = f"/office/cases/{case.number}/"
    assert "初审通过，上报" in text(client.get(here))
    answer = client.post(f"{here}moves/pass_territorial/", {"seen_stage": "territorial"})
    assert answer.status_code == 302
    assert by_number(case.number).stage == "acceptance"
    assert "都办完了" in text(client.get("/office/"))
    assert case.number in text(client.get("/office/cases/"))


def test_a_town_sees_the_employers_of_its_area_alone(stage: Stage, towns: Towns, signed_in: As) -> None:
    territory.choose(stage, towns.huilongguan)
    lu, pan = signed_in(towns.lu), signed_in(towns.pan)
    assert "北京海河蓝科技有限公司" in text(lu.get("/office/employers/"))
    assert "北京海河蓝科技有限公司" not in text(pan.get("/office/employers/"))
    here = f"/office/employers/{stage.hhl.pk}/"
    assert "回龙观街道" in text(lu.get(here))
    assert pan.get(here).status_code == 404


def test_another_town_does_not_find_the_case(stage: Stage, towns: Towns, signed_in: As) -> None:
    case = territory.with_the_office(stage, towns)
    client = signed_in(towns.pan)
    assert "都办完了" in text(client.get("/office/"))
    assert client.get(f"/office/cases/{case.number}/").status_code == 404
    assert case.number not in text(client.get("/office/search/?q=林晓禾"))


def test_a_town_cannot_grant_places_or_say_a_standing(stage: Stage, towns: Towns, signed_in: As) -> None:
    territory.choose(stage, towns.huilongguan)
    client, here = signed_in(towns.lu), f"/office/employers/{stage.hhl.pk}/"
    assert client.get(f"{here}lots/").status_code == 403
    assert client.post(f"{here}tags/", {"tag": "区重点企业", "on": "yes"}).status_code == 403


def test_the_work_of_a_town_is_handed_over_inside_it(stage: Stage, towns: Towns, signed_in: As) -> None:
    case = territory.with_the_office(stage, towns)
    territory.reviewer("陶然", towns.huilongguan)
    shown = text(signed_in(towns.lu).get(f"/office/cases/{case.number}/"))
    assert "陶然" in shown
    assert "潘岳" not in shown


def test_the_city_has_a_list_of_its_own(stage: Stage, signed_in: As, tmp_path: Path) -> None:
    load_reworded(tmp_path, WITH_THE_CITY)
    qin = cast.officer("秦岭", "beijing", "city.approve", kind="city")
    case = story.approved(stage)
    assert case.stage == "city"
    client = signed_in(qin)
    assert case.number in text(client.get("/office/"))
    assert "请退回前一步，由前一步告知拟不予核准的理由" in text(client.get(f"/office/cases/{case.number}/"))
    client.post(f"/office/cases/{case.number}/moves/approve_city/", {"seen_stage": "city"})
    assert by_number(case.number).outcome == "approved"
    assert "没有等您办理的业务" in text(client.get("/office/"))


def test_the_desk_notes_the_day_the_sealed_form_came(stage: Stage, signed_in: As) -> None:
    place = holding(stage, "daxing", first_day=date(2024, 1, 1), today=date(2026, 11, 16))
    town = people.set_office(code="huangcun", authority="daxing", name="黄村镇", kind="territorial")
    choose_territorial_office(actor=place.agent, now=place.today, office_id=town.pk)
    case = go(place, place.agent, filled(place, begun(place)), "submit")
    client, here = signed_in(territory.reviewer("陆欣", town)), f"/office/cases/{case.number}/"
    assert "登记收到原件" in text(client.get(here))
    assert client.get(f"{here}forms/handling_form.pdf").content.startswith(b"%PDF")
    form = case.handed_in.get(material="handling_form", removed_at=None)
    there = f"{here}papers/{form.pk}/original/"
    answer = client.post(there, {"received_on": "2027-01-01"})
    assert answer.status_code == 422
    assert "2027" in text(answer)
    assert client.post(there, {"received_on": "2026-11-20"}).status_code == 302
    assert "原件 2026年11月20日收到" in text(client.get(here))
    assert signed_in(place.accepts).get(there).status_code == 404
