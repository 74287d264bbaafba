"""How a page looks: whom the browser takes its reader for, and everything a reader could complain about."""

from collections.abc import Iterable

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page
from pytest_django.live_server_helper import LiveServer

from gongju.access.actor import Actor
from gongju.people.models import User
from tests.browser.conftest import DESKTOP, PHONE, Axe

WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OK = 200


def sign_in(context: BrowserContext, who: Actor, live_server: LiveServer) -> None:
    """The browser's cookies are those of a session of this user."""
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id or 0))
    name = settings.SESSION_COOKIE_NAME
    context.clear_cookies()
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


def faults_of(page: Page, axe: Axe, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each page, by address; {} when nothing is.

    A page is read at the width of an office screen and of a phone: its status, what the console says (a broken
    policy, a missing file, an error of a script), what axe finds, and whether it must be pushed sideways.
    """
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    def fail(error: Error) -> None:
        said.append(str(error))

    page.on("console", hear)
    page.on("pageerror", fail)
    found = {}
    for address in addresses:
        said.clear()
        page.set_viewport_size(DESKTOP)
        answer = page.goto(address)
        faults = [] if answer and answer.status == OK else [f"status {answer and answer.status}"]
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            faults += [f"{size['width']} px: {fault}" for fault in axe(page)]
            if (pixels := page.evaluate(WIDER_THAN_THE_SCREEN)) > 0:
                faults.append(f"{size['width']} px: {pixels} px too wide")
        found[address] = [*said, *faults]
    page.remove_listener("console", hear)
    page.remove_listener("pageerror", fail)
    return {address: faults for address, faults in found.items() if faults}
