"""属地部门 in 单位信息: offered where the district has such offices, chosen from them alone."""

from pathlib import Path

import pytest

from gongju.actions.objection import Objected
from tests import story, territory
from tests.cast import Stage
from tests.portals.conftest import As
from tests.territory import Towns

from .conftest import text

HERE = "/unit/territory/"


@pytest.fixture
def towns(stage: Stage, tmp_path: Path) -> Towns:
    """Two towns of 昌平区 that review first."""
    return territory.set_the_towns(tmp_path)


def test_a_district_without_towns_asks_nothing(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    assert "属地部门" not in text(client.get("/unit/info/"))
    assert client.get(HERE).status_code == 404


def test_the_employer_chooses_its_town(stage: Stage, towns: Towns, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    assert "未选择" in text(client.get("/unit/info/"))
    asked = text(client.get(HERE))
    assert "回龙观街道" in asked
    assert "81700001" in asked
    assert client.post(HERE, {"office": ""}).status_code == 422
    assert client.post(HERE, {"office": "黄村镇"}).status_code == 422
    assert client.post(HERE, {"office": "回龙观街道"}).status_code == 302
    stage.hhl.refresh_from_db()
    assert stage.hhl.territorial_office == towns.huilongguan
    assert "回龙观街道" in text(client.get("/unit/info/"))


def test_the_way_to_the_town_is_told_where_it_is_missing(stage: Stage, towns: Towns, signed_in: As) -> None:
    with pytest.raises(Objected, match="单位还没有选择属地部门"):
        story.access_asked_for(stage)
    case = stage.hhl.cases.get()
    shown = text(signed_in(stage.zhao).get(f"/unit/cases/{case.number}/"))
    assert "单位还没有选择属地部门" in shown


def test_the_town_rests_while_the_request_is_under_way(stage: Stage, towns: Towns, signed_in: As) -> None:
    territory.choose(stage, towns.huilongguan)
    story.access_asked_for(stage)
    answer = signed_in(stage.zhao).post(HERE, {"office": "南口镇"})
    assert answer.status_code == 422
    assert "办结前单位信息不能修改" in text(answer)
