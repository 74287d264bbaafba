"""Made-up people for trying rules out: like those of the worked examples, with facts of others and moved amounts.

A person starts as one of the people of the examples; a few facts are taken from another of them, some amounts and days
are moved a little, and facts may be lost. The same seed gives the same people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .edition import Edition
from .examples import facts_of_example
from .facts import Facts, FactSpec
from .frames import dtype_of
from .given import read_facts
from .units import MONEY
from .worked import CriterionExample, Example

TAKEN, MOVED = 0.06, 0.3
"""How often a fact is another person's, and how often an amount or a day is moved."""
NEARLY = (0.8, 1.25)
FEN_IN_A_YUAN = 100
PLACED = ("org_kind", "registered_district")
"""What a made-up employer has even where no example says so."""
PLACES = 20
Chance: TypeAlias = np.random.Generator


def example_people(editions: Iterable[Edition], business: str) -> list[Facts]:
    """The people of the worked examples of a business, each once for each example."""
    found: list[Facts] = []
    for edition in editions:
        examples: tuple[Example | CriterionExample, ...] = (*edition.examples, *edition.criterion_examples)
        found += [facts_of_example(edition, example) for example in examples if example.business == business]
    return found


def made_up_people(
    editions: Sequence[Edition], business: str, count: int, *, seed: int = 1, missing: float = 0.0, told: bool = False
) -> pl.DataFrame:
    """`count` people as columns of held values; `missing` is the share of facts nobody knows.

    `told`: what only another edition's examples tell of is taken from its base person, and every employer has a kind
    and a district. ValueError when the editions have no example of the business.
    """
    models = example_people(editions, business)
    if told:
        models = _told(editions, business, models, np.random.default_rng(seed))
    if not models:
        raise ValueError(f"{'、'.join(edition.key for edition in editions)} 没有业务 {business} 的例子")
    specs = {name: spec for edition in editions for name, spec in edition.facts.items()}
    chance = np.random.default_rng(seed)
    people = _People(models, chance, chance.integers(0, len(models), count), missing)
    names = sorted({name for model in models for name in model})
    return pl.DataFrame([people.column(specs[name]) for name in names])


def _told(editions: Sequence[Edition], business: str, models: Iterable[Facts], chance: Chance) -> list[Facts]:
    """The models, several times each, with nothing left open that another edition would ask of them."""
    based = {name: value for edition in editions for name, value in _base(edition, business).items()}
    placed = {name: editions[0].facts[name].choices for name in PLACED if name in editions[0].facts}
    return [
        {**{name: str(chance.choice(choices)) for name, choices in placed.items()}, **based, **model}
        for model in models
        for _ in range(PLACES)
    ]


def _base(edition: Edition, business: str) -> Facts:
    base = edition.bases.get(business)
    return read_facts(edition.facts, base.facts) if base else {}


@dataclass(frozen=True)
class _People:
    """Whom each made-up person is like, by place in `models`."""

    models: Sequence[Facts]
    chance: Chance
    like: NDArray[np.intp]
    missing: float

    def column(self, spec: FactSpec) -> pl.Series:
        """One fact of everyone."""
        like = np.where(self._some(TAKEN), self.chance.permutation(self.like), self.like)
        known = pl.Series(spec.name, [_cell(model.get(spec.name)) for model in self.models], dtype_of(spec))
        values = known.gather(like)
        move = _MOVES.get(spec.type)
        if move is not None:
            moved = _within(spec, move(self.chance, values, spec))
            values = moved.zip_with(pl.Series(self._some(MOVED)), values)
        return values.zip_with(pl.Series(~self._some(self.missing)), pl.Series([None], dtype=values.dtype))

    def _some(self, share: float) -> NDArray[np.bool_]:
        return self.chance.random(len(self.like)) < share


def _cell(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return float(value) if isinstance(value, Decimal) else value


def _amounts(chance: Chance, values: pl.Series, spec: FactSpec) -> pl.Series:
    """Up to a fifth less or a fourth more; money in whole yuan, the rest in whole numbers where they are whole."""
    moved = values * pl.Series(chance.uniform(*NEARLY, len(values)))
    if spec.value_type.dimension == MONEY:
        moved = (moved / FEN_IN_A_YUAN).round() * FEN_IN_A_YUAN
    return (moved.round() if spec.value_type.whole else moved.round(1)).cast(values.dtype)


def _steps(widest: int) -> Callable[[Chance, pl.Series, FactSpec], pl.Series]:
    """So many units more or less at most."""

    def move(chance: Chance, values: pl.Series, spec: FactSpec) -> pl.Series:
        steps = pl.Series(chance.integers(-widest, widest + 1, len(values)))
        if values.dtype == pl.Date:
            return (values.to_physical() + steps).cast(pl.Int32).cast(pl.Date)
        return (values + steps).cast(values.dtype)

    return move


def _within(spec: FactSpec, values: pl.Series) -> pl.Series:
    """Kept inside the bounds of the fact."""
    return values.clip(_bound(spec.minimum), _bound(spec.maximum))


def _bound(end: int | Decimal | date | None) -> Any:
    return float(end) if isinstance(end, Decimal) else end


_MOVES: Mapping[str, Callable[[Chance, pl.Series, FactSpec], pl.Series]] = {
    "money": _amounts,
    "number": _amounts,
    "duration": _steps(6),
    "count": _steps(1),
    "day": _steps(200),
}
