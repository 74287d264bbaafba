"""Photos gathered in a browser: sent one by one, again when the line drops, ordered and merged; readable on a phone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import FilePayload, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from gongju import clock
from gongju.actions.documents import store_document
from gongju.actions.gather import add_piece, start_gathering
from gongju.documents.models import Version
from gongju.documents.refs import Aim
from tests import story
from tests.browser.conftest import Axe
from tests.browser.looks import faults_of, sign_in
from tests.cast import NOW, Stage, set_the_stage
from tests.documents import papers
from tests.documents.records_made_up import OTHER, OURS, income_query, months


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    with clock.set_clock(NOW + timedelta(days=3)):
        yield set_the_stage()


def gathering_of(stage: Stage) -> str:
    """The page of a gathering with a file of two pages and a photo."""
    begun = start_gathering(actor=stage.lin, now=NOW, aim=Aim(kind="income_12", title="近 12 个月应税收入材料"))
    for name, content in (("纳税记录.pdf", papers.good_pdf(2)), ("截图.jpg", papers.picture())):
        add_piece(actor=stage.lin, now=NOW, gathering_id=begun.pk, upload=SimpleUploadedFile(name, content))
    return f"/my/papers/gather/{begun.pk}/"


def record_of(stage: Stage) -> str:
    """The page of a record from which months were read, with something to look at."""
    rows = [(month, "20,000.00", OTHER if month.endswith("-06") else OURS) for month in months("2025-11", 11)]
    upload = SimpleUploadedFile("a.pdf", income_query(rows))
    kept = store_document(actor=stage.lin, now=NOW, kind="income_12", title="应税收入材料", upload=upload)
    return f"/my/papers/{kept.document_id}/"


def test_the_pages_are_clean(page: Page, axe: Axe, stage: Stage, live_server: LiveServer) -> None:
    pages = [gathering_of(stage), record_of(stage), "/my/papers/"]
    sign_in(page.context, stage.lin, live_server)
    assert faults_of(page, axe, pages) == {}


def test_files_are_sent_by_themselves_and_again_when_the_line_drops(
    page: Page, stage: Stage, live_server: LiveServer
) -> None:
    story.access_opened(stage)
    where = gathering_of(stage)
    sign_in(page.context, stage.lin, live_server)
    page.goto(where)
    tried: list[str] = []

    def drop_once(route: Route) -> None:
        tried.append(route.request.method)
        route.abort() if len(tried) == 1 else route.continue_()

    page.route(f"**{where}", lambda route: drop_once(route) if route.request.method == "POST" else route.continue_())
    photo = FilePayload(name="补拍.jpg", mimeType="image/jpeg", buffer=papers.picture(size=(1600, 1200)))
    page.get_by_label("文件，可以一次选多个").set_input_files([photo])
    expect(page.get_by_role("heading", name="页面（4 页）")).to_be_visible(timeout=30_000)
    assert tried == ["POST", "POST"]
    page.get_by_role("button", name="合并成一个PDF并保存").click()
    expect(page.get_by_text("已合并成一个PDF，共4页")).to_be_visible(timeout=30_000)
    assert Version.objects.get(document__title="近 12 个月应税收入材料").pages == 4


def test_a_photo_waits_on_the_page_while_the_line_is_down(page: Page, stage: Stage, live_server: LiveServer) -> None:
    """What a camera took lies nowhere else: it is sent when the line is back, not asked for again."""
    story.access_opened(stage)
    where = gathering_of(stage)
    sign_in(page.context, stage.lin, live_server)
    page.clock.install()
    page.goto(where)
    posts = f"**{where}"
    page.route(posts, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    photo = FilePayload(name="现拍.jpg", mimeType="image/jpeg", buffer=papers.picture(size=(1600, 1200)))
    page.get_by_label("用手机拍一页").set_input_files([photo])
    again = page.get_by_role("button", name="再传一次")
    for _ in range(8):
        if not again.is_visible():
            page.clock.run_for(21_000)
            page.wait_for_timeout(200)
    expect(again).to_be_visible()
    page.unroute(posts)
    again.click()
    expect(page.get_by_role("heading", name="页面（4 页）")).to_be_visible(timeout=30_000)
