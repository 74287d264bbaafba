"""The readers of one tree agree: generated Python, the three-valued reading, and columns."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gongju.rules.columns import ColumnRules
from gongju.rules.outcome import OUTCOMES
from gongju.rules.ruleset import RuleSet
from gongju.rules.scalar import failing, outcome_of, whole_outcome

from .random_rules import rules
from .town import PERMIT, frame, person, rule_set

PEOPLE, FAILING = 100_000, 1000
SEEDS, DEPTHS, COUNTS = st.integers(0, 2**32), st.integers(0, 3), st.integers(1, 5)
QUICK = settings(max_examples=100, deadline=None)


def check_columns(found: RuleSet, people: list[dict[str, Any]]) -> None:
    """Every person has the same outcomes by columns as alone."""
    by_columns = ColumnRules(found)
    columns, table = by_columns.run(frame(people), reasons=True), [item.criterion.rule for item in found.prepared]
    assert (by_columns.run(frame(people)).outcome == columns.outcome).all()
    for code, fails in columns.failing().items():
        alone_failing = [code in found.failing(facts) for facts in people[:FAILING]]
        assert fails[:FAILING].tolist() == alone_failing, (code, table)
    together = [columns.outcome.tolist(), *(codes.tolist() for codes in columns.criteria.values())]
    for facts, outcome, *outcomes in zip(people, *together, strict=True):
        alone = found.levels(facts)
        assert outcomes == alone, (facts, table)
        assert outcome == whole_outcome(found.prepared, alone)


def test_columns_agree_with_one_person_on_100_000_people_with_a_tenth_missing() -> None:
    chance = random.Random(20210801)
    check_columns(rule_set(*PERMIT), [person(chance, missing=0.1) for _ in range(PEOPLE)])


@QUICK
@given(seed=SEEDS, depth=DEPTHS, count=COUNTS)
def test_columns_agree_with_one_person_on_random_rules(seed: int, depth: int, count: int) -> None:
    chance = random.Random(seed)
    check_columns(rules(seed, depth, count), [person(chance, chance.choice((0, 0.1, 0.5))) for _ in range(40)])


@QUICK
@given(seed=SEEDS, depth=DEPTHS, count=COUNTS)
def test_generated_python_agrees_with_the_three_valued_reading(seed: int, depth: int, count: int) -> None:
    chance, found = random.Random(seed), rules(seed, depth, count)
    for _ in range(20):
        facts = person(chance, chance.choice((0, 0.1, 0.5)))
        outcomes = [outcome_of(item, facts) for item in found.prepared]
        assert found.levels(facts) == outcomes
        assert found.verdict(facts) is OUTCOMES[whole_outcome(found.prepared, outcomes)]
        assert found.failing(facts) == failing(found.prepared, outcomes)
