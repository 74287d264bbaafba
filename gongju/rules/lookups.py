"""Rows of a table found for a whole column of keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import ranges
from .ranges import TESTS, Mask, Range, Truths
from .rows import ReadsRows, Rows, number
from .tree import Fact, Lookup, Member, Plain, Table
from .units import Kind

TABLES_KEPT = 256
DENSE = 4096
"""Keys within so wide a range are found by their place; farther apart ones one by one."""
STRETCH = 1 << 17
"""Keys looked up at a time."""


class _Dense:
    """A table of whole-number keys as an array; the place of a key is the key less `first`."""

    def __init__(self, table: Table) -> None:
        keys = [number(key) for key in table.rows]
        values = [Fraction(number(value)) for value in table.rows.values()]
        self.scale = lcm(*(value.denominator for value in values))
        self.low, self.high = min(keys), max(keys)
        self.first = 0 if self.low >= 0 and self.high < DENSE else self.low
        self.figures = np.zeros(self.high - self.first + 1, np.int64)
        self.present = np.zeros(self.high - self.first + 1, np.bool_)
        for key, value in zip(keys, values, strict=True):
            self.figures[key - self.first] = int(value * self.scale)
            self.present[key - self.first] = True
        self.least, self.most = (int(end(value * self.scale for value in values)) for end in (min, max))
        self.rows = frozenset(keys)
        self.complete = len(keys) == self.high - self.low + 1

    def row_of(self, keys: NDArray[Any]) -> NDArray[np.int64]:
        """The figure of each key, whatever stands where a key has no row."""
        return self.figures.take(self._place(keys), mode="clip")

    def _place(self, keys: NDArray[Any]) -> NDArray[np.intp]:
        found = keys.astype(np.intp)
        return found - self.first if self.first else found

    def beyond(self, keys: NDArray[Any], valid: Mask) -> Mask:
        """Known keys that have no row; None when there are none."""
        outside = (keys < self.low) | (keys > self.high)
        if not self.complete:
            outside |= ~self.present.take(self._place(keys), mode="clip")
        outside = outside if valid is None else outside & valid
        return outside if outside.any() else None


@lru_cache(maxsize=TABLES_KEPT)
def _dense(table: Table) -> _Dense | None:
    """The table as an array; None when its keys are no whole numbers or lie too far apart."""
    return _Dense(table) if _narrow(table) else None


def _narrow(table: Table) -> bool:
    keys = list(table.rows)
    return all(isinstance(one, int) for one in keys) and max(keys) - min(keys) < DENSE  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A lookup by a column of whole numbers, for the rows at hand."""

    dense: _Dense
    keys: NDArray[Any]
    known: Mask
    without_row: Mask


def _keys(node: Lookup, rows: Rows) -> _Keyed | None:
    """The keys of a lookup by array; None where the key is no plain column of whole numbers."""
    key, dense = node.key, _dense(node.table)
    if dense is None or not isinstance(key, Fact) or key.spec.minimum is not None or key.spec.maximum is not None:
        return None
    keys, known = rows.part(key.spec.name)
    if keys.dtype.kind not in "iu":
        return None
    rowless = key.spec.name, dense.rows
    if rowless not in rows.kept:
        rows.kept[rowless] = dense.beyond(keys, known)
    return _Keyed(dense, keys, known, rows.kept[rowless])


def compared_with_row(op: str, name: str, node: Lookup, rows: Rows) -> Truths | None:
    """A column of whole numbers against the figure of each key; None where that cannot be read so quickly.

    Where the key is not known the comparison is certain if it holds against every row of the table. The figures are
    fetched and compared a stretch at a time, so that they never leave the processor's cache.
    """
    values, valid = rows.part(name)
    keyed = _keys(node, rows)
    if keyed is None or keyed.without_row is not None or keyed.dense.scale != 1 or values.dtype.kind == "f":
        return None
    test, dense, plane = TESTS[op], keyed.dense, np.empty(rows.count, np.bool_)
    for start in range(0, rows.count, STRETCH):
        part = slice(start, start + STRETCH)
        plane[part] = test(values[part], dense.row_of(keyed.keys[part]))
    sure = maybe = plane
    if keyed.known is not None:
        ends = (dense.most, dense.least)
        worst, best = ends if op in (">", ">=") else ends[::-1]
        sure, maybe = (sure & keyed.known) | test(values, worst), (maybe | ~keyed.known) & test(values, best)
    return (sure, maybe) if valid is None else (sure & valid, maybe | ~valid)


def looked_up(reader: ReadsRows, node: Lookup, rows: Rows) -> Range:
    """The value, or the lowest and highest it may be, for each row."""
    keyed = _keys(node, rows)
    if keyed is None:
        return _one_by_one(reader, node, rows)
    figures, known, none = keyed.dense.row_of(keyed.keys), keyed.known, keyed.without_row
    if known is None:
        return Range(figures, figures, keyed.dense.scale, none, none)
    low, high = np.where(known, figures, keyed.dense.least), np.where(known, figures, keyed.dense.most)
    return Range(low, high, keyed.dense.scale, none, none)


def _one_by_one(reader: ReadsRows, node: Lookup, rows: Rows) -> Range:
    """Each row of the table against every key: for choices, for keys that are reckoned, for keys far apart."""
    keys = sorted(node.table.rows, key=str)
    scale = lcm(*(Fraction(number(value)).denominator for value in node.table.rows.values()))
    may = [key_may_be(reader, node, key, rows) for key in keys]
    values = [int(Fraction(number(node.table.rows[key])) * scale) for key in keys]
    none = np.logical_not(np.logical_or.reduce(may)) | keyless(reader, node, rows)
    low, high = _hull(may, values)
    return Range(low, high, scale, none, none) if none.any() else Range(low, high, scale)


def key_may_be(reader: ReadsRows, node: Lookup, key: Plain, rows: Rows) -> NDArray[np.bool_]:
    """Where the key may be this one."""
    if node.key.type.kind is Kind.CHOICE:
        return reader.truth(Member(node.key, frozenset((key,))), rows)[1]
    maybe: NDArray[np.bool_] = ranges.compared("==", reader.span(node.key, rows), ranges.exactly(number(key)))[1]
    return maybe


def keyless(reader: ReadsRows, node: Lookup, rows: Rows) -> NDArray[np.bool_]:
    """Where a choice may be one that has no row."""
    if node.key.type.kind is not Kind.CHOICE:
        return np.zeros(rows.count, np.bool_)
    without = frozenset(node.key.type.options) - node.table.rows.keys()
    return reader.truth(Member(node.key, without), rows)[1]


def _hull(may: Sequence[NDArray[np.bool_]], values: Sequence[int]) -> tuple[NDArray[Any], NDArray[Any]]:
    low = np.full(len(may[0]), max(values))
    high = np.full(len(may[0]), min(values))
    for mask, value in zip(may, values, strict=True):
        low = np.where(mask, np.minimum(low, value), low)
        high = np.where(mask, np.maximum(high, value), high)
    return low, high
