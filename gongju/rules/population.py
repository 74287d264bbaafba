"""What came of a whole population: outcomes of everyone and of every criterion, as arrays, a frame, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .criterion import Criterion
from .outcome import OUTCOMES, UNMET

Codes: TypeAlias = NDArray[np.uint8]
OUTCOME_NAMES = pl.Enum([str(outcome) for outcome in OUTCOMES])


@dataclass(frozen=True, slots=True)
class Population:
    """Outcomes by position in OUTCOMES (0 unmet, 1 not known, 2 to be judged, 3 met), one a person.

    `criteria` is empty where reasons were not asked for.
    """

    outcome: Codes
    criteria: Mapping[str, Codes]
    rules: tuple[Criterion, ...]

    def frame(self) -> pl.DataFrame:
        """A column `outcome` and one for each criterion's code, as categories."""
        columns = {"outcome": self.outcome, **self.criteria}
        return pl.DataFrame({name: named(codes) for name, codes in columns.items()})

    def counts(self) -> dict[str, int]:
        """How many persons have each outcome."""
        found = np.bincount(self.outcome, minlength=len(OUTCOMES))
        return {str(outcome): int(count) for outcome, count in zip(OUTCOMES, found, strict=True)}

    def failing(self) -> dict[str, NDArray[np.bool_]]:
        """For each criterion the persons in whose way it stands; the pathways, which come last, where none is open."""
        ways = [one.code for one in self.rules if one.kind == "pathway"]
        needed = {one.code: self.criteria[one.code] == UNMET for one in self.rules if one.code not in ways}
        if not ways:
            return needed
        closed = np.logical_and.reduce([self.criteria[code] == UNMET for code in ways])
        return needed | dict.fromkeys(ways, closed)


def named(codes: Codes) -> pl.Series:
    """Outcomes as categories."""
    return pl.Series(codes).cat.to(OUTCOME_NAMES)
