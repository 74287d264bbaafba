"""The desk of a town, which reviews first, and of the city, which approves last."""

from pathlib import Path

import pytest

from gongju.casework.queries import by_number
from tests import cast, story, territory
from tests.cast import Stage
from tests.reworded import load_reworded
from tests.territory import Towns

from .conftest import As
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
    client.post(f"/office/cases/{case.number}/moves/approve_city/", {"seen_stage": "city"})
    assert by_number(case.number).outcome == "approved"
    assert "没有等您办理的业务" in text(client.get("/office/"))
