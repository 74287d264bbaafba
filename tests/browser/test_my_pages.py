"""The applicant's pages in a browser: clean, narrow enough for a phone, and saving while one types."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from gongju import clock
from gongju.access.actor import Actor
from gongju.people.models import ProfilePart
from tests import story
from tests.browser.conftest import Axe
from tests.browser.looks import faults_of, sign_in
from tests.cast import NOW, Stage, set_the_stage

CONTACT = "/my/profile/contact/"
KEPT_HERE = "Object.keys(sessionStorage).filter((key) => key.startsWith('keep:'))"


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    with clock.set_clock(NOW + timedelta(days=3)):
        yield set_the_stage()


def kept(who: Actor, part: str = "contact") -> dict[str, str]:
    row = ProfilePart.objects.filter(person_id=who.person_id or 0, part=part).first()
    return dict(row.content) if row else {}


def pages_of(number: str) -> list[str]:
    return [
        "/my/",
        "/my/profile/",
        "/my/profile/education/",
        "/my/profile/residence/",
        "/my/profile/titles/",
        "/my/papers/",
        "/my/employer/",
        "/my/businesses/",
        "/my/cases/",
        "/my/decisions/",
        "/my/messages/",
        "/my/enquiries/",
        f"/my/cases/{number}/",
        f"/my/cases/{number}/fill/",
        f"/my/cases/{number}/withdraw/",
    ]


def test_every_page_is_clean(page: Page, axe: Axe, stage: Stage, live_server: LiveServer) -> None:
    case = story.returned(stage)
    sign_in(page.context, stage.lin, live_server)
    assert faults_of(page, axe, pages_of(case.number)) == {}


def test_what_is_typed_is_saved_without_a_button(page: Page, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.lin, live_server)
    page.goto(CONTACT)
    page.get_by_label("通讯地址").fill("昌平区回龙观西大街 1 号")
    expect(page.get_by_role("status")).to_contain_text("已保存")
    assert kept(stage.lin)["postal_address"] == "昌平区回龙观西大街 1 号"


def test_fault_stands_beside_its_field_once_one_has_gone_on(page: Page, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.lin, live_server)
    page.goto(CONTACT)
    page.get_by_label("手机号码").fill("138")
    page.get_by_label("通讯地址").fill("昌平区")
    expect(page.locator(".field-wrong .field-error")).to_contain_text("11")


def test_nothing_is_lost_when_the_connection_breaks(page: Page, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.lin, live_server)
    page.goto(CONTACT)
    page.context.set_offline(True)
    page.get_by_label("通讯地址").fill("断网时写的地址")
    expect(page.get_by_role("status")).to_contain_text("连接断开了")
    assert kept(stage.lin) == {}
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("已保存")
    assert kept(stage.lin)["postal_address"] == "断网时写的地址"
    assert page.evaluate(KEPT_HERE) == []


def test_what_could_not_be_sent_is_there_after_a_reload(page: Page, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.lin, live_server)
    page.goto(CONTACT)
    refused: list[str] = []

    def fail(route: Route) -> None:
        refused.append(route.request.method)
        route.fulfill(status=502) if route.request.method == "POST" else route.continue_()

    page.route(f"**{CONTACT}", fail)
    page.get_by_label("通讯地址").fill("服务器出错时写的")
    expect(page.get_by_role("status")).to_contain_text("连接断开了")
    page.unroute(f"**{CONTACT}")
    page.reload()
    expect(page.get_by_label("通讯地址")).to_have_value("服务器出错时写的")
    expect(page.get_by_role("status")).to_contain_text("已保存")
    assert kept(stage.lin)["postal_address"] == "服务器出错时写的"


def test_expired_session_keeps_what_was_typed_and_offers_to_sign_in(
    page: Page, stage: Stage, live_server: LiveServer
) -> None:
    sign_in(page.context, stage.lin, live_server)
    page.goto(CONTACT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("通讯地址").fill("会话过期后写的")
    expect(page.get_by_role("link", name="重新登录，回来后接着保存")).to_be_visible()
    sign_in(page.context, stage.lin, live_server)
    page.goto(CONTACT)
    expect(page.get_by_role("status")).to_contain_text("已保存")
    assert kept(stage.lin)["postal_address"] == "会话过期后写的"


def test_signing_out_leaves_nothing_behind(page: Page, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.lin, live_server)
    page.goto(CONTACT)
    page.evaluate("sessionStorage.setItem('keep:/my/profile/contact/', '[]')")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/signin/")
    assert page.evaluate(KEPT_HERE) == []


def test_question_that_comes_to_matter_appears_and_the_verdict_follows(
    page: Page, stage: Stage, live_server: LiveServer
) -> None:
    story.access_opened(stage)
    case = story.drafted(stage)
    sign_in(page.context, stage.lin, live_server)
    page.goto(f"/my/cases/{case.number}/fill/")
    expect(page.locator("#keep-verdict .spread .tag").first).to_have_text("符合")
    page.get_by_label("最近 12 个月，您平均每月的应税收入是多少元？").fill("100")
    expect(page.locator("#keep-verdict .spread .tag").first).not_to_have_text("符合")
    page.get_by_label("最近 12 个月，您平均每月的应税收入是多少元？").fill("32000")
    expect(page.locator("#keep-verdict .spread .tag").first).to_have_text("符合")


def test_field_that_is_not_asked_is_hidden(page: Page, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.lin, live_server)
    page.goto("/my/profile/marriage/")
    expect(page.get_by_label("配偶姓名")).to_be_hidden()
    page.get_by_label("已婚").check()
    expect(page.get_by_label("配偶姓名")).to_be_visible()
    expect(page.get_by_label("离婚日期")).to_be_hidden()
