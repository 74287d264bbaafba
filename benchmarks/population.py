"""Made-up people from a fixed seed, a few percent of them right at a limit: as columns and as dictionaries.

Amounts are drawn in yuan with two decimals.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .figures import DTYPES, LOW, MONEY, ORG, SEX, WAGE, Person

SEED = 20210801
Columns: TypeAlias = Mapping[str, NDArray[Any]]


class _Draw:
    """The draws, in a fixed order."""

    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self.chance = np.random.default_rng(seed)

    def truth(self, share: float) -> NDArray[Any]:
        return self.chance.random(self.count) < share

    def edge(self, values: NDArray[Any], limit: Any, share: float = 0.01) -> NDArray[Any]:
        """The values with a few put right at the limit."""
        at = self.chance.random(self.count) < share
        values[at] = np.broadcast_to(limit, values.shape)[at]
        return values

    def yuan(self, mean: float) -> NDArray[Any]:
        return np.round(self.chance.exponential(mean, self.count), 0)


def population(count: int, seed: int = SEED) -> Columns:
    """Columns in yuan, 136 bytes a person."""
    draw = _Draw(count, seed)
    found = _employment(draw)
    _person(draw, found)
    _merits(draw, found)
    return {name: np.ascontiguousarray(found[name].astype(dtype)) for name, dtype in DTYPES.items()}


def _employment(draw: _Draw) -> dict[str, NDArray[Any]]:
    chance, count = draw.chance, draw.count
    found: dict[str, NDArray[Any]] = {}
    found["apply_year"] = chance.choice([2018, 2019, 2020, 2021], count, p=[0.1, 0.1, 0.2, 0.6])
    shares = [0.03, 0.04, 0.25, 0.03, 0.03, 0.02, 0.02, 0.05, 0.08, 0.1, 0.35]
    found["org_kind"] = chance.choice(len(ORG), count, p=shares)
    found["key_enterprise"] = draw.truth(0.15)
    found["work_years"] = draw.edge(np.round(chance.gamma(3.0, 3.0, count), 1), 2.0)
    found["months_employed"] = draw.edge(chance.integers(6, 160, count), 12)
    for name, share in (("tax_continuous", 0.96), ("social_continuous", 0.96), ("lawful_housing", 0.95)):
        found[name] = draw.truth(share)
    return found


def _person(draw: _Draw, found: dict[str, NDArray[Any]]) -> None:
    chance, count = draw.chance, draw.count
    found["sex"] = chance.integers(0, 2, count)
    ages = draw.edge(chance.integers(22, 62, count), 55, 0.02)
    found["age"] = draw.edge(ages, 60, 0.02)
    row = np.array(list(WAGE.values()), dtype="f8")[found["apply_year"] - min(WAGE)]
    low = np.isin(found["org_kind"], [ORG.index(kind) for kind in LOW]) | found["key_enterprise"]
    income = np.round(chance.lognormal(np.log(19000), 0.55, count), 2)
    found["monthly_income"] = draw.edge(income, np.where(low, row[:, 0], row[:, 1]))
    found["dispatched"] = draw.truth(0.04)
    unit = chance.integers(1, 20000, count)
    found["contract_unit"] = unit
    for name in ("tax_unit", "social_unit"):
        apart = draw.truth(0.03)
        found[name] = np.where(apart, chance.integers(1, 20000, count), unit)
    found["beijing_hukou"] = draw.truth(0.05)
    found["degree"] = chance.choice(5, count, p=[0.25, 0.25, 0.35, 0.12, 0.03])
    found["title"] = chance.choice(4, count, p=[0.7, 0.12, 0.13, 0.05])
    found["award"] = draw.truth(0.01)
    growth = chance.lognormal(np.log(1.25), 0.35, count)
    for year in (1, 2, 3):
        amounts = np.round(income * growth * chance.uniform(0.9, 1.15, count), 2)
        found[f"income_y{year}"] = draw.edge(amounts, row[:, 2])


def _merits(draw: _Draw, found: dict[str, NDArray[Any]]) -> None:
    chance, count = draw.chance, draw.count
    for name, mean in (("inventions", 0.08), ("other_patents", 0.5), ("software", 0.5)):
        found[name] = chance.poisson(mean, count)
    found["ip_landed"] = draw.truth(0.3)
    holder = draw.truth(0.15)
    found["share_pct"] = np.where(holder, draw.edge(np.round(chance.exponential(8, count), 2), 5.0, 0.05), 0.0)
    found["holder_rank"] = np.where(holder, chance.integers(1, 10, count), 99)
    for name, mean, limit in (("invest_total", 3e6, 5e6), ("financing", 4e6, 1e7), ("team_tax_avg", 2e6, 5e6)):
        found[name] = draw.edge(draw.yuan(mean), limit)
    found["freelancer"] = draw.truth(0.1)
    for year in (1, 2, 3):
        found[f"tax_y{year}"] = draw.edge(draw.yuan(2.5e5), 2e5)
    found["talent"] = draw.truth(0.01)


def in_fen(columns: Columns) -> Columns:
    """The same columns with amounts as whole fen."""
    return {
        name: np.rint(values * 100).astype(np.int64) if name in MONEY else values for name, values in columns.items()
    }


def people(columns: Columns, count: int) -> list[Person]:
    """Plain dictionaries in yuan, choices as words: what the other engines are given."""
    lists = {name: values[:count].tolist() for name, values in columns.items()}
    lists["org_kind"] = [ORG[code] for code in lists["org_kind"]]
    lists["sex"] = [SEX[code] for code in lists["sex"]]
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def missing(count: int, share: float, seed: int = 7) -> dict[str, NDArray[np.bool_]]:
    """For each fact, who lacks it."""
    chance = np.random.default_rng(seed)
    return {name: chance.random(count) < share for name in DTYPES}
