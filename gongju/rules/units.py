"""Kinds of value an expression can have, and the Chinese unit names that scale numbers into them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What sort of value a node has; quantities carry a dimension besides."""

    TRUTH = "truth"
    QUANTITY = "quantity"
    DAY = "day"
    MONTH = "month"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ValueType:
    """Kind, dimension of a quantity ("" is a bare number), options of a choice in order.

    Held values: money in fen, durations in months, spans in days, counts as they are.
    `whole` promises integers; otherwise a Decimal or Fraction may stand there.
    """

    kind: Kind
    dimension: str = ""
    whole: bool = True
    options: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit name of the language: one of it is `factor` of the held unit of its dimension."""

    name: str
    dimension: str
    factor: int
    countable: bool = False


MONEY, MONTHS, DAYS, WORKING_DAYS = "money", "months", "days", "working_days"
TRUTH = ValueType(Kind.TRUTH)
DAY = ValueType(Kind.DAY)
MONTH = ValueType(Kind.MONTH)
TEXT = ValueType(Kind.TEXT)
MONEY_TYPE = ValueType(Kind.QUANTITY, MONEY)
MONTHS_TYPE = ValueType(Kind.QUANTITY, MONTHS)
DAYS_TYPE = ValueType(Kind.QUANTITY, DAYS)
WORKING_DAYS_TYPE = ValueType(Kind.QUANTITY, WORKING_DAYS)
NUMBER = ValueType(Kind.QUANTITY, "", whole=False)

_MEASURES = (
    Unit("元", MONEY, 100),
    Unit("万元", MONEY, 1_000_000),
    Unit("亿元", MONEY, 10_000_000_000),
    Unit("月", MONTHS, 1),
    Unit("个月", MONTHS, 1),
    Unit("年", MONTHS, 12),
    Unit("日", DAYS, 1),
    Unit("天", DAYS, 1),
    Unit("工作日", WORKING_DAYS, 1),
    Unit("倍", "", 1),
)
_COUNTED = ("人", "名", "位", "项", "个", "件", "次", "家", "套", "岁", "份", "分", "届", "学时", "百分点")
_SPELT = {"%": "百分点", "％": "百分点", "周岁": "岁"}

UNITS: dict[str, Unit] = {unit.name: unit for unit in _MEASURES} | {
    name: Unit(name, name, 1, countable=True) for name in _COUNTED
}


def unit_named(name: str) -> Unit | None:
    """The unit of that name, `%` and `周岁` included; None when there is none."""
    return UNITS.get(_SPELT.get(name, name))


def type_of_unit(name: str) -> ValueType:
    """The quantity type a unit measures; "" is a bare number. KeyError for an unknown unit."""
    if not name:
        return NUMBER
    unit = unit_named(name)
    if unit is None:
        raise KeyError(name)
    return ValueType(Kind.QUANTITY, unit.dimension, whole=unit.dimension in (MONEY, DAYS, WORKING_DAYS))


def held(amount: int | Fraction, unit: str) -> int | Fraction:
    """`amount` of `unit` as it is held (fen, months, days …); an int when it comes out whole."""
    found = unit_named(unit) if unit else None
    exact = Fraction(amount) * (found.factor if found else 1)
    return exact.numerator if exact.denominator == 1 else exact
