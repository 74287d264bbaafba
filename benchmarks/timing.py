"""Fair clocks: warm, interleaved rounds; rates as medians, comparisons as medians of the ratios within each round."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import TypeAlias

Work: TypeAlias = Callable[[int], object]
"""Does so many units of the work."""
ROUND = 0.03
"""Seconds that one engine's part of a round should take at least."""


@dataclass(frozen=True, slots=True)
class Race:
    """Seconds a unit of work, for each contestant in each round."""

    seconds: Mapping[str, list[float]]

    def rate(self, name: str) -> float:
        """Units a second: the median over rounds."""
        return 1 / median(self.seconds[name])

    def ratio(self, name: str, other: str) -> float:
        """How many times as fast as the other: the median of the rounds' ratios."""
        return median(self._ratios(name, other))

    def quartiles(self, name: str, other: str) -> tuple[float, float]:
        """The middle half of the rounds' ratios."""
        low, _, high = quantiles(self._ratios(name, other), n=4)
        return low, high

    def best_ratio(self, name: str, other: str) -> float:
        """The same between the quickest round of each: what is left when nothing else disturbs the machine."""
        return min(self.seconds[other]) / min(self.seconds[name])

    def _ratios(self, name: str, other: str) -> list[float]:
        return [theirs / ours for ours, theirs in zip(self.seconds[name], self.seconds[other], strict=True)]


def race(contestants: Mapping[str, Work], units: int, rounds: int) -> Race:
    """Run each contestant on `units` units, once in each round after a warm-up, in turn.

    A contestant gets the number of units and the work of that many is timed; slow ones are given fewer.
    """
    shares = {name: _share(work, units) for name, work in contestants.items()}
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, work in contestants.items():
                start = perf_counter()
                work(shares[name])
                seconds[name].append((perf_counter() - start) / shares[name])
    finally:
        gc.enable()
    return Race(seconds)


def passes(contestants: Mapping[str, tuple[int, Callable[[], object]]], rounds: int) -> Race:
    """The same for contestants that each have a fixed number of units to do in one go, after one go to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for lap in range(rounds + 1):
        for name, (units, work) in contestants.items():
            start = perf_counter()
            work()
            if lap:
                seconds[name].append((perf_counter() - start) / units)
    return Race(seconds)


def _share(work: Work, units: int) -> int:
    """Warm up, and find how many units fill a round."""
    share = 1
    while True:
        start = perf_counter()
        work(share)
        spent = perf_counter() - start
        if spent >= ROUND or share >= units:
            return share
        share = min(units, max(share * 2, int(share * ROUND / max(spent, 1e-9))))
