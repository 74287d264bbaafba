"""Two published rulebooks over a population, against the one-person reader on a sample of it in the same run.

.venv/bin/python -m benchmarks.simulation [--people 1000000]
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import polars as pl

from gongju.rules.edition import Edition
from gongju.rules.frames import one_by_one
from gongju.rules.made_up import made_up_people
from gongju.rules.reading import read_library, rulebooks_folder
from gongju.rules.simulation import Simulation

ON, BUSINESS, ROUNDS, SAMPLE, MISSING = date(2023, 9, 15), "first_issue", 5, 2000, 0.02
BY = ("org_kind", "registered_district")
PAIRS = (("changping/2021-08", "dongcheng/2021-05"), ("daxing/2021-05", "dongcheng/2021-05"))


def main() -> None:
    """Print, for each pair, people a second by columns and one by one, and the median ratio of interleaved rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    count = parser.parse_args().people
    print(f"{platform.machine()}, {os.cpu_count()} processors, {count:,} people, {MISSING:.0%} of facts missing")
    library = read_library(rulebooks_folder())
    for names in PAIRS:
        _race(library.edition(names[0]), library.edition(names[1]), count)


def _race(first: Edition, second: Edition, count: int) -> None:
    people = made_up_people([first, second], BUSINESS, count, seed=1, missing=MISSING, told=True)
    simulation = Simulation(first, second, BUSINESS, ON, BY)
    sample = people.head(SAMPLE)
    wanted = _alone(first, second, sample)
    columns, alone = [], []
    for _ in range(ROUNDS):
        columns.append(count / _seconds(lambda: simulation.add(people)))
        alone.append(SAMPLE / _seconds(lambda: _alone(first, second, sample)))
    assert Simulation(first, second, BUSINESS, ON).add(sample)["row"].to_list() == wanted
    ratios = [one / other for one, other in zip(columns, alone, strict=True)]
    print(f"{first.key} → {second.key}: {1 - simulation.square.trace() / simulation.square.sum():.0%} change")
    print(f"  columns {median(columns):12,.0f} people/s, with clauses and groups ({count / median(columns):.2f} s)")
    print(f"  alone   {median(alone):12,.0f} people/s, verdicts only")
    print(f"  ratio   {median(ratios):12,.1f} (lowest {min(ratios):.1f}, highest {max(ratios):.1f})")


def _alone(first: Edition, second: Edition, sample: pl.DataFrame) -> list[int]:
    """The rows of those who change, one person at a time."""
    one, other = (edition.rule_set(BUSINESS, ON) for edition in (first, second))
    before = [one.verdict(facts) for facts in one_by_one(sample, one.facts_used)]
    after = [other.verdict(facts) for facts in one_by_one(sample, other.facts_used)]
    return [row for row, (was, is_) in enumerate(zip(before, after, strict=True), 1) if was is not is_]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
