"""The public pages in a real browser: the self-check walked with and without scripts, clean for screen readers."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, Axe
from tests.browser.looks import faults_of
from tests.permits.holding import books_on_the_shelf, lin_holds_a_permit

CHECK = "/check/changping/first_issue/"
ADDRESSES = [
    "/",
    "/guide/",
    "/guide/changping/",
    "/guide/changping/first_issue/",
    "/guide/daxing/",
    "/guide/daxing/first_issue/",
    "/guide/dongcheng/",
    "/guide/dongcheng/first_issue/",
    "/guide/chaoyang/",
    "/guide/chaoyang/quota_request/",
    "/guide/chaoyang/renewal/",
    "/guide/changping/first_issue/?on=2021-09-15",
    "/check/",
    CHECK,
    "/materials/changping/first_issue/",
    "/verify/",
    "/verify/interface/",
    "/trust/",
    "/offices/",
    "/compare/",
    "/statements/",
    "/coverage/",
    "/help/",
    "/ask/",
    "/signin/",
    "/parts/",
]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _books(transactional_db: None) -> None:
    books_on_the_shelf()


def test_every_page_is_clean_fits_a_phone_and_keeps_its_policy(page: Page, axe: Axe) -> None:
    assert faults_of(page, axe, ADDRESSES) == {}


def test_the_self_check_answers_as_one_types(page: Page, axe: Axe) -> None:
    page.goto(CHECK)
    page.locator("button[name=skip]").click()
    page.get_by_text("第 2 问").wait_for()
    assert page.url.endswith(CHECK)
    assert page.locator("text=跳过了 1 问").is_visible()
    assert axe(page) == []


def test_a_blank_answer_is_told_beside_the_question(page: Page, axe: Axe) -> None:
    page.goto(CHECK)
    page.locator("button[name=next]").click()
    page.wait_for_selector(".field-error")
    assert "请先回答这一问" in page.locator(".field-error").inner_text()
    assert axe(page) == []


def test_back_goes_to_the_question_before_and_from_the_list_to_the_answers(page: Page) -> None:
    page.goto(CHECK)
    for number in ("1", "2", "3"):
        page.get_by_text(f"第 {number} 问").wait_for()
        page.locator("button[name=skip]").click()
    page.get_by_text("第 4 问").wait_for()
    page.go_back()
    page.get_by_text("第 3 问").wait_for()
    page.get_by_text("跳过了 2 问").wait_for()
    page.go_forward()
    page.get_by_text("第 4 问").wait_for()
    page.locator("#papers-due button").click()
    page.get_by_text("回到我的回答").wait_for()
    page.go_back()
    page.get_by_text("跳过了 3 问").wait_for()
    page.locator("#papers-due button").click()
    page.get_by_text("回到我的回答").click()
    page.get_by_text("跳过了 3 问").wait_for()


def test_the_self_check_works_without_scripts_on_a_phone(browser: Browser, live_server: object) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=live_server.url)  # type: ignore[attr-defined]
    visitor = context.new_page()
    visitor.goto(CHECK)
    visitor.locator("button[name=skip]").click()
    assert "第 2 问" in visitor.locator("#check").inner_text()
    visitor.get_by_role("button", name="上一问").click()
    assert "第 1 问" in visitor.locator("#check").inner_text()
    visitor.locator("button[name=skip]").click()
    visitor.locator(".check-papers button").click()
    assert "我的材料清单" in visitor.locator("h1").inner_text()
    visitor.get_by_role("button", name="回到我的回答").click()
    assert "第 2 问" in visitor.locator("#check").inner_text()
    context.close()


def test_large_type_is_switched_without_losing_what_was_typed(page: Page) -> None:
    page.goto("/verify/")
    page.fill("#f-name", "林晓禾")
    page.click("[data-size-switch]")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert page.input_value("#f-name") == "林晓禾"
    page.goto("/help/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"


def test_faults_are_led_to_by_the_keyboard(page: Page, axe: Axe) -> None:
    page.goto("/verify/")
    page.click("text=查询")
    page.wait_for_selector(".faults:focus")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-number"
    assert axe(page) == []


def test_a_verified_permit_is_clean_for_screen_readers(page: Page, axe: Axe) -> None:
    permit = lin_holds_a_permit()
    page.goto("/verify/")
    page.fill("#f-number", permit.number)
    page.fill("#f-name", "林晓禾")
    page.click("text=查询")
    page.wait_for_selector("#result")
    assert axe(page) == []
