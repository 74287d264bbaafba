"""Comparisons with other offices on the pages of all three parties: seen, asked again, looked into by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor
from gongju.outbox.worker import drain
from gongju.people.models import User
from gongju.registries.models import Comparison, HandCheck
from tests import cast, story
from tests.cast import NOW, Stage
from tests.gateways import Simulator, running
from tests.reworded import load_reworded

HOLDS = """
[[comparisons]]
code = "public_security"
business = ["first_issue"]
title = "公安：姓名、身份证件号码"
holds = true
by_hand = true
clause = "重要提示 特点4"
rows = []
"""
QUERIES = {"/my/profile/": 14, "/my/profile/education/": 14, "/unit/info/": 17}
Limit = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with running(tmp_path_factory.mktemp("registries")) as simulator:
        yield simulator


@pytest.fixture
def offices(process: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    process.is_well()
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, registries=process.gateways()))
    return process


@pytest.fixture
def stage(db: None, offices: Simulator, tmp_path: Path) -> Iterator[Stage]:
    with clock.set_clock(NOW + timedelta(days=2)):
        found = cast.set_the_stage()
        load_reworded(tmp_path, more=HOLDS)
        yield found


def browser(who: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id or 0))
    return client


def text(who: Actor, address: str) -> str:
    answer = browser(who).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_person_sees_what_is_disputed_and_how_to_answer(stage: Stage, offices: Simulator) -> None:
    """需人工审核 with both sides (SC-52)."""
    offices.goes_wrong("education", "wrong")
    cast.fill_profile(stage.lin)
    assert "正在比对" in text(stage.lin, "/my/profile/")
    drain()
    for page in (text(stage.lin, "/my/profile/"), text(stage.lin, "/my/profile/education/")):
        assert "需人工审核" in page
        assert "填写：学士，山东大学<br>对方：学士，另一所学院" in page
        assert "填错的，改正后自动重新比对" in page
    assert "一致" in text(stage.lin, "/my/profile/")


def test_an_outage_is_told_and_asked_again(stage: Stage, offices: Simulator) -> None:
    """教委端口异常, and a button to try again (CY-Q88a, CY-Q88c)."""
    offices.goes_wrong("education", "down")
    cast.fill_profile(stage.lin)
    drain()
    page = text(stage.lin, "/my/profile/")
    assert "教委端口异常" in page
    assert "恢复后自动补做" in page
    offices.is_well()
    with clock.set_clock(NOW + timedelta(days=3)):
        browser(stage.lin).post("/my/comparisons/")
        drain()
        assert "教委端口异常" not in text(stage.lin, "/my/profile/")


def test_without_settings_no_page_speaks_of_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, registries={}))
    cast.fill_profile(stage.lin)
    assert "比对" not in text(stage.lin, "/my/profile/")
    assert "比对" not in text(stage.zhao, "/unit/info/")


def test_the_employer_sees_the_register(stage: Stage, offices: Simulator) -> None:
    offices.goes_wrong("market_regulation", "wrong")
    cast.fill_employer(stage.zhao)
    drain()
    for page in (text(stage.zhao, "/unit/info/"), text(stage.sun, f"/office/employers/{stage.hhl.pk}/")):
        assert "填写：钱海<br>对方：另有其人" in page
    assert browser(stage.zhao).post("/unit/comparisons/").status_code == 302


def test_the_officer_sees_looks_by_hand_and_goes_on(stage: Stage, offices: Simulator) -> None:
    """Not refused by itself (DC-183): the reason is kept with the case."""
    offices.goes_wrong("public_security", "wrong")
    case = story.accepted(stage)
    drain()
    here = f"/office/cases/{case.number}/"
    page = text(stage.zhou, here)
    assert "与其他部门的比对：1 项待核实" in page
    assert "（重要提示 特点4）" in page
    assert "核实以前不能通过审核" in page
    assert "（登记机关：社会保险；填写的是3 年 4 个月）" in page

    client = browser(stage.zhou)
    address = f"{here}comparisons/public_security/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "曾用名，已核对户口本。"}).status_code == 302
    page = text(stage.zhou, here)
    assert "人工核对：曾用名，已核对户口本。" in page
    assert "项待核实" not in page
    assert HandCheck.objects.get().by.get_full_name() == "周明远"


def test_nobody_looks_by_hand_where_there_is_nothing_to_look_into(stage: Stage, offices: Simulator) -> None:
    case = story.accepted(stage)
    drain()
    client = browser(stage.zhou)
    for office in ("public_security", "education", "tax", "nobody"):
        assert client.get(f"/office/cases/{case.number}/comparisons/{office}/").status_code == 404


def test_the_officer_asks_again(stage: Stage, offices: Simulator) -> None:
    case = story.accepted(stage)
    drain()
    with clock.set_clock(NOW + timedelta(days=3)):
        browser(stage.zhou).post(f"/office/cases/{case.number}/comparisons/")
        assert Comparison.objects.filter(current=True, level="", about="person").count() == 4


@pytest.mark.parametrize("address", QUERIES)
def test_comparisons_cost_a_page_one_query(
    address: str, stage: Stage, offices: Simulator, django_assert_max_num_queries: Limit
) -> None:
    cast.fill_profile(stage.lin)
    cast.fill_employer(stage.zhao)
    drain()
    client = browser(stage.zhao if address.startswith("/unit") else stage.lin)
    client.get(address)
    with django_assert_max_num_queries(QUERIES[address]):
        assert client.get(address).status_code == 200
