"""Possible values of a whole column: for each row the lowest and highest a quantity or a day may be.

All numbers are integers over one denominator (`scale`), so that no rounding enters a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[Any]
Mask: TypeAlias = NDArray[np.bool_] | None
Truths: TypeAlias = tuple[NDArray[np.bool_], NDArray[np.bool_]]
"""For each row: certainly true, possibly true. The same array twice when nothing is unknown."""

DECIMALS = 10**6
TESTS: dict[str, Callable[[Any, Any], NDArray[np.bool_]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}


@dataclass(frozen=True, slots=True)
class Range:
    """low / scale … high / scale for each row; where a mask is set that end has no bound.

    `low is high` and no masks: every row's value is known. Arrays or single integers.
    """

    low: Any
    high: Any
    scale: int = 1
    low_open: Mask = None
    high_open: Mask = None

    @property
    def exact(self) -> bool:
        """Whether each row has one value."""
        return self.low is self.high and self.low_open is None and self.high_open is None

    def scaled_to(self, scale: int) -> Range:
        """The same values over another denominator, a multiple of this one."""
        return self if scale == self.scale else replace(self.times(scale // self.scale), scale=scale)

    def times(self, factor: int) -> Range:
        """Each value times a whole number; a negative one turns the ends around."""
        if not factor:
            return exactly(0)
        low = wide(self.low) * factor
        high = low if self.high is self.low else wide(self.high) * factor
        if factor > 0:
            return replace(self, low=low, high=high)
        return replace(self, low=high, high=low, low_open=self.high_open, high_open=self.low_open)


def exactly(value: int | Fraction) -> Range:
    """One number for every row."""
    fraction = Fraction(value)
    return Range(fraction.numerator, fraction.numerator, fraction.denominator)


def decimals(values: Numbers) -> Range:
    """Fractional facts as whole millionths (a fact has no more places)."""
    whole = np.rint(values * DECIMALS).astype(np.int64)
    return Range(whole, whole, DECIMALS)


def unknown_where(known: Range, valid: Mask, lowest: Fraction | None, highest: Fraction | None) -> Range:
    """The range with rows that are not valid widened to what the fact table allows (None: no bound)."""
    if valid is None:
        return known
    scale = lcm(known.scale, *(end.denominator for end in (lowest, highest) if end is not None))
    known = known.scaled_to(scale)
    low = np.where(valid, known.low, 0 if lowest is None else int(lowest * scale))
    high = np.where(valid, known.high, 0 if highest is None else int(highest * scale))
    missing = ~valid
    return Range(low, high, scale, missing if lowest is None else None, missing if highest is None else None)


def wide(values: Any) -> Any:
    """Integers wide enough for sums and products."""
    return values.astype(np.int64, copy=False) if isinstance(values, np.ndarray) else values


def aligned(items: Sequence[Range]) -> list[Range]:
    """All over one denominator."""
    scale = lcm(*(item.scale for item in items))
    return [item.scaled_to(scale) for item in items]


def added(left: Range, right: Range, sign: int) -> Range:
    """left + sign × right."""
    left, right = aligned([left, right.times(sign)])
    low = wide(left.low) + wide(right.low)
    high = low if left.low is left.high and right.low is right.high else wide(left.high) + wide(right.high)
    return Range(low, high, left.scale, either(left.low_open, right.low_open), either(left.high_open, right.high_open))


def multiplied(value: Range, factor: Fraction) -> Range:
    """value × a constant."""
    found = value.times(factor.numerator)
    return replace(found, scale=found.scale * factor.denominator)


def products(left: Range, right: Range) -> Range:
    """left × right where one side is a known number in each row or a choice of bounded numbers."""
    corners = [one * other for one in _ends(left) for other in _ends(right)]
    low = np.minimum.reduce(np.broadcast_arrays(*corners))
    high = np.maximum.reduce(np.broadcast_arrays(*corners))
    open_ = _product_open(left, right)
    return Range(low, high, left.scale * right.scale, *open_)


def _ends(value: Range) -> tuple[Any, Any]:
    """Both ends, an open one put at the other (at zero when both are open) so that it adds no corner."""
    low, high = wide(value.low), wide(value.high)
    if value.high_open is not None:
        high = np.where(value.high_open, low if value.low_open is None else np.where(value.low_open, 0, low), high)
    if value.low_open is not None:
        low = np.where(value.low_open, high, low)
    return low, high


def _product_open(left: Range, right: Range) -> tuple[Mask, Mask]:
    """An end without bound times zero is zero; times a number of one sign keeps to its side."""
    low: Mask = None
    high: Mask = None
    for one, other in ((left, right), (right, left)):
        rises, falls = _or(other.high > 0, other.high_open), _or(other.low < 0, other.low_open)
        low = either(low, either(_both(one.low_open, rises), _both(one.high_open, falls)))
        high = either(high, either(_both(one.high_open, rises), _both(one.low_open, falls)))
    return low, high


def extreme(items: Sequence[Range], which: str) -> Range:
    """The smallest or the largest of several, row by row."""
    items = aligned(items)
    choose = np.minimum if which == "min" else np.maximum
    if all(item.exact for item in items):
        value = items[0].low
        for item in items[1:]:
            value = choose(value, item.low)
        return Range(value, value, items[0].scale)
    bounded, unbounded = ("high", "low") if which == "min" else ("low", "high")
    near, near_open = _nearest(items, bounded, choose)
    far = getattr(items[0], unbounded)
    far_open: Mask = getattr(items[0], unbounded + "_open")
    for item in items[1:]:
        far = choose(far, getattr(item, unbounded))
        far_open = either(far_open, getattr(item, unbounded + "_open"))
    ends = {bounded: near, unbounded: far, bounded + "_open": near_open, unbounded + "_open": far_open}
    return Range(scale=items[0].scale, **ends)


def _nearest(items: Sequence[Range], end: str, choose: Callable[[Any, Any], Any]) -> tuple[Any, Mask]:
    """The end that any one bounded item bounds; open only where all are open."""
    value, open_ = getattr(items[0], end), getattr(items[0], end + "_open")
    for item in items[1:]:
        other, other_open = getattr(item, end), getattr(item, end + "_open")
        chosen = choose(value, other)
        if other_open is not None:
            chosen = np.where(other_open, value, chosen)
        if open_ is not None:
            chosen = np.where(open_, other, chosen)
        value, open_ = chosen, None if open_ is None or other_open is None else open_ & other_open
    return value, open_


def rounded(value: Range, step: int) -> Range:
    """Half up to a multiple of step."""
    unit = step * value.scale

    def one(number: Any) -> Any:
        return (2 * wide(number) + unit) // (2 * unit) * step

    low = one(value.low)
    return replace(value, low=low, high=low if value.low is value.high else one(value.high), scale=1)


def picked(test: Truths, then: Range, other: Range) -> Range:
    """then where the test is true, other where false, the hull of both where it is not known."""
    then, other = aligned([then, other])
    sure, maybe = test
    if sure is maybe and then.exact and other.exact:
        value = np.where(sure, then.low, other.low)
        return Range(value, value, then.scale)
    ends = []
    opens: list[Mask] = []
    for end, choose in (("low", np.minimum), ("high", np.maximum)):
        first, second = getattr(then, end), getattr(other, end)
        unsure = choose(first, second)
        ends.append(np.where(sure, first, np.where(maybe, unsure, second)))
        opens.append(_picked_open(sure, maybe, getattr(then, end + "_open"), getattr(other, end + "_open")))
    return Range(ends[0], ends[1], then.scale, opens[0], opens[1])


def _picked_open(sure: NDArray[np.bool_], maybe: NDArray[np.bool_], first: Mask, second: Mask) -> Mask:
    if first is None and second is None:
        return None
    nothing = np.zeros(len(sure), np.bool_)
    one = nothing if first is None else first
    two = nothing if second is None else second
    return (maybe & one) | (~sure & two)


def compared(op: str, left: Range, right: Range) -> Truths:
    """Left op right, row by row."""
    left, right = aligned([left, right])
    if left.exact and right.exact:
        sure = TESTS[op](left.low, right.low)
        return sure, sure
    if op in (">", ">="):
        left, right, op = right, left, {">": "<", ">=": "<="}[op]
    if op in ("==", "!="):
        sure, maybe = _equal(left, right)
        return (sure, maybe) if op == "==" else (~maybe, ~sure)
    sure = _closed(TESTS[op](left.high, right.low), left.high_open, right.low_open)
    maybe = _opened(TESTS[op](left.low, right.high), left.low_open, right.high_open)
    return sure, maybe


def _equal(left: Range, right: Range) -> Truths:
    below = _opened(np.less_equal(left.low, right.high), left.low_open, right.high_open)
    above = _opened(np.less_equal(right.low, left.high), right.low_open, left.high_open)
    one = (left.low == left.high) & (right.low == right.high) & (left.low == right.low)
    opens = (left.low_open, left.high_open, right.low_open, right.high_open)
    return _closed(one, *opens), below & above


def _closed(test: NDArray[np.bool_], *opens: Mask) -> NDArray[np.bool_]:
    for open_ in opens:
        test = test if open_ is None else test & ~open_
    return test


def _opened(test: NDArray[np.bool_], *opens: Mask) -> NDArray[np.bool_]:
    for open_ in opens:
        test = test if open_ is None else test | open_
    return test


def either(one: Mask, other: Mask) -> Mask:
    """Where either is set; None stands for nowhere."""
    if one is None or other is None:
        return other if one is None else one
    return one | other


def _or(test: Any, open_: Mask) -> Any:
    return test if open_ is None else test | open_


def _both(one: Mask, other: Any) -> Mask:
    return None if one is None else one & other
