"""A fault names the line of its key, or of the block the key belongs in."""

import pytest

from gongju.rules.lines import line_of

from .small import DISTRICT, faults_of, spoilt

LINES = DISTRICT.splitlines()


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("edition.in_force", "in_force = 2021-08-01"),
        ("criteria[1]（experience）.rule", 'rule = "work_experience >= 2 * 年"'),
        ("criteria（experience）.unmet", 'unmet = "您的工作经历是 {work_experience}。"'),
        ("criteria（experience）.met", "[[criteria]]"),
        ("parameters.wage_15.values[1].rule", "values = [{ from"),
        ("terms[1]（handling）.length", "length = 20"),
    ],
)
def test_a_key_is_found_in_its_block(key: str, line: str) -> None:
    assert LINES[line_of(DISTRICT, key) - 1].startswith(line)


def test_a_key_of_nowhere_has_no_line() -> None:
    assert line_of("", "criteria[3].rule") == 0
    assert line_of(DISTRICT, "") == 0


def test_the_faults_of_a_rulebook_say_their_line() -> None:
    texts = spoilt("work_experience >= 2 * 年", "work_experiense >= 2 * 年")
    (fault,) = faults_of(texts)
    assert "work_experiense" in texts["east/2021.toml"].splitlines()[fault.line - 1]
    assert str(fault).startswith(f"east/2021.toml:{fault.line}: criteria（experience）")
