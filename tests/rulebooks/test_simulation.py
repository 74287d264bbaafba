"""Two published rulebooks over random people: the same changes, clauses and groups as one person at a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongju.rules.edition import Edition
from gongju.rules.frames import one_by_one
from gongju.rules.made_up import made_up_people
from gongju.rules.outcome import OUTCOMES, Outcome
from gongju.rules.scalar import whole_outcome
from gongju.rules.simulation import ADDED, AFTER, BECAUSE, BEFORE, ROW, Simulation
from tests.rulebooks.library import published

ON = date(2023, 9, 15)
PEOPLE = 120
PAIRS = [
    (one, other, business)
    for one, other in permutations(published().districts, 2)
    for business in sorted(set(one.businesses) & set(other.businesses))
]


@dataclass(frozen=True)
class Alone:
    """One person under one edition, read by the reader of one person."""

    outcome: int
    levels: dict[str, int]
    ways: set[str]


def alone(edition: Edition, business: str, frame: pl.DataFrame) -> Iterator[Alone]:
    rules = edition.rule_set(business, ON)
    ways = {one.code for one in rules.criteria if one.kind == "pathway"}
    for facts in one_by_one(frame, rules.facts_used):
        levels = rules.levels(facts)
        codes = [item.criterion.code for item in rules.prepared]
        yield Alone(whole_outcome(rules.prepared, levels), dict(zip(codes, levels, strict=True)), ways)


def clauses(before: Alone, after: Alone) -> set[tuple[bool, str]]:
    """By which criteria one person changes, of the second edition or not: the definition, read slowly."""
    second = after.outcome < before.outcome
    worse, better = (after, before) if second else (before, after)
    found = {(second, code) for code, level in worse.levels.items() if level == worse.outcome} - {
        (second, code) for code in worse.ways
    }
    if worse.ways and max(worse.levels[code] for code in worse.ways) == worse.outcome:
        if better.ways:
            found |= {(not second, code) for code in better.ways if better.levels[code] > worse.outcome}
        else:
            found |= {(second, code) for code in worse.ways}
    return found


def check(first: Edition, second: Edition, business: str, people: pl.DataFrame) -> None:
    simulation = Simulation(first, second, business, ON, by=("group",))
    parts = people.head(PEOPLE // 3), people.slice(PEOPLE // 3)
    changed = pl.concat([simulation.add(parts[0]), simulation.add(parts[1], first_row=PEOPLE // 3 + 1)])
    pairs = list(
        zip(alone(first, business, people), alone(second, business, people), people["group"].to_list(), strict=True)
    )
    wanted = [
        (row, str(OUTCOMES[one.outcome]), str(OUTCOMES[other.outcome]))
        for row, (one, other, _) in enumerate(pairs, 1)
        if one.outcome != other.outcome
    ]
    assert changed.select(ROW, BEFORE, AFTER).rows() == wanted
    assert changed.drop(ADDED).equals(people[[row - 1 for row, *_ in wanted]])
    assert simulation.everyone.people == people.height
    by_clause: Counter[tuple[Outcome, Outcome, bool, str]] = Counter()
    by_it_alone: Counter[tuple[Outcome, Outcome, bool, str]] = Counter()
    for one, other, _ in pairs:
        if one.outcome != other.outcome:
            found = clauses(one, other)
            assert found
            keys = [(OUTCOMES[one.outcome], OUTCOMES[other.outcome], *clause) for clause in found]
            by_clause.update(keys)
            by_it_alone.update(keys if len(keys) == 1 else ())
    told = [(moved, clause, weight) for moved in simulation.moves() for clause, weight in moved.because]
    assert by_clause == {(m.before, m.after, c.second, c.code): w.people for m, c, w in told}
    assert by_it_alone == {(m.before, m.after, c.second, c.code): w.alone for m, c, w in told if w.alone}
    assert {(m.before, m.after): m.people for m in simulation.moves()} == Counter(
        (Outcome(one), Outcome(other)) for _, one, other in wanted
    )
    ((name, groups),) = simulation.groups()
    assert name == "group"
    squares: dict[str | None, Counter[tuple[int, int]]] = {}
    for one, other, value in pairs:
        squares.setdefault(value, Counter())[one.outcome, other.outcome] += 1
    assert {group.value: group.people for group in groups} == {key: c.total() for key, c in squares.items()}
    for group in groups:
        assert {(int(i), int(j)): int(group.square[i, j]) for i, j in np.argwhere(group.square)} == squares[group.value]


def with_groups(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    chosen = np.random.default_rng(seed).choice(["甲", "乙", ""], people.height)
    return people.with_columns(pl.Series("group", [value or None for value in chosen], pl.String))


@pytest.mark.parametrize(
    ("first", "second", "business"),
    [pair for pair in PAIRS if pair[0].key < pair[1].key],
    ids=lambda value: value if isinstance(value, str) else value.key,
)
def test_every_pair_of_published_rulebooks_changes_people_as_one_by_one(
    first: Edition, second: Edition, business: str
) -> None:
    people = made_up_people([first, second], business, PEOPLE, seed=3, missing=0.05, told=True)
    check(first, second, business, with_groups(people, 3))


@settings(max_examples=25, deadline=None)
@given(
    pair=st.sampled_from(PAIRS),
    seed=st.integers(0, 2**32),
    missing=st.sampled_from([0.0, 0.1, 0.5]),
    told=st.booleans(),
)
def test_random_people_with_facts_missing_change_as_one_by_one(
    pair: tuple[Edition, Edition, str], seed: int, missing: float, told: bool
) -> None:
    first, second, business = pair
    people = made_up_people([first, second], business, PEOPLE, seed=seed, missing=missing, told=told)
    check(first, second, business, with_groups(people, seed))


def test_the_same_rulebook_changes_nobody() -> None:
    edition = published().districts[0]
    people = made_up_people([edition], "first_issue", PEOPLE, seed=5, missing=0.1)
    simulation = Simulation(edition, edition, "first_issue", ON)
    changed = simulation.add(people)
    assert (changed.height, changed.columns) == (0, [*ADDED, *people.columns])
    assert list(simulation.moves()) == []
    assert simulation.everyone.people == PEOPLE


def test_what_changes_is_told_in_words_with_its_clause() -> None:
    library = published()
    first, second = library.edition("changping/2021-08"), library.edition("dongcheng/2021-05")
    people = made_up_people([first, second], "first_issue", 2000, seed=5, told=True)
    changed = Simulation(first, second, "first_issue", ON).add(people)
    lost = changed.filter((pl.col(BEFORE) == "met") & (pl.col(AFTER) == "unmet"))
    assert lost.height
    assert lost[BECAUSE].str.contains("（二").all()
