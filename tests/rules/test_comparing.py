"""Two editions side by side, told for whom; a new edition begun from the last one."""

from datetime import date
from pathlib import Path

import pytest

from gongju.rules.beginning import begin_edition
from gongju.rules.comparing import Change, Compared, compared, difference_lines
from gongju.rules.edition import Edition, Library
from gongju.rules.reading import read_library, read_library_texts

from .small import DISTRICT, TEXTS

LATER = DISTRICT.replace('edition = "2021"', 'edition = "2024"').replace("in_force = 2021-", "in_force = 2024-")


def both(*changes: tuple[str, str]) -> tuple[Edition, Edition]:
    later = LATER
    for old, new in changes:
        assert old in later, old
        later = later.replace(old, new, 1)
    library = read_library_texts({**TEXTS, "east/2024.toml": later})
    return library.edition("east/2021"), library.edition("east/2024")


def differing(*changes: tuple[str, str]) -> list[Compared]:
    return [one for one in compared(*both(*changes)) if one.change is not Change.SAME]


def test_two_equal_editions_differ_in_nothing() -> None:
    assert differing() == []
    assert list(difference_lines(*both()))[-1] == "没有不同。"


def test_a_changed_figure_of_a_rule_is_told_with_the_business_it_concerns() -> None:
    lines = list(difference_lines(*both(("work_experience >= 2 * 年", "work_experience >= 3 * 年"))))
    assert "  不同：两年工作经历（新办）" in lines
    assert "      要求：工作经历 不低于 2 年 → 工作经历 不低于 3 年" in lines


def test_a_paper_no_longer_asked_for_and_a_new_one_are_told_with_who_hands_them_in() -> None:
    lines = list(difference_lines(*both(('code = "degree"\ntitle = "学位证书"', 'code = "letter"\ntitle = "介绍信"'))))
    assert "  新增：介绍信（新办，由本人交）" in lines
    assert "  取消：学位证书（新办，由本人交）" in lines


def test_an_entry_that_only_got_another_code_is_the_same_entry() -> None:
    assert differing(('code = "degree"\ntitle', 'code = "diploma"\ntitle')) == []


def test_another_length_of_a_term_is_told_in_words() -> None:
    (one,) = differing(("length = 20", "length = 15"), ("20 个工作日办结", "15 个工作日办结"))
    assert [(point.label, point.before, point.after) for point in one.points if point.differs] == [
        ("多长", "进入审核之日之后 20 个工作日", "进入审核之日之后 15 个工作日"),
        ("怎样数", "20 个工作日办结。", "15 个工作日办结。"),
    ]


def test_another_reading_of_an_open_question_is_told() -> None:
    (one,) = differing(('recommended = "at_least"', 'recommended = "more"'))
    assert one.title == "满两年还是超过两年？"
    assert [(point.before, point.after) for point in one.points if point.differs] == [("满", "超过")]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def begun(shelf: Path, key: str, in_force: date) -> Library:
    begin_edition(shelf, read_library(shelf), key, in_force=in_force, checked_on=date(2026, 11, 21))
    return read_library(shelf)


def test_a_new_edition_says_what_the_last_one_says(shelf: Path) -> None:
    library = begun(shelf, "east/2027-01", date(2027, 1, 1))
    new = library.edition("east/2027-01")
    assert (new.in_force, new.checked_on) == (date(2027, 1, 1), date(2026, 11, 21))
    assert {one.change for one in compared(library.edition("east/2021"), new)} == {Change.SAME}


@pytest.mark.parametrize(
    ("key", "in_force", "said"),
    [
        ("east/January", date(2027, 1, 1), "写成 区/年-月"),
        ("eest/2027-01", date(2027, 1, 1), "是否要写 east？"),
        ("east/2021", date(2027, 1, 1), "已经有了"),
        ("east/2027-01", date(2021, 8, 1), "要晚于这一天"),
    ],
)
def test_what_cannot_be_begun_is_said(shelf: Path, key: str, in_force: date, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        begun(shelf, key, in_force)
