"""A decision of weight needs a fresh sign-in, where the settings ask for it, and nothing typed is lost."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from gongju import clock
from gongju.casework.models import Case
from gongju.ops.access_page import endpoints
from gongju.people.models import User
from gongju.portals.officer.weight import MOST, TYPED
from gongju.portals.shared.freshness import SIGNED_IN_AT
from gongju.quota.models import Lot
from gongju.sanctions.models import Sanction
from tests import story
from tests.access.test_endpoints import ENDPOINTS
from tests.allotment import at, desk_of, firm, listed, the_round
from tests.cast import Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
DECIDES = {
    "move", "publish", "grant", "tag", "impose_employer", "impose_person", "lift", "order", "reissue", "release",
    "imports", "all_imports", "settled",
}  # fmt: skip
PREPARES = {
    "assign", "notice", "finding", "mended", "waive", "compare", "by_hand", "mark", "original_came",
    "full", "open_slots", "close_slot", "missed", "set_round", "places", "propose", "spot_checks",
    "answer", "checked", "note_enquiry", "canned", "enquiry", "publish_help", "withdraw_help",
}  # fmt: skip
"""What an officer does on the way to a decision, or can do over."""


@pytest.fixture(autouse=True)
def _guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, fresh_minutes=15))


def signed_in_ago(client: Client, minutes: int) -> None:
    session = client.session
    session[SIGNED_IN_AT] = (clock.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def shown(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


def boxes(page: str) -> dict[str, str]:
    """The hidden inputs of the page that asks once more."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_every_page_that_an_officer_sends_is_one_that_decides_or_one_that_does_not() -> None:
    takes_post = {one.address for one in endpoints() if "POST" in one.methods}
    sent, guarded = set(), set()
    for where, entry in ENDPOINTS:
        if where.startswith("office/") and re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{where}") in takes_post:
            sent.add(str(entry.name))
            guarded |= {str(entry.name)} if hasattr(entry.callback, "weighs") else set()
    assert guarded == DECIDES
    assert sent == DECIDES | PREPARES


def test_a_decision_waits_for_a_fresh_sign_in(stage: Stage, signed_in: As) -> None:
    case = story.reviewed(stage)
    wu, address = signed_in(stage.wu), f"/office/cases/{case.number}/moves/approve/"
    sent = {"seen_stage": case.stage}
    for minutes in (None, 16):
        if minutes:
            signed_in_ago(wu, minutes)
        answer = wu.post(address, sent)
        assert answer.status_code == 403
        assert "请重新登录" in shown(answer)
    case.refresh_from_db()
    assert case.stage == "approval"
    signed_in_ago(wu, 5)
    wu.post(address, sent)
    case.refresh_from_db()
    assert case.stage != "approval"


def test_what_decides_nothing_needs_none(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    answer = signed_in(stage.sun).post(f"/office/cases/{case.number}/moves/accept/", {"seen_stage": case.stage})
    assert "请重新登录" not in shown(answer)
    assert Case.objects.get(pk=case.pk).stage != case.stage


def test_publishing_a_round_waits_too(db: None, signed_in: As) -> None:
    desk = desk_of("chaoyang")
    listed(desk, firm(desk, 1, now=at(2023, 3, 10), unit_tax_year_1="360"), 2, now=at(2023, 3, 10))
    zheng = signed_in(desk.zheng)
    with clock.set_clock(at(2023, 3, 21)):
        board = f"/office/quota/{the_round().pk}/"
        weights = {"unit_tax_year_1": "40", "unit_tax_this_year": "0", "minimum": "0", "cap": ""}
        assert zheng.post(f"{board}propose/", weights).status_code == 302
        assert zheng.post(f"{board}publish/").status_code == 403
        assert not Lot.objects.exists()
        signed_in_ago(zheng, 1)
        page = shown(zheng.get(f"{board}publish/"))
        assert "请再确认一次" in page
        assert zheng.post(f"{board}publish/", boxes(page)).status_code == 302
    assert Lot.objects.exists()


def test_what_was_typed_is_shown_after_the_sign_in_and_sent_by_one_more_press(stage: Stage, signed_in: As) -> None:
    wu, address = signed_in(stage.wu), f"/office/employers/{stage.hhl.pk}/sanctions/"
    day = {"first_day-year": "2026", "first_day-month": "12", "first_day-day": "1"}
    words = {"ground": "提供的<b>材料</b>不实", "evidence": "核查笔录", "decision": "昌人社〔2026〕1号"}
    kinds = re.findall(r'name="kind"[^>]*value="([^"]+)"', shown(wu.get(address)))
    sent = {**words, **day, "kind": kinds[0], "whom": "单位"}
    assert wu.post(address, sent).status_code == 403
    assert not Sanction.objects.exists()
    assert "不实" not in str(dict(wu.session)), "it lies sealed in the session"
    signed_in_ago(wu, 0)
    assert "请再确认一次" not in shown(wu.get("/office/employers/")), "another page is as ever"
    answer = wu.get(address)
    assert "<b>材料</b>" not in answer.content.decode()
    page = shown(answer)
    assert "提供的<b>材料</b>不实" in page
    assert boxes(page) == sent
    assert not Sanction.objects.exists(), "signing in alone decides nothing"
    assert "请再确认一次" not in shown(wu.get(address)), "and is shown once"
    assert wu.post(address, boxes(page)).status_code == 302
    assert Sanction.objects.get().ground == words["ground"]


def test_a_form_too_long_to_keep_says_so(stage: Stage, signed_in: As) -> None:
    wu, address = signed_in(stage.wu), f"/office/employers/{stage.hhl.pk}/sanctions/"
    answer = wu.post(address, {"ground": "字" * MOST})
    assert "要重新选择、填写" in shown(answer)
    assert TYPED not in wu.session


def test_another_users_session_keeps_nothing(stage: Stage, signed_in: As) -> None:
    wu, address = signed_in(stage.wu), f"/office/employers/{stage.hhl.pk}/sanctions/"
    wu.post(address, {"ground": "不实"})
    assert TYPED in wu.session
    wu.force_login(User.objects.get(pk=stage.zhou.user_id or 0))
    assert TYPED not in wu.session
