"""What a value may still be: a pair (lowest, highest), a set of options, one text or None; how such values compare.

Ordered values (quantities, days) are a pair, choices a set of options, texts one string or None, several choices a set
or None; a truth is True, False or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import inf
from typing import Any as Anything
from typing import TypeAlias

from .functions import later, moved
from .units import MONTHS, Kind, ValueType

Truth: TypeAlias = bool | None
Span: TypeAlias = tuple[Anything, Anything]
Possible: TypeAlias = Anything  # Truth, Span, frozenset[str] or str | None, as the node's kind says

DAY_SPAN: Span = (date.min, date.max)
NUMBER_SPAN: Span = (-inf, inf)
SPANNED = (Kind.QUANTITY, Kind.DAY, Kind.MONTH)


def anything(type_: ValueType) -> Possible:
    """The possible values of a type of which nothing is known."""
    if type_.kind is Kind.QUANTITY:
        return NUMBER_SPAN
    if type_.kind in SPANNED:
        return DAY_SPAN
    return frozenset(type_.options) if type_.kind is Kind.CHOICE else None


def certain(value: Anything, type_: ValueType) -> Possible:
    """One held value as a possible value; Decimals become exact fractions."""
    if type_.kind in SPANNED:
        exact = Fraction(value) if isinstance(value, Decimal) else value
        return exact, exact
    return frozenset((value,)) if type_.kind is Kind.CHOICE else value


def hull(values: Iterable[Possible], type_: ValueType) -> Possible:
    """The smallest possible value of the type that covers all of them."""
    items = list(values)
    if type_.kind in SPANNED:
        return min(low for low, _ in items), max(high for _, high in items)
    if type_.kind is Kind.CHOICE:
        return frozenset().union(*items)
    return items[0] if all(item == items[0] for item in items) else None


def compared(op: str, left: Possible, right: Possible, type_: ValueType) -> Truth:
    """Left op right, None when the possible values disagree."""
    if type_.kind in SPANNED:
        return _SPAN_TESTS[op](left, right)
    if type_.kind is Kind.CHOICE:
        return _agreed(_choice_test(op, one, other, type_) for one, other in product(left, right))
    if left is None or right is None:
        return None
    return (left == right) is (op == "==")


def _choice_test(op: str, left: str, right: str, type_: ValueType) -> bool:
    if op in ("==", "!="):
        return (left == right) is (op == "==")
    position = type_.options.index
    return bool(_SPAN_TESTS[op]((position(left),) * 2, (position(right),) * 2))


def _agreed(truths: Iterable[bool]) -> Truth:
    found = set(truths)
    return found.pop() if len(found) == 1 else None


def _below(left: Span, right: Span) -> Truth:
    if left[1] < right[0]:
        return True
    return False if left[0] >= right[1] else None


def _at_most(left: Span, right: Span) -> Truth:
    if left[1] <= right[0]:
        return True
    return False if left[0] > right[1] else None


def _equal(left: Span, right: Span) -> Truth:
    if left[1] < right[0] or right[1] < left[0]:
        return False
    return True if left[0] == left[1] == right[0] == right[1] else None


def _unequal(left: Span, right: Span) -> Truth:
    return opposite(_equal(left, right))


_SPAN_TESTS: dict[str, Callable[[Span, Span], Truth]] = {
    "<": _below,
    "<=": _at_most,
    ">": lambda left, right: _below(right, left),
    ">=": lambda left, right: _at_most(right, left),
    "==": _equal,
    "!=": _unequal,
}


def opposite(truth: Truth) -> Truth:
    """Kleene's not."""
    return None if truth is None else not truth


def days_between(end: date, start: date) -> float:
    """Days from start to end; without bound when either is the calendar's edge, which stands for unknown."""
    if end == date.max or start == date.min:
        return inf
    return -inf if end == date.min or start == date.max else (end - start).days


def times(left: Anything, right: Anything) -> Anything:
    """Left × right; zero times what has no bound is zero."""
    return 0 if not left or not right else left * right


def shifted(day: date, length: Anything, type_: ValueType) -> date:
    """The day moved by a length of months or days; what has no bound stays without one."""
    if day in DAY_SPAN or abs(length) == inf:
        return date.max if day == date.max or length == inf else date.min
    return moved(day, int(length)) if type_.dimension == MONTHS else later(day, int(length))


def rounded(value: Anything, step: int) -> Anything:
    """Half up to a multiple of step; bounds without end stay."""
    return value if abs(value) == inf else (2 * value + step) // (2 * step) * step
