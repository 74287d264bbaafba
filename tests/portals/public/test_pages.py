"""Every public page: open to all, few queries, sound HTML, nothing inline."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongju.casework.books import load_books
from tests.permits.holding import NOW
from tests.portals.public.conftest import text_of

DISTRICT = "/changping/first_issue/"
PAGES = {
    "/": 1,
    "/guide/changping/": 5,
    f"/guide{DISTRICT}": 5,
    "/guide/changping/renewal/": 5,
    "/guide/changping/employer_access/": 5,
    "/guide/daxing/": 5,
    "/guide/daxing/first_issue/": 5,
    "/guide/daxing/quota_request/": 5,
    f"/check{DISTRICT}": 1,
    f"/materials{DISTRICT}": 1,
    "/guide/dongcheng/": 5,
    "/guide/dongcheng/first_issue/": 5,
    "/guide/dongcheng/quota_request/": 5,
    "/verify/": 0,
    "/trust/": 3,
    "/offices/": 2,
    "/help/": 2,
    "/compare/": 1,
    "/statements/": 0,
    "/coverage/": 0,
    "/coverage/CP/": 2,  # the editions, for their pages
    "/parts/": 0,
}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "rect", "line", "path"}


class Sound(HTMLParser):
    """Finds tags that are not closed in order, ids that stand twice, and labels and links to ids that are not there."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if told.get("id"):
            self.ids.append(str(told["id"]))
        target = told.get("for") or (told.get("aria-labelledby")) or _within(told.get("href"))
        if target:
            self.pointed.append(target)
        if "style" in told or any(name.startswith("on") for name in told):
            self.faults.append(f"<{tag}> is inline")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-3:]} at {self.getpos()}")
        elif self.open:
            self.open.pop()


def _within(href: str | None) -> str:
    return href[1:] if href and href.startswith("#") else ""


def faults_of(html: str) -> list[str]:
    found = Sound()
    found.feed(html)
    twice = [one for one in set(found.ids) if found.ids.count(one) > 1]
    lost = [one for one in found.pointed if one not in found.ids]
    return [*found.faults, *(f"id {one} stands twice" for one in twice), *(f"no id {one}" for one in lost)]


@pytest.mark.parametrize(("address", "limit"), PAGES.items())
def test_a_page_asks_the_database_little(
    stranger: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str, limit: int
) -> None:
    stranger.get(address)  # rulebooks are read once and kept
    with django_assert_max_num_queries(limit):
        answer = stranger.get(address)
    assert answer.status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound_html(stranger: Client, address: str) -> None:
    html = text_of(stranger.get(address))
    assert faults_of(html) == []
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_gets_no_cookie(stranger: Client, address: str) -> None:
    stranger.get(address)
    assert "sessionid" not in stranger.cookies


@pytest.mark.parametrize(
    "address", ["/guide/nowhere/", "/guide/changping/nothing/", "/check/changping/nothing/", "/materials/nowhere/x/"]
)
def test_a_district_or_business_that_is_not_there_is_not_found(stranger: Client, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 404
    assert "没有找到" in text_of(answer)


def test_with_one_district_its_pages_come_at_once(client: Client, db: None, tmp_path: Path) -> None:
    books = shutil.copytree(settings.GONGJU.rulebooks_dir, tmp_path / "rulebooks")
    for folder in books.iterdir():
        if folder.is_dir() and folder.name not in ("national", "beijing", "changping"):
            shutil.rmtree(folder)
    load_books(now=NOW, rulebooks=books, procedures=settings.GONGJU.procedures_dir)
    assert client.get("/guide/").headers["Location"] == "/guide/changping/"
    assert client.get("/check/").headers["Location"] == "/check/changping/first_issue/"
    assert client.get("/materials/").headers["Location"] == "/materials/changping/first_issue/"


@pytest.mark.parametrize("address", ["/guide/", "/check/", "/materials/"])
def test_with_several_districts_one_is_chosen(stranger: Client, address: str) -> None:
    shown = text_of(stranger.get(address))
    for authority, name in (("changping", "昌平区"), ("daxing", "大兴区"), ("dongcheng", "东城区")):
        assert re.search(rf'href="{address}{authority}/(first_issue/)?">{name}</a>', shown)


def test_without_any_district_the_start_page_says_so(client: Client, db: None) -> None:
    assert "还没有录入任何区的指南" in text_of(client.get("/"))
