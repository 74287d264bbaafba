"""Every business of every published rulebook: one person and a population, against a reference of the same run.

    .venv-bench/bin/python -m benchmarks.every_rulebook [--people 100000] [--rounds 9]

Nobody has written these rules by hand, so the reference for one person is the fixture's hand-written verdict, and for
columns our own reader of one person: each reaching what the fixture reaches shows that the fixture is no special case.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import polars as pl

from gongju.rules.columns import ColumnRules
from gongju.rules.edition import Edition
from gongju.rules.facts import Facts
from gongju.rules.frames import one_by_one
from gongju.rules.made_up import example_people, made_up_people
from gongju.rules.outcome import OUTCOMES
from gongju.rules.reading import read_library, rulebooks_folder
from gongju.rules.ruleset import RuleSet

from .figures import held
from .peers import CODES
from .peers.by_hand import decide
from .population import people, population
from .timing import Race, passes

PEOPLE, ROUNDS, ALONE, MISSING = 100_000, 9, 1000, 0.02
PUBLISHED = date(2023, 9, 15)
HAND = "the fixture by hand"
VERDICT, FAILING, WHOLE = "verdict", "failing criteria", "whole reckoning"
COLUMNS, REASONS, ONE_BY_ONE = "columns", "columns with reasons", "one by one"


@dataclass(frozen=True, slots=True)
class Raced:
    """One business of one edition: its criteria, and how fast each reading of it is."""

    edition: str
    business: str
    criteria: int
    single: Race
    many: Race

    def of_hand(self, name: str) -> float:
        """How many criteria a second, as a multiple of the hand-written verdict's on the fixture."""
        return self.single.ratio(name, HAND) * self.criteria / len(CODES)

    def of_one_by_one(self, name: str) -> float:
        """How many people a second, as a multiple of our reader of one person."""
        return self.many.ratio(name, ONE_BY_ONE)


def races(count: int = PEOPLE, rounds: int = ROUNDS) -> Iterator[Raced]:
    """Every edition and business that has rules and an example, checked to agree before it is timed."""
    for edition in read_library(rulebooks_folder()).editions:
        for business in edition.businesses:
            if edition.rule_set(business, edition.in_force).prepared and example_people([edition], business):
                yield _raced(edition, business, count, rounds)


def _raced(edition: Edition, business: str, count: int, rounds: int) -> Raced:
    rules = edition.rule_set(business, _day(edition))
    frame = made_up_people([edition], business, count, seed=1, missing=MISSING)
    alone = one_by_one(frame.head(ALONE), rules.facts_used)
    columns = ColumnRules(rules)
    found = [OUTCOMES[code] for code in columns.run(frame.head(ALONE)).outcome.tolist()]
    assert found == [rules.verdict(facts) for facts in alone], f"{edition.key} {business}"
    return Raced(
        edition=edition.key,
        business=business,
        criteria=len(rules.prepared),
        single=_single(rules, _whole(rules, alone), rounds),
        many=_many(rules, columns, frame, alone, rounds),
    )


def _day(edition: Edition) -> date:
    """A day on which the edition counts, and on which figures of several years are published."""
    return max(edition.in_force, PUBLISHED) if edition.until is None else edition.in_force


def _whole(rules: RuleSet, some: Sequence[Facts]) -> list[Facts]:
    """The same people with what is not known of one taken from another, as the hand-written verdict asks all."""
    told = {name: value for facts in some for name, value in facts.items()}
    every = {spec.name: told[spec.name] for spec in rules.facts_used if spec.name in told}
    return [{**every, **facts} for facts in some]


def _single(rules: RuleSet, alone: Sequence[Facts], rounds: int) -> Race:
    fixture = [held(person) for person in people(population(ALONE), ALONE)]
    works = {
        HAND: _over(decide, fixture),
        VERDICT: _over(rules.verdict, alone),
        FAILING: _over(rules.failing, alone),
        WHOLE: _over(rules.explain, alone),
    }
    return passes({name: (len(alone), work) for name, work in works.items()}, rounds)


def _many(rules: RuleSet, columns: ColumnRules, frame: pl.DataFrame, alone: Sequence[Facts], rounds: int) -> Race:
    works: dict[str, tuple[int, Callable[[], object]]] = {
        ONE_BY_ONE: (len(alone), _over(rules.verdict, alone)),
        COLUMNS: (len(frame), lambda: columns.run(frame)),
        REASONS: (len(frame), lambda: columns.run(frame, reasons=True)),
    }
    return passes(works, rounds)


def _over(function: Callable[[Any], object], given: Sequence[Any]) -> Callable[[], object]:
    return lambda: [function(one) for one in given]


def main() -> None:
    """Print a line for each business, and the middle and the slowest of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    show(races(asked.people, asked.rounds))


def show(raced: Iterable[Raced]) -> None:
    """Print the table as it is reached."""
    print("Every published rulebook: criteria a second, times the fixture by hand; people a second, times one by one")
    print(f"{'':52}{'criteria':>9}{'verdict':>9}{'failing':>9}{'whole':>9}{'columns':>9}{'reasons':>9}")
    lines = [_line(one) for one in raced]
    for title, pick in (("the middle", median), ("the slowest", min)):
        print(f"{title:52}{'':9}" + "".join(f"{pick(column):9.3g}" for column in zip(*lines, strict=True)))


def _line(one: Raced) -> tuple[float, ...]:
    figures = (
        *(one.of_hand(name) for name in (VERDICT, FAILING, WHOLE)),
        *(one.of_one_by_one(name) for name in (COLUMNS, REASONS)),
    )
    print(f"{one.edition:22}{one.business:30}{one.criteria:9}" + "".join(f"{figure:9.3g}" for figure in figures))
    return figures


if __name__ == "__main__":
    main()
