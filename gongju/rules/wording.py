"""Held values as people write them: 16,480 元, 2 年, 2021年9月15日, 是."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf
from typing import Any, cast

from .facts import FactSpec, FactValue
from .units import DAYS, MONEY, MONTHS, WORKING_DAYS, Kind, ValueType, held

_PLACES = Decimal("0.01")


def value_text(value: object, type_: ValueType, unit: str = "") -> str:
    """A held value in words; `unit` is the one its fact or parameter is written in."""
    if type_.kind is Kind.QUANTITY:
        return quantity_text(cast("int | Fraction | Decimal", value), type_, unit)
    if isinstance(value, date):
        return day_text(value) if type_.kind is Kind.DAY else f"{value.year}年{value.month}月"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, frozenset):
        return "、".join(sorted(value)) or "无"
    return str(value)


def fact_text(spec: FactSpec, value: FactValue) -> str:
    """A fact's value in the unit of its table."""
    return value_text(value, spec.value_type, spec.unit)


def day_text(day: date) -> str:
    """2021年9月15日."""
    return f"{day.year}年{day.month}月{day.day}日"


def quantity_text(value: int | Fraction | Decimal, type_: ValueType, unit: str = "") -> str:
    """A quantity with its unit; durations in years where they come out whole."""
    exact = Fraction(value)
    if type_.dimension == MONEY:
        return _money_text(exact, unit or "元")
    if type_.dimension == MONTHS:
        return _duration_text(exact)
    if type_.dimension == DAYS:
        return f"{_number_text(exact)} 天"
    if type_.dimension == WORKING_DAYS:
        return f"{_number_text(exact)} 个工作日"
    shown = unit or type_.dimension
    if shown in ("%", "％", "百分点"):
        return f"{_number_text(exact)}%"
    return f"{_number_text(exact, grouped=bool(shown))} {shown}".rstrip()


def _money_text(fen: Fraction, unit: str) -> str:
    return f"{_number_text(fen / held(1, unit), grouped=True)} {unit}"


def _duration_text(months: Fraction) -> str:
    if months < 0:
        return f"-{_duration_text(-months)}"
    years, rest = divmod(months, 12)
    parts = [f"{years} 年" if years else "", f"{_number_text(rest)} 个月" if rest or not years else ""]
    return " ".join(filter(None, parts))


def _number_text(value: Fraction, *, grouped: bool = False) -> str:
    """At most two decimals, half up; thousands grouped on wish (years are not)."""
    if value.denominator == 1:
        return f"{value.numerator:,}" if grouped else str(value.numerator)
    decimal = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_PLACES, ROUND_HALF_UP)
    text = f"{decimal:,}" if grouped else str(decimal)
    return text.rstrip("0").rstrip(".")


def span_text(value: Any, type_: ValueType, unit: str = "") -> str:
    """A possible value in words; empty when more than one is possible."""
    if isinstance(value, tuple):
        return value_text(value[0], type_, unit) if value[0] == value[1] else ""
    if type_.kind is Kind.CHOICE and isinstance(value, frozenset):
        return next(iter(value)) if len(value) == 1 else ""
    return "" if value is None else value_text(value, type_, unit)


def between_text(value: Any, type_: ValueType) -> str:
    """The bounds of a value that may still be one of several; empty when a bound is open."""
    if type_.kind not in (Kind.QUANTITY, Kind.DAY) or not isinstance(value, tuple):
        return ""
    if any(end in (-inf, inf, date.min, date.max) for end in value):
        return ""
    return "至".join(value_text(end, type_) for end in value)
