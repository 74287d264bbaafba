"""Facts: what a rulebook may ask of a person or an employer, and the table that describes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from .units import (
    DAY,
    MONEY_TYPE,
    MONTH,
    MONTHS,
    TEXT,
    TRUTH,
    Kind,
    ValueType,
    type_of_unit,
)

FactValue: TypeAlias = bool | int | Decimal | date | str | frozenset[str]
Facts: TypeAlias = Mapping[str, FactValue]
FactType: TypeAlias = Literal[
    "truth", "count", "number", "money", "duration", "day", "month", "choice", "choices", "text"
]
Changeable: TypeAlias = Literal["no", "time", "effort"]


@dataclass(frozen=True, slots=True)
class Moves:
    """How the mere passing of time changes a fact: it grows by one `unit` each `unit` of time."""

    unit: str
    by: str = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSpec:
    """One fact: its type and unit, the words to ask for it, and what advice may do with it.

    `minimum` and `maximum` are held values (fen, months …) and narrow an unknown fact.
    `cost` orders advice: smaller is easier to change.
    """

    name: str
    type: FactType
    label: str
    unit: str = ""
    ask: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    ordered: bool = False
    source: str = ""
    rows: tuple[str, ...] = ()
    changeable: Changeable = "effort"
    cost: Decimal = Decimal(1)
    moves: Moves | None = None
    minimum: int | Decimal | date | None = None
    maximum: int | Decimal | date | None = None

    @property
    def value_type(self) -> ValueType:
        """The type the expression language sees."""
        return _VALUE_TYPES[self.type](self)


def _quantity(spec: FactSpec, *, whole: bool) -> ValueType:
    return ValueType(Kind.QUANTITY, type_of_unit(spec.unit).dimension, whole=whole)


_VALUE_TYPES = {
    "truth": lambda spec: TRUTH,
    "count": lambda spec: _quantity(spec, whole=True),
    "number": lambda spec: _quantity(spec, whole=False),
    "money": lambda spec: MONEY_TYPE,
    "duration": lambda spec: ValueType(Kind.QUANTITY, MONTHS, whole=False),
    "day": lambda spec: DAY,
    "month": lambda spec: MONTH,
    "choice": lambda spec: ValueType(Kind.CHOICE, options=spec.choices, ordered=spec.ordered),
    "choices": lambda spec: ValueType(Kind.CHOICES, options=spec.choices),
    "text": lambda spec: TEXT,
}


class FactTable(Mapping[str, FactSpec]):
    """All facts a library knows, by name, in the order of the file."""

    def __init__(self, specs: Iterable[FactSpec] = ()) -> None:
        self._specs = {spec.name: spec for spec in specs}

    def __getitem__(self, name: str) -> FactSpec:
        return self._specs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs)

    def __len__(self) -> int:
        return len(self._specs)
