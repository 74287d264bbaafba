"""The rules core against other engines and against code written by hand, on one rulebook and one population.

    make bench                                  all of it
    make bench QUICK=1                          fewer rounds: about a minute
    .venv-bench/bin/python -m benchmarks.rules [--quick]

README.md beside this file says what each column means.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Sequence
from statistics import median

from . import engines, every_rulebook, honesty, one_person, whole_population
from .apart import COLD, asked
from .ours import NAME as OURS
from .timing import Race

POLARS, NUMPY, HAND = "Polars, by hand", "NumPy, by hand", "Python, by hand"
OPENFISCA, POLICYENGINE = "OpenFisca-core", "PolicyEngine-core"
ZEN, CEL = "zen, decision graph", "CEL (Rust)"
PEOPLE = 1_000_000
STARTS = 3


def main() -> None:
    """Print every table, then what was to be reached and what was."""
    quick = _arguments().quick
    rounds, incomplete, advised = (9, 500, 300) if quick else (25, 2000, 2000)
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, {rounds} rounds\n")
    single = one_person.Contest(engines.for_one()).races(rounds)
    for title, race in single.items():
        _print_race(f"One person: {title}", race, HAND if HAND in race.seconds else OURS)
    many = whole_population.Contest(engines.for_columns(), PEOPLE).races(rounds)
    for title, race in many.items():
        _print_race(f"{PEOPLE:,} people: {title}", race, POLARS, people=PEOPLE)
    tallies = honesty.tallies(engines.for_one(), incomplete)
    _print_tallies(tallies, incomplete)
    plans = honesty.plans(advised)
    _print_plans(plans)
    _print_apart()
    every_rulebook.show(every_rulebook.races(rounds=rounds // 3))
    print()
    _print_reached(_speeds(single, many), _faults(tallies[0], plans))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: about a minute")
    return parser.parse_args()


def _print_race(title: str, race: Race, against: str, people: int = 1) -> None:
    """One race; `people` is how many a unit of it judges."""
    each = "µs each" if people == 1 else "ms in all"
    print(f"{title}\n{'':28}{'people/s':>14}{each:>12}   times {against} (middle half); at best")
    for name in sorted(race.seconds, key=race.rate, reverse=True):
        rate = race.rate(name)
        spent = (1e6 if people == 1 else 1e3) / rate
        low, high = race.quartiles(name, against)
        ratio = f"{race.ratio(name, against):.3g} ({low:.3g} to {high:.3g})"
        print(f"{name:28}{rate * people:14,.0f}{spent:12,.1f}   {ratio:30}{race.best_ratio(name, against):.3g}")
    print()


def _print_tallies(tallies: Sequence[honesty.Tally], count: int) -> None:
    print(f"{count} people with {honesty.LOST:.0%} of facts missing")
    print(f"{'':28}{'right':>8}{'needless':>10}{'unknown':>9}{'guessed':>9}{'false':>7}")
    for one in tallies:
        print(f"{one.name:28}{one.right:8}{one.needless:10}{one.unknown:9}{one.guessed:9}{one.false:7}")
    print()


def _print_plans(plans: honesty.Plans) -> None:
    print(f"Advice: {plans.refused} refused, {plans.advised} of them given plans;", end=" ")
    print(f"{plans.ways} ways tried, {plans.failing} did not flip the verdict\n")


def _print_apart() -> None:
    print(f"{'In a process of its own':28}{'import to first answer, ms':>28}{'extra memory, MB':>18}")
    judges_columns = [peer.name for peer in engines.for_columns()]
    for name in dict.fromkeys((*COLD, *judges_columns)):
        starts = [asked("cold", name) for _ in range(STARTS)] if name in COLD else []
        extra = asked("memory", name, str(PEOPLE)) if name in judges_columns else None
        print(f"{name:28}{_middle(starts):>28}{'' if extra is None else f'{extra:.0f}':>18}")
    print()


def _middle(found: Sequence[float | None]) -> str:
    known = [one for one in found if one is not None]
    return f"{median(known):.0f}" if known else ""


def _speeds(single: dict[str, Race], many: dict[str, Race]) -> list[tuple[str, float, float]]:
    """What, how many times as fast we are, and how many times was wanted."""
    one, failing, whole = single["verdict"], single["failing criteria"], single["whole reckoning"]
    columns, reasons, missing = many["verdict"], many["with reasons"], many["facts missing"]
    return [
        ("verdict of one person, times hand-written Python", one.ratio(OURS, HAND), 0.85),
        ("failing criteria, times hand-written Python", failing.ratio(OURS, HAND), 0.7),
        ("failing criteria, times CEL", failing.ratio(OURS, CEL), 11),
        ("whole cited reckoning, times OpenFisca's trace", whole.ratio(OURS, OPENFISCA), 150),
        ("whole cited reckoning, times zen's trace", whole.ratio(OURS, ZEN), 20),
        ("verdict on columns, times PolicyEngine-core", columns.ratio(OURS, POLICYENGINE), 2),
        ("verdict on columns, times hand-written Polars", columns.ratio(OURS, POLARS), 0.85),
        ("with reasons, times hand-written Polars", reasons.ratio(OURS, POLARS), 1.6),
        ("facts missing, times hand-written Polars (unsound)", missing.ratio(OURS, POLARS), 0.8),
    ]


def _faults(ours: honesty.Tally, plans: honesty.Plans) -> list[tuple[str, int]]:
    return [
        ("false firm answers", ours.false),
        ("guesses", ours.guessed),
        ("needless refusals to answer", ours.needless),
        ("plans that do not flip the verdict", plans.failing),
    ]


def _print_reached(speeds: Sequence[tuple[str, float, float]], faults: Sequence[tuple[str, int]]) -> None:
    print("Reached")
    for what, found, wanted in speeds:
        print(f"  {_mark(found >= wanted)}  {what}: {found:.3g} (wanted {wanted})")
    for what, number in faults:
        print(f"  {_mark(not number)}  {what}: {number} (wanted 0)")


def _mark(reached: bool) -> str:
    return "yes" if reached else "NO "


if __name__ == "__main__":
    main()
