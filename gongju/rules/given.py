"""The door for facts: what a form, a file or a registry gives, read into held values or named as faults."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

from .calendar import YEARS
from .facts import FactSpec, FactTable, FactValue
from .nearest import nearest
from .units import UNITS, held, unit_named
from .wording import fact_text

PLACES = 6
_LARGEST = Decimal(10) ** 13
Number = TypeVar("Number", int, Decimal, int | Decimal)
_LONGEST_NUMBER = 60
_YES = {"是", "有", "对", "true", "yes", "y", "1", "on"}
_NO = {"否", "没有", "无", "不是", "false", "no", "n", "0", "off"}
_NUMBER = re.compile(r"^([+-]?[\d,]*\.?\d+)\s*(\S*)$", re.ASCII)
_YEARS_AND_MONTHS = re.compile(r"^(\d{1,4})年零?(\d{1,4})个?月$", re.ASCII)
_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$", re.ASCII)
_MONTH = re.compile(r"^(\d{4})[-/.年](\d{1,2})月?$", re.ASCII)
_SPOKEN = {"万": "万元", "亿": "亿元"}
"""How people shorten a unit of money."""
_EXAMPLES = {"元": "16480 或 16480.50", "万元": "50", "亿元": "1.2", "年": "3 或 2.5", "月": "8"}


@dataclass(frozen=True, slots=True)
class FactFault:
    """A fact that cannot be read: its name, what is wrong with it, and the nearest right name or value."""

    name: str
    what: str
    nearest: str | None = None

    def __str__(self) -> str:
        return f"{self.name}：{self.what}" + (f"；是不是 {self.nearest}？" if self.nearest else "")


class FactFaults(ValueError):
    """Every fault of the facts given, at once."""

    def __init__(self, faults: list[FactFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class _Unreadable(ValueError):
    def __init__(self, what: str, meant: str | None = None) -> None:
        super().__init__(what)
        self.meant = meant


def read_facts(table: FactTable, given: Mapping[str, Any]) -> dict[str, FactValue]:
    """The held value of each fact given; None and empty text mean not known. Raises FactFaults with all faults."""
    facts: dict[str, FactValue] = {}
    faults: list[FactFault] = []
    for name, value in given.items():
        if name not in table:
            faults.append(FactFault(name, "没有这个事实", nearest(name, table)))
        elif not _absent(value):
            try:
                facts[name] = read_fact(table[name], value)
            except _Unreadable as fault:
                faults.append(FactFault(name, str(fault), fault.meant))
    if faults:
        raise FactFaults(faults)
    return facts


def read_fact(spec: FactSpec, value: Any) -> FactValue:
    """One held value; ValueError says in words what is wrong."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, str):
        value = value.strip()
    found = _READERS[spec.type](spec, value)
    _check_bounds(spec, found)
    return found


def _absent(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _check_bounds(spec: FactSpec, value: Any) -> None:
    if spec.minimum is not None and value < spec.minimum:
        raise _Unreadable(f"{spec.label}不能小于 {fact_text(spec, spec.minimum)}")
    if spec.maximum is not None and value > spec.maximum:
        raise _Unreadable(f"{spec.label}不能大于 {fact_text(spec, spec.maximum)}")


def _plain(value: str) -> str:
    """Full-width digits and signs made plain (NFKC): what a Chinese keyboard types."""
    return unicodedata.normalize("NFKC", value).strip()


def _truth(spec: FactSpec, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _plain(str(value)).lower()
    if text in _YES or text in _NO:
        return text in _YES
    raise _Unreadable(f"“{value}”不是“是”或“否”")


def _amount(spec: FactSpec, value: Any) -> tuple[Decimal, str]:
    """The number and the unit it is written in: the fact's own unless the text names another."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise _no_number(spec, value)
    unit = spec.unit
    if isinstance(value, str):
        if len(value) > _LONGEST_NUMBER:  # the pattern below would try every way to divide it
            raise _Unreadable("写得太长，不是数")
        match = _NUMBER.match(_plain(value).replace(" ", ""))
        if match is None:
            raise _no_number(spec, value)
        value, unit = match[1].replace(",", ""), _SPOKEN.get(match[2], match[2]) or unit
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise _no_number(spec, value) from None
    if not number.is_finite() or abs(number) > _LARGEST:
        raise _Unreadable(f"“{value}”太大，请核对")
    return number, _known_unit(spec, unit)


def _no_number(spec: FactSpec, value: Any) -> _Unreadable:
    return _Unreadable(f"“{value}”不是数，请用数字填写，例如 {_EXAMPLES.get(spec.unit, '3')}")


def _known_unit(spec: FactSpec, unit: str) -> str:
    if unit == spec.unit:
        return unit
    own, found = unit_named(spec.unit), unit_named(unit)
    if found is None:
        raise _Unreadable(f"没有单位“{unit}”", nearest(unit, UNITS))
    if own is None or own.dimension != found.dimension:
        raise _Unreadable(f"单位要写{spec.unit or '成没有单位的数'}，不是{unit}")
    return unit


def _exact(spec: FactSpec, value: Any) -> Fraction:
    number, unit = _amount(spec, value)
    return Fraction(held(Fraction(number), unit))


def _count(spec: FactSpec, value: Any) -> int:
    exact = _exact(spec, value)
    if exact.denominator != 1:
        raise _Unreadable("请填整数，例如 3")
    return _not_negative(exact.numerator)


def _money(spec: FactSpec, value: Any) -> int:
    exact = _exact(spec, value)
    if exact.denominator != 1:
        raise _Unreadable("金额最多写到分，例如 16480.50")
    return _not_negative(exact.numerator)


def _not_negative(number: Number) -> Number:
    if number < 0:
        raise _Unreadable("不能小于 0")
    return number


def _number(spec: FactSpec, value: Any) -> int | Decimal:
    """A whole number as int, else a Decimal of at most six places."""
    exact = _exact(spec, value)
    if exact.denominator == 1:
        return exact.numerator
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    if decimal != round(decimal, PLACES):
        raise _Unreadable(f"小数最多写 {PLACES} 位")
    return decimal.normalize()


def _duration(spec: FactSpec, value: Any) -> int | Decimal:
    """Months; a fraction of a year that is no whole number of months keeps its decimals."""
    both = _YEARS_AND_MONTHS.match(_plain(value).replace(" ", "")) if isinstance(value, str) else None
    if both:
        return int(both[1]) * held(1, "年") + int(both[2])  # type: ignore[return-value]  # whole years are whole months
    return _not_negative(_number(spec, value))


def _day(spec: FactSpec, value: Any) -> date:
    if isinstance(value, datetime):
        raise _Unreadable("日期不要带时刻，例如 2021-09-15")
    if isinstance(value, date):
        return value
    match = _DAY.match(_plain(str(value)))
    return _date(match, value, "2021-09-15")


def _month(spec: FactSpec, value: Any) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, 1)
    match = _MONTH.match(_plain(str(value)))
    return _date(match, value, "2021-09")


def _date(match: re.Match[str] | None, value: Any, example: str) -> date:
    try:
        year, month, *day = (int(part) for part in match.groups()) if match is not None else (0, 0)
        read = date(year, month, *(day or [1]))
    except ValueError:
        raise _Unreadable(f"“{value}”不是日期，写成 {example}") from None
    if read.year not in YEARS:
        raise _Unreadable(f"“{value}”的年份不对，应在 {YEARS[0]} 到 {YEARS[-1]} 之间")
    return read


def _choice(spec: FactSpec, value: Any) -> str:
    text = str(value)
    if text in spec.choices:
        return text
    raise _Unreadable(f"没有选项“{text}”，可选：{'、'.join(spec.choices)}", nearest(text, spec.choices))


def _choices(spec: FactSpec, value: Any) -> frozenset[str]:
    items = re.split(r"[、,，]", value) if isinstance(value, str) else value
    if not isinstance(items, list | tuple | set | frozenset):
        raise _Unreadable("要写一组选项")
    return frozenset(_choice(spec, str(item).strip()) for item in items)


def _text(spec: FactSpec, value: Any) -> str:
    return str(value)


_READERS: dict[str, Callable[[FactSpec, Any], FactValue]] = {
    "truth": _truth,
    "count": _count,
    "number": _number,
    "money": _money,
    "duration": _duration,
    "day": _day,
    "month": _month,
    "choice": _choice,
    "choices": _choices,
    "text": _text,
}
