"""A headless Chromium for the tests of this folder; each test has a page of its own and a site to visit."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

DESKTOP, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=375, height=812)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
)
AXE = Path(settings.ROOT) / "node_modules" / "axe-core" / "axe.min.js"
SECONDS_TO_REST = 10.0
Axe = Callable[[Page], list[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session", autouse=True)
def _queries_beside_the_loop() -> Iterator[None]:
    """playwright runs an event loop in this thread; the tests' own queries are still ordinary ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(autouse=True)
def _server_at_rest(transactional_db: None) -> Iterator[None]:
    """Let what a closed page still asked for come to its end before the tables are emptied under it."""
    yield
    deadline = time.monotonic() + SECONDS_TO_REST
    while _others_at_work() and time.monotonic() < deadline:
        time.sleep(0.05)


def _others_at_work() -> bool:
    """Whether another connection is within a statement or a transaction; SQLite waits for its file by itself."""
    if connection.vendor != "postgresql":
        return False
    question = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(f"{question} AND state <> 'idle' LIMIT 1")
        return cursor.fetchone() is not None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: the one that GONGJU_CHROMIUM names, else the machine's, else playwright's."""
    program = os.environ.get("GONGJU_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        yield started
        started.close()


def _context(browser: Browser, size: ViewportSize, live_server: Any) -> BrowserContext:
    """A visitor without cookies; it reaches this machine and nothing else."""
    context = browser.new_context(viewport=size, base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(10_000)
    context.route(lambda url: not url.startswith(("http://localhost", "http://127.0.0.1")), lambda route: route.abort())
    return context


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page on an office screen, 1366 px wide."""
    context = _context(browser, DESKTOP, live_server)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page on a phone, 375 px wide."""
    context = _context(browser, PHONE, live_server)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(browser: Browser, live_server: Any) -> Iterator[Callable[[], Page]]:
    """Makes a page for one more person, with cookies of its own: a story has several people."""
    contexts: list[BrowserContext] = []

    def arrive() -> Page:
        contexts.append(_context(browser, DESKTOP, live_server))
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Asks axe about a page; each fault of accessibility as one line: rule, weight, where."""
    source = AXE.read_text("utf-8")

    def faults(page: Page) -> list[str]:
        # Handed over by the debugger, not by the page: the page's own policy allows no foreign script.
        page.evaluate(source)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [f"{one['id']} ({one['impact']}) {node['target']}" for one in found for node in one["nodes"]]

    return faults
