"""Pages that need no sign-in: they follow their own policy, fit a phone, and are clean for a screen reader."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import Axe

PAGES = ["public:home", "public:guide", "public:check", "public:verify", "public:help", "signin:choose", "shared:parts"]

WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def complaints(page: Page, address: str) -> list[str]:
    """What the browser's console says while the page loads: broken policy, missing files, errors of scripts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    page.wait_for_load_state("networkidle")
    return said


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_has_nothing_to_complain_about(page: Page, name: str) -> None:
    assert complaints(page, reverse(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_the_page_without_a_sideways_scroll(phone: Page, name: str) -> None:
    phone.goto(reverse(name))
    assert phone.evaluate(WIDER_THAN_THE_SCREEN) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, axe: Axe, name: str) -> None:
    page.goto(reverse(name))
    assert axe(page) == []
