"""What is still worth asking: nothing that cannot change the verdict, and nothing that can is left out."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gongju.rules.outcome import Outcome
from gongju.rules.questions import idle_facts, next_question, remaining_questions
from gongju.rules.verdict import assess

from .random_rules import rules
from .town import ON, PERMIT, Town, criterion, person


def remaining(town: Town, facts: dict[str, Any]) -> list[str]:
    return [spec.name for spec in remaining_questions(town, "permit", ON, facts)]


def test_what_decides_most_is_asked_first() -> None:
    town = Town(
        criterion("A", "housed and key_unit"), criterion("B", "dispatched", "exclusion"), criterion("C", "housed")
    )
    assert remaining(town, {}) == ["housed", "dispatched", "key_unit"]


def test_nothing_is_asked_after_a_refusal() -> None:
    assert remaining(Town(*PERMIT), {"dispatched": True}) == []
    assert next_question(Town(*PERMIT), "permit", ON, {"dispatched": True}) is None


def test_other_pathways_are_not_asked_once_one_is_open() -> None:
    assert "patents" in remaining(Town(*PERMIT), {})
    assert "patents" not in remaining(Town(*PERMIT), {"degree": "硕士"})
    assert "patents" in [spec.name for spec in idle_facts(Town(*PERMIT), "permit", ON, {"degree": "硕士"})]


def test_the_rest_of_a_rule_is_not_asked_once_it_is_decided() -> None:
    town = Town(criterion("A", "housed or key_unit and dispatched"))
    assert remaining(town, {"key_unit": False}) == ["housed"]


def test_a_branch_that_does_not_count_is_not_asked() -> None:
    town = Town(criterion("A", "tax_1 >= 1 * 元 if housed else tax_2 >= 1 * 元"))
    assert remaining(town, {"housed": True}) == ["tax_1"]


def test_a_pathway_that_only_an_officer_can_open_is_not_asked_when_one_such_is_open() -> None:
    town = Town(criterion("A", "housed", "pathway", judge=True), criterion("B", "key_unit", "pathway", judge=True))
    assert remaining(town, {"housed": True}) == []


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32), depth=st.integers(0, 2), count=st.integers(1, 4))
def test_asking_in_that_order_ends_in_the_verdict_of_all_the_facts(seed: int, depth: int, count: int) -> None:
    """However few questions were put, the unasked ones would not have changed the outcome."""
    town = Town(*rules(seed, depth, count).criteria)
    everything = person(random.Random(seed))
    told: dict[str, Any] = {}
    while (spec := next_question(town, "permit", ON, told)) is not None:
        told[spec.name] = everything[spec.name]
    verdict, final = assess(town, "permit", ON, told).outcome, assess(town, "permit", ON, everything).outcome
    assert verdict is final or Outcome.NOT_KNOWN in (verdict, final)  # a key, once told, may have no row
    unasked = {name: value for name, value in everything.items() if name not in told}
    if verdict is Outcome.NOT_KNOWN:  # only a figure that is not published, or a row that is not there, is open
        assert assess(town, "permit", ON, {**told, **unasked}).outcome is not Outcome.MET
