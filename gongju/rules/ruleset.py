"""A rule set: the criteria of one business with the constants of one day, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .criterion import Criterion
from .facts import FactTable
from .tree import Constant, Named


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """Built by hand or by an edition; needs no file."""

    criteria: tuple[Criterion, ...]
    facts: FactTable
    constants: Mapping[str, Constant]
    readings: Mapping[str, str]
    values: Mapping[str, Named]
    on: date
