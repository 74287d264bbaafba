"""办理记录与回执 of an employer: itself, access, cases, places, staff; a receipt for each, nobody else's."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.impose import About, impose
from gongju.actions.seal_day import seal_day
from gongju.casework.models import Case
from gongju.employers.models import Employment
from tests import story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)


@pytest.fixture
def addresses(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The records of a story that came to its end, a day after which everything is sealed and signed."""
    keys = (("s1", bytes(range(32))),)
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, signing_keys=keys))
    lot, case = story.lot_of(stage, 2), story.approved(stage)
    decision: dict[str, Any] = {"ground": "提供的材料不实", "evidence": "核查笔录", "decision": "昌人社决〔2026〕1号"}
    about = About(employer_id=stage.hhl.pk)
    impose(actor=stage.wu, now=NOW, about=about, kind="quota_cut", first_day=NOW.date(), **decision)
    seal_day(actor=Actor.system(), now=LATER)
    employment = Employment.objects.get(person__cases=case)
    return {
        "建立申请": f"/unit/cases/{case.number}/record/",
        "登记处理": "/unit/record/",
        "核准开通": "/unit/access/record/",
        "核定指标": f"/unit/quota/lots/{lot.pk}/record/",
        "确认关联": f"/unit/staff/{employment.pk}/record/",
    }


def test_every_record_tells_its_acts_and_each_receipt_is_found_true(
    stage: Stage, signed_in: As, client: Client, addresses: dict[str, str]
) -> None:
    zhao = signed_in(stage.zhao)
    with clock.set_clock(LATER):
        for act, address in addresses.items():
            page = zhao.get(address).content.decode()
            assert act in page, address
            assert "已签名" in page
            shown = next(number for number in range(1, 20) if f"{address}{number}/" in page)
            receipt = zhao.get(f"{address}{shown}/").content.decode()
            assert "真实：这条记录" in client.post("/trust/", {"receipt": receipt}).content.decode(), address


def test_each_line_and_each_page_says_what_it_is_of(stage: Stage, signed_in: As, addresses: dict[str, str]) -> None:
    """Places are reserved and used by cases: which one is told, with who it is about."""
    zhao, case = signed_in(stage.zhao), Case.objects.get(type="first_issue")
    named = f'<a href="/unit/cases/{case.number}/">新办　林晓禾</a>'
    assert named in zhao.get(addresses["核定指标"]).content.decode()
    titles = {
        zhao.get(address).content.decode().split("</title>")[0].split("<title>")[1] for address in addresses.values()
    }
    assert len(titles) == len(addresses)
    of_case = zhao.get(addresses["建立申请"]).content.decode()
    assert f"新办（{case.number}，林晓禾）的每一步" in of_case
    assert named not in of_case


def test_the_pages_lead_to_the_records(stage: Stage, signed_in: As, addresses: dict[str, str]) -> None:
    zhao = signed_in(stage.zhao)
    pages = [address.removesuffix("record/") for address in addresses.values()]
    pages[1], pages[3] = "/unit/info/", "/unit/quota/"
    for page, address in zip(pages, addresses.values(), strict=True):
        assert address in zhao.get(page).content.decode(), page


def test_the_offices_own_work_has_no_receipt_for_the_employer(
    stage: Stage, signed_in: As, addresses: dict[str, str]
) -> None:
    zhao, address = signed_in(stage.zhao), addresses["建立申请"]
    page = zhao.get(address).content.decode()
    assert "主管部门内部的工作记录" in page
    hidden = next(number for number in range(1, 40) if f"{address}{number}/" not in page)
    assert zhao.get(f"{address}{hidden}/").status_code == 404


def test_another_employers_record_is_not_there(stage: Stage, signed_in: As, addresses: dict[str, str]) -> None:
    ma = signed_in(stage.ma)
    for act in ("建立申请", "核定指标", "确认关联"):
        assert ma.get(addresses[act]).status_code == 404
        assert ma.get(f"{addresses[act]}1/").status_code == 404
    for act in ("登记处理", "核准开通"):
        assert act not in ma.get(addresses[act]).content.decode()
