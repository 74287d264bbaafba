"""The conventions of `line_rules`: each can fail, and every committed file keeps them."""

import pytest

from tests.house.files import committed, place
from tests.house.line_rules import LINE_RULES, LineRule


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
def test_a_rule_tells_good_lines_from_bad_ones(rule: LineRule) -> None:
    assert [line for line in rule.good_lines if rule.breaks.search(line)] == []
    assert [line for line in rule.bad_lines if not rule.breaks.search(line)] == []


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
def test_every_committed_file_keeps_the_rule(rule: LineRule) -> None:
    broken = [
        f"{place(file)}:{number}: {line.strip()[:100]}"
        for file in committed()
        if rule.holds_in(place(file))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if rule.breaks.search(line)
    ]
    assert broken == [], f"{rule.instead}\n" + "\n".join(broken)
