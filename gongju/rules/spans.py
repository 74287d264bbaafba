"""Quantities and days of a simplified tree over a block of rows: the lowest and highest each may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import ranges
from .functions import later, moved
from .lookups import looked_up
from .ranges import Range
from .rows import EPOCH, ReadsRows, Rows, number
from .tree import (
    Add,
    Call,
    Constant,
    CountTrue,
    Extreme,
    Fact,
    Lookup,
    Member,
    Node,
    Pick,
    Rounded,
    Scale,
    Shift,
    Unset,
)
from .units import MONTHS, Kind

PLACES = 1 << 22
"""So many combinations of arguments are ticked off, whether they occur or not."""


def unknown(rows: Rows) -> Range:
    """Without bound in every row."""
    every, zeros = np.ones(rows.count, np.bool_), np.zeros(rows.count, np.int64)
    return Range(zeros, zeros, 1, every, every)


def _constant(reader: ReadsRows, node: Constant, rows: Rows) -> Range:
    return ranges.exactly(number(node.value))


def _unset(reader: ReadsRows, node: Unset, rows: Rows) -> Range:
    return unknown(rows)


def _fact(reader: ReadsRows, node: Fact, rows: Rows) -> Range:
    values, valid = rows.part(node.spec.name)
    if values.dtype.kind == "f":
        known = ranges.decimals(values if valid is None else np.where(valid, values, 0))
    else:
        values = values.astype(np.int64, copy=False)
        known = Range(values, values)
    bounds = [None if end is None else Fraction(number(end)) for end in (node.spec.minimum, node.spec.maximum)]
    return ranges.unknown_where(known, valid, *bounds)


def _add(reader: ReadsRows, node: Add, rows: Rows) -> Range:
    return ranges.added(reader.span(node.left, rows), reader.span(node.right, rows), node.sign)


def _scale(reader: ReadsRows, node: Scale, rows: Rows) -> Range:
    if node.divide:
        return unknown(rows)  # by a number that has no value on the day: all others were folded
    value = reader.span(node.value, rows)
    if isinstance(node.factor, Constant):
        return ranges.multiplied(value, Fraction(number(node.factor.value)))
    return ranges.products(value, reader.span(node.factor, rows))


def _pick(reader: ReadsRows, node: Pick, rows: Rows) -> Range:
    test = reader.truth(node.condition, rows)
    return ranges.picked(test, reader.span(node.then, rows), reader.span(node.other, rows))


def _extreme(reader: ReadsRows, node: Extreme, rows: Rows) -> Range:
    return ranges.extreme([reader.span(item, rows) for item in node.items], node.which)


def _rounded(reader: ReadsRows, node: Rounded, rows: Rows) -> Range:
    return ranges.rounded(reader.span(node.value, rows), node.step)


def _count_true(reader: ReadsRows, node: CountTrue, rows: Rows) -> Range:
    truths = [reader.truth(item, rows) for item in node.items]
    low = np.add.reduce([sure.astype(np.int64) for sure, _ in truths])
    if all(sure is maybe for sure, maybe in truths):
        return Range(low, low)
    return Range(low, np.add.reduce([maybe.astype(np.int64) for _, maybe in truths]))


def _lookup(reader: ReadsRows, node: Lookup, rows: Rows) -> Range:
    """The row of the table; the hull of all rows the key may mean; no bound where it may mean none."""
    found = rows.kept.get(id(node))
    if found is None:
        found = rows.kept[id(node)] = looked_up(reader, node, rows)
    return found


def _shift(reader: ReadsRows, node: Shift, rows: Rows) -> Range:
    if not isinstance(node.length, Constant):
        return unknown(rows)
    length = int(number(node.length.value))
    move = moved if node.length.type.dimension == MONTHS else later
    day = reader.span(node.day, rows)
    low, _ = _mapped([day.low], lambda value: move(_day(value), length))
    high = low if day.exact else _mapped([day.high], lambda value: move(_day(value), length))[0]
    return Range(low, high, 1, day.low_open, day.high_open)


def _day(value: Any) -> date:
    return date.fromordinal(int(value) + EPOCH)


def _mapped(arguments: Sequence[NDArray[Any]], function: Callable[..., Any]) -> tuple[NDArray[Any], int]:
    """A function of whole columns, reckoned once for each different combination; with the scale of its values."""
    different, place = _combinations(arguments)
    found = [number(function(*column)) for column in zip(*(column.tolist() for column in different), strict=True)]
    scale = lcm(*{value.denominator for value in found})
    return np.array([int(value * scale) for value in found]).take(place), scale


def _combinations(columns: Sequence[NDArray[Any]]) -> tuple[list[NDArray[Any]], NDArray[np.intp]]:
    """The different combinations of values, column by column, and which of them each row has.

    Each combination has a place of its own between the lowest and the highest; where the places are few they are ticked
    off, else the rows are sorted.
    """
    lows = [int(column.min()) for column in columns]
    widths = [int(column.max()) - low + 1 for column, low in zip(columns, lows, strict=True)]
    if prod(widths) > PLACES:
        stacked, place = np.unique(np.stack(columns), axis=1, return_inverse=True)
        return list(stacked), place.reshape(-1)
    places = np.ravel_multi_index([column - low for column, low in zip(columns, lows, strict=True)], widths)
    taken = np.zeros(prod(widths), np.bool_)
    taken[places] = True
    different = np.flatnonzero(taken)
    ranks = np.empty(len(taken), np.intp)
    ranks[different] = np.arange(len(different))
    apart = np.unravel_index(different, widths)
    return [found + low for found, low in zip(apart, lows, strict=True)], ranks.take(places)


def _call(reader: ReadsRows, node: Call, rows: Rows) -> Range:
    """A listed function: every option of an unknown choice is tried, ordered arguments at the end that counts."""
    call = _CallOverRows(reader, node, rows)
    low, low_scale = call.end(high=False)
    if call.exact:
        return Range(low, low, low_scale)
    high, high_scale = call.end(high=True)
    scale = lcm(low_scale, high_scale)
    return Range(low * (scale // low_scale), high * (scale // high_scale), scale, *call.opens())


class _CallOverRows:
    """One call over one block of rows."""

    def __init__(self, reader: ReadsRows, node: Call, rows: Rows) -> None:
        self.node, self.rows = node, rows
        self.fixed: dict[int, Any] = {}
        self.spans: dict[int, Range] = {}
        self.choices: dict[int, dict[str, NDArray[np.bool_]]] = {}
        self.directions = node.function.directions
        for at, argument in enumerate(node.arguments):
            if isinstance(argument, Constant):
                self.fixed[at] = argument.value
            elif argument.type.kind is Kind.CHOICE:
                self.choices[at] = {
                    option: reader.truth(Member(argument, frozenset((option,))), rows)[1]
                    for option in argument.type.options
                }
            else:
                self.spans[at] = reader.span(argument, rows)

    @property
    def exact(self) -> bool:
        """Whether each row has one value."""
        one_option = all(
            np.add.reduce([mask.astype(np.int8) for mask in masks.values()]).max(initial=0) <= 1
            for masks in self.choices.values()
        )
        return one_option and all(span.exact for span in self.spans.values())

    def end(self, *, high: bool) -> tuple[NDArray[Any], int]:
        """The lowest or the highest value over the options that may be meant, and its scale."""
        ways = []
        for options in product(*(masks.items() for masks in self.choices.values())):
            mask = np.logical_and.reduce([np.ones(self.rows.count, np.bool_), *(mask for _, mask in options)])
            ways.append((mask, *self._at([option for option, _ in options], high=high)))
        scale = lcm(*(own for _, _, own in ways))
        choose = np.maximum if high else np.minimum
        result, started = np.zeros(self.rows.count, np.int64), np.zeros(self.rows.count, np.bool_)
        for mask, found, own in ways:
            values = found * (scale // own)
            result = np.where(mask, np.where(started, choose(result, values), values), result)
            started |= mask
        return result, scale

    def _at(self, options: list[str], *, high: bool) -> tuple[NDArray[Any], int]:
        given: list[Any] = [None] * len(self.node.arguments)
        for at, fixed in (*self.fixed.items(), *zip(self.choices, options, strict=True)):
            given[at] = fixed
        places = list(self.spans)
        ends = [self.spans[at].high if high is (self.directions[at] >= 0) else self.spans[at].low for at in places]
        ends = [np.broadcast_to(end, self.rows.count) for end in ends] or [np.zeros(self.rows.count, np.int64)]

        def value(*numbers: int) -> Any:
            for at, found in zip(places, numbers, strict=False):  # a call without columns is reckoned over one of zeros
                given[at] = self._held(at, found)
            return self.node.function.call(*given)

        return _mapped(ends, value)

    def _held(self, at: int, found: int) -> Any:
        if self.node.arguments[at].type.kind in (Kind.DAY, Kind.MONTH):
            return _day(found)
        exact = Fraction(found, self.spans[at].scale)
        return exact.numerator if exact.denominator == 1 else exact

    def opens(self) -> tuple[ranges.Mask, ranges.Mask]:
        """Where the lowest and the highest value have no bound."""
        low: ranges.Mask = None
        high: ranges.Mask = None
        for at, span in self.spans.items():
            if self.directions[at] == 0 and not span.exact:
                loose = ranges.either(ranges.either(span.low_open, span.high_open), span.low != span.high)
                low, high = ranges.either(low, loose), ranges.either(high, loose)
            else:
                rising = self.directions[at] > 0
                low = ranges.either(low, span.low_open if rising else span.high_open)
                high = ranges.either(high, span.high_open if rising else span.low_open)
        return low, high


SPANS: dict[type[Node], Callable[..., Range]] = {
    Constant: _constant,
    Unset: _unset,
    Fact: _fact,
    Add: _add,
    Scale: _scale,
    Pick: _pick,
    Extreme: _extreme,
    Rounded: _rounded,
    CountTrue: _count_true,
    Lookup: _lookup,
    Shift: _shift,
    Call: _call,
}
