"""Questions and answers come from files; a broken file is named."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from gongju.portals.public.help_entries import HelpFault, read_entry, read_help
from gongju.portals.public.help_search import index_of
from tests.portals.public.conftest import text_of

ENTRIES = read_help(settings.GONGJU.help_dir)


def found(asked: str) -> list[str]:
    return [one.topic for one in index_of(ENTRIES).find(asked)]


def test_every_common_entry_is_on_the_page(stranger: Client) -> None:
    html = text_of(stranger.get("/help/"))
    assert all((entry.question in html) is (entry.authority == "") for entry in ENTRIES)


def test_the_questions_of_a_district_that_has_none_are_not_found(stranger: Client) -> None:
    assert stranger.get("/help/?of=haidian").status_code == 404


def test_a_word_is_found_inside_a_sentence_and_in_the_question_first() -> None:
    # CC-331
    assert found("年检") == ["92-annual-inspection"]
    questions = {one.topic: one.question for one in ENTRIES}
    asked = ["续签" in questions[topic] for topic in found("续签")]
    assert asked == sorted(asked, reverse=True)
    assert "39-statement-validity" in found("诚信声明")[:2]


def test_every_word_counts_in_any_order_and_form() -> None:
    assert found("新单位 挂起") == found("挂起　新单位")
    assert "leaving" in found("挂起 新单位")
    assert found("ＰＤＦ")
    assert found("ＰＤＦ") == found("pdf")


def test_a_single_character_is_found_too() -> None:
    assert "82-expiry-list" in found("表")


def test_a_whole_question_finds_what_is_nearest() -> None:
    assert "45-average-income" in found("我的收入必须每个月都达标吗")[:3]
    assert "83-retired" in found("老员工退休返聘怎么处理")[:3]


def test_lost_passwords_and_paper_cards_lead_to_the_answer_about_them_first() -> None:
    # CC-332, CC-280: no passwords are kept here, and no paper is given out any more.
    assert found("用户名 密码 丢失")[0] == "06-sign-in-lost"
    assert found("纸质的证")[0] == "52-no-paper"


def test_nothing_is_found_for_signs_and_strange_words() -> None:
    assert found("火星") == []
    assert found('"*)(') == []
    assert found("") == []


def test_a_search_shows_what_was_found_and_where_it_stands(stranger: Client) -> None:
    html = text_of(stranger.get("/help/", {"q": "挂起 新单位"}))
    assert "换单位了" in html
    assert "/coverage/CP/#CP-144" in html
    assert "大专学历" not in html


def test_a_search_without_result_says_what_to_do(stranger: Client) -> None:
    assert "没有找到相关的回答" in text_of(stranger.get("/help/", {"q": "火星"}))


def test_each_question_of_chaoyang_has_its_answer_once() -> None:
    # CC-334
    numbers = [int(one.topic.partition("-")[0]) for one in ENTRIES if one.authority == "chaoyang"]
    assert numbers == list(range(1, 93))


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
