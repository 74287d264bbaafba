"""Questions and answers come from files; a broken file is named."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from gongju.portals.public.help_entries import HelpFault, read_entry, read_help
from tests.portals.public.conftest import text_of


def test_every_entry_is_on_the_page(stranger: Client) -> None:
    html = text_of(stranger.get("/help/"))
    for entry in read_help(settings.GONGJU.help_dir):
        assert entry.question in html


def test_a_search_finds_what_holds_all_its_words(stranger: Client) -> None:
    html = text_of(stranger.get("/help/", {"q": "挂起 新单位"}))
    assert "换单位了" in html
    assert "大专学历" not in html


def test_a_search_without_result_says_what_to_do(stranger: Client) -> None:
    assert "没有找到相关的回答" in text_of(stranger.get("/help/", {"q": "火星"}))


def test_links_lead_within_this_site(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        '+++\nquestion = "问"\npart = "一"\norder = 1\n+++\n见[指南](/guide/)和[别处](https://x.test/)。\n', "utf-8"
    )
    pieces = read_entry(file).blocks[0].lines[0]
    assert [piece.href for piece in pieces if piece.href] == ["/guide/"]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.md"
    file.write_text("没有头\n", "utf-8")
    with pytest.raises(HelpFault, match=r"broken\.md.*question"):
        read_entry(file)
