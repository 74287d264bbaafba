"""办理记录与回执: each entry of mine, and a receipt that anyone can check; nobody else's."""

import dataclasses
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import localtime

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.seal_day import seal_day
from gongju.permits.models import Permit
from gongju.portals.shared.wording import moment_text
from tests import story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=10)


@pytest.fixture(autouse=True)
def _signing(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = (("s1", bytes(range(32))),)
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, signing_keys=keys))


def sealed() -> None:
    seal_day(actor=Actor.system(), now=TOMORROW)


def test_what_happened_today_has_no_receipt_yet(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    page = signed_in(stage.lin).get(f"/my/cases/{case.number}/record/").content.decode()
    assert "当天结束后" in page
    assert "建立申请" in page
    assert signed_in(stage.lin).get(f"/my/cases/{case.number}/record/1/").status_code == 404


def test_a_receipt_is_found_true_by_anyone(stage: Stage, signed_in: As, client: Client) -> None:
    case = story.approved(stage)
    sealed()
    with clock.set_clock(TOMORROW):
        page = signed_in(stage.lin).get(f"/my/cases/{case.number}/record/").content.decode()
        assert "已签名" in page
        receipt = signed_in(stage.lin).get(f"/my/cases/{case.number}/record/1/").content.decode()
        said = client.post("/trust/", {"receipt": receipt}).content.decode()
        assert "真实：这条记录" in said
        assert "建立申请" in said
        assert moment_text(localtime(case.opened_at)) in said
        forged = receipt.replace("first_issue.open", "first_issue.approve")
        assert "内容被改动过" in client.post("/trust/", {"receipt": forged}).content.decode()
        assert client.post("/trust/", {"receipt": ""}).status_code == 422
        assert "s1 " in client.get("/trust/roots/").content.decode()


def test_the_record_of_a_permit(stage: Stage, signed_in: As) -> None:
    case = story.approved(stage)
    sealed()
    number = Permit.objects.get(issued_by=case).number
    assert signed_in(stage.lin).get(f"/my/permits/{number}/record/1/").json()["event"]["id"] == number
    assert "办理记录与回执" in signed_in(stage.lin).get(f"/my/permits/{number}/record/").content.decode()


def test_the_offices_own_work_is_counted_and_not_shown(stage: Stage, signed_in: As) -> None:
    case = story.approved(stage)
    sealed()
    page = signed_in(stage.lin).get(f"/my/cases/{case.number}/record/").content.decode()
    assert "主管部门内部的工作记录" in page
    hidden = [one for one in range(1, 40) if f"/record/{one}/" not in page]
    assert signed_in(stage.lin).get(f"/my/cases/{case.number}/record/{hidden[0]}/").status_code == 404


def test_another_persons_record_is_not_there(stage: Stage, signed_in: As) -> None:
    case = story.approved(stage)
    sealed()
    for address in (f"/my/cases/{case.number}/record/", f"/my/cases/{case.number}/record/1/"):
        assert signed_in(stage.chen).get(address).status_code == 404


def test_without_a_key_the_page_says_that_nothing_is_signed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, signing_keys=()))
    assert "现在没有签名密钥" in client.get("/trust/").content.decode()


def test_the_certificate_of_the_papers_is_published(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    own = dataclasses.replace(settings.GONGJU, pdf_certificates=b"-----BEGIN CERTIFICATE-----")
    monkeypatch.setattr(settings, "GONGJU", own)
    assert "BEGIN CERTIFICATE" in client.get("/trust/").content.decode()
