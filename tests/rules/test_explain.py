"""The reckoning: it ends in the verdict, cites the clause, and shows each value that counted."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongju.rules.explain import Part, explained, part_text

from .random_rules import rules
from .test_advice import FITTING
from .town import PERMIT, criterion, person, rule_set


def lines(part: Part, depth: int = 0) -> list[str]:
    what, _, parts = part
    own = f"{'  ' * depth}{what.words} = {part_text(part)}"
    return [own, *(line for below in parts for line in lines(below, depth + 1))]


def test_a_rule_is_shown_node_by_node_in_words() -> None:
    found = rule_set(criterion("C3", "income >= wage * times", clause="二(二)")).explain(FITTING)
    cited = found.criteria[0]
    assert (cited.criterion.clause, cited.outcome) == ("二(二)", "met")
    assert lines(cited.parts[0]) == [
        "月收入 不低于 2020 年社平工资 × 倍数 = 是",
        "  月收入 = 20,000 元",
        "  2020 年社平工资 × 倍数 = 14,110.5 元",
        "    2020 年社平工资 = 9,407 元",
        "    倍数 = 1.5",
        "      单位类型 是其中之一：事业单位、高新 或 重点单位时 1.2，否则 1.5 = 1.5",
        "        单位类型 是其中之一：事业单位、高新 或 重点单位 = 否",
        "          单位类型 是其中之一：事业单位、高新 = 否",
        "            单位类型 = 其他",
        "          重点单位 = 否",
        "        1.2 = 1.2",
        "        1.5 = 1.5",
    ]


def test_what_is_not_known_has_no_value() -> None:
    facts = {name: value for name, value in FITTING.items() if name != "income"}
    part = rule_set(criterion("C3", "income >= wage")).explain(facts).criteria[0].parts[0]
    _, value, below = part
    assert (value, part_text(part), *map(part_text, below)) == (None, "", "", "9,407 元")


def test_the_reckoning_ends_in_the_verdict() -> None:
    chance = random.Random(3)
    found = rule_set(*PERMIT)
    for _ in range(300):
        facts = person(chance, chance.choice((0, 0.1)))
        assert found.explain(facts).outcome is found.verdict(facts)
        assert [cited.outcome for cited in found.explain(facts).criteria] == list(found.outcomes(facts))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), depth=st.integers(0, 2), count=st.integers(1, 3))
def test_the_generated_reckoning_is_the_three_valued_one(seed: int, depth: int, count: int) -> None:
    found, chance = rules(seed, depth, count), random.Random(seed)
    for _ in range(5):
        facts = person(chance, chance.choice((0, 0.2)))
        assert found.explain(facts) == explained(found.prepared, facts)
