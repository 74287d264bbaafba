"""Conditions of a simplified tree over a block of rows: two planes of truth, the certain and the possible.

Where nothing in a block is unknown both planes are one array.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Any as Anything

import numpy as np
from numpy.typing import NDArray

from . import ranges
from .frames import Column
from .kleene import possible
from .lookups import compared_with_row, key_may_be, keyless
from .possibilities import compared as compared_spans
from .ranges import TESTS, Range, Truths
from .rows import Open, Rows, column_key, number
from .sieve import Costs, sieved
from .spans import SPANS
from .tree import (
    Compare,
    Constant,
    Fact,
    Holds,
    Lookup,
    Member,
    Node,
    Not,
    Pick,
    Same,
    Unset,
)
from .units import Kind


class Reader:
    """Reads simplified trees over rows; made once for the columns of a frame."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._costs = Costs(columns)

    def truth(self, node: Node, rows: Rows, open_: Open = None) -> Truths:
        """Certainly true and possibly true, row by row; rows that are not open may have any answer."""
        read = _TRUTHS.get(type(node))
        if read is None:  # and/or
            return sieved(self, self._costs, node, rows, open_)  # type: ignore[arg-type]
        return read(self, node, rows)

    def span(self, node: Node, rows: Rows) -> Range:
        """What a quantity or a day may be, row by row."""
        return SPANS[type(node)](self, node, rows)


def _constant(reader: Reader, node: Constant, rows: Rows) -> Truths:
    plane = np.full(rows.count, bool(node.value))
    return plane, plane


def _column(reader: Reader, node: Node, rows: Rows) -> Truths:
    return _masked(*rows.part(column_key(node) or ""), unknown=None)


def _masked(plane: NDArray[np.bool_], valid: NDArray[np.bool_] | None, *, unknown: bool | None) -> Truths:
    """The truth of known rows, and `unknown` for those that are not."""
    if valid is None:
        return plane, plane
    closed, opened = plane & valid, plane | ~valid
    if unknown is None:
        return closed, opened
    return (opened, opened) if unknown else (closed, closed)


def _unknown(reader: Reader, node: Node, rows: Rows) -> Truths:
    return np.zeros(rows.count, np.bool_), np.ones(rows.count, np.bool_)


def _not(reader: Reader, node: Not, rows: Rows) -> Truths:
    sure, maybe = reader.truth(node.item, rows)
    opposite = ~maybe
    return opposite, opposite if sure is maybe else ~sure


def _pick(reader: Reader, node: Pick, rows: Rows) -> Truths:
    return _picked(*(reader.truth(part, rows) for part in (node.condition, node.then, node.other)))


def _picked(test: Truths, then: Truths, other: Truths) -> Truths:
    """Where the test is not known the answer is, if both branches agree."""
    if all(truth[0] is truth[1] for truth in (test, then, other)):
        plane = (test[0] & then[0]) | (~test[0] & other[0])
        return plane, plane
    sure = (test[0] & then[0]) | (~test[1] & other[0]) | (then[0] & other[0])
    return sure, (test[1] & then[1]) | (~test[0] & other[1])


def _lookup(reader: Reader, node: Lookup, rows: Rows) -> Truths:
    return _row_among(reader, node, frozenset((True,)), rows)


def _compare(reader: Reader, node: Compare, rows: Rows) -> Truths:
    kind = node.left.type.kind
    if kind is Kind.CHOICE:
        if isinstance(node.right, Constant) and node.op == "==":
            return _choice_truth(reader, node.left, frozenset((node.right.value,)), rows)
        return _compare_choices(reader, node, rows)
    if kind is Kind.TEXT:
        found = _same_columns(node.left, node.right, rows)
        return found if node.op == "==" else (~found[1], ~found[0])
    if isinstance(node.left, Fact) and isinstance(node.right, Constant):
        return _compare_fact(node, node.left, node.right, rows)
    if isinstance(node.left, Fact) and node.op in _WORST and _unbounded(node.left):
        return _compare_column(reader, node, node.left, rows)
    return _compare_spans(reader, node, reader.span(node.right, rows), rows)


_WORST = {">": "high", ">=": "high", "<": "low", "<=": "low"}
_BEST = {">": "low", ">=": "low", "<": "high", "<=": "high"}


def _compare_spans(reader: Reader, node: Compare, right: Range, rows: Rows) -> Truths:
    sure, maybe = ranges.compared(node.op, reader.span(node.left, rows), right)
    if sure.ndim:
        return sure, maybe
    return np.full(rows.count, sure), np.full(rows.count, maybe)


def _compare_column(reader: Reader, node: Compare, fact: Fact, rows: Rows) -> Truths:
    """A column of whole numbers against figures without open ends: no copy of the column is made."""
    if isinstance(node.right, Lookup):
        found = compared_with_row(node.op, fact.spec.name, node.right, rows)
        if found is not None:
            return found
    right = reader.span(node.right, rows)
    values, valid = rows.part(fact.spec.name)
    if right.scale != 1 or right.low_open is not None or right.high_open is not None or values.dtype.kind == "f":
        return _compare_spans(reader, node, right, rows)
    sure = TESTS[node.op](values, getattr(right, _WORST[node.op]))
    if right.low is right.high:
        return _masked(sure, valid, unknown=None)
    maybe = TESTS[node.op](values, getattr(right, _BEST[node.op]))
    return (sure, maybe) if valid is None else (sure & valid, maybe | ~valid)


def _unbounded(fact: Fact) -> bool:
    return fact.spec.minimum is None and fact.spec.maximum is None


def _compare_fact(node: Compare, fact: Fact, limit: Constant, rows: Rows) -> Truths:
    """The commonest rule: one column against one number."""
    values, valid = rows.part(fact.spec.name)
    bound = number(limit.value)
    plane = TESTS[node.op](values, float(bound) if isinstance(bound, Fraction) else bound)
    if valid is None:
        return plane, plane
    unknown = None
    if not _unbounded(fact):
        unknown = compared_spans(node.op, possible(fact, {}), possible(limit, {}), fact.type)
    return _masked(plane, valid, unknown=unknown)


def _member(reader: Reader, node: Member, rows: Rows) -> Truths:
    item = node.item
    if item.type.kind is Kind.CHOICE:
        return _choice_truth(reader, item, node.options, rows)
    span = reader.span(item, rows)
    tests = [ranges.compared("==", span, ranges.exactly(number(option))) for option in node.options]
    sure = np.logical_or.reduce([test[0] for test in tests])
    return sure, sure if span.exact else np.logical_or.reduce([test[1] for test in tests])


def _choice_truth(reader: Reader, item: Node, options: frozenset[Anything], rows: Rows) -> Truths:
    """Whether a choice (or a truth from a table) is among the options."""
    if isinstance(item, Constant):
        plane = np.full(rows.count, item.value in options)
        return plane, plane
    if isinstance(item, Pick):
        branches = (_choice_truth(reader, branch, options, rows) for branch in (item.then, item.other))
        return _picked(reader.truth(item.condition, rows), *branches)
    if isinstance(item, Lookup):
        return _row_among(reader, item, options, rows)
    if isinstance(item, Unset):
        return _unknown(reader, item, rows)
    codes, valid = rows.part(column_key(item) or "")
    every = item.type.options
    plane = _code_among(codes, [at for at, option in enumerate(every) if option in options])
    if valid is None:
        return plane, plane
    inside = [option in options for option in every]
    return _masked(plane, valid, unknown=True if all(inside) else None if any(inside) else False)


def _row_among(reader: Reader, node: Lookup, options: frozenset[Anything], rows: Rows) -> Truths:
    """Whether the row that the key means holds one of the options; a key without a row may mean anything."""
    inside = np.zeros(rows.count, np.bool_)
    outside = np.zeros(rows.count, np.bool_)
    for key, value in node.table.rows.items():
        may = key_may_be(reader, node, key, rows)
        np.logical_or(into := inside if value in options else outside, may, out=into)
    none = ~(inside | outside) | keyless(reader, node, rows)
    return inside & ~outside & ~none, inside | none


def _code_among(codes: NDArray[Anything], wanted: list[int]) -> NDArray[np.bool_]:
    """Few codes are compared one by one; a run of codes as a range."""
    if not wanted:
        return np.zeros(len(codes), np.bool_)
    first, last = wanted[0], wanted[-1]
    if len(wanted) > 1 and last - first + 1 == len(wanted):
        return (codes >= first) & (codes <= last) if first else codes <= last
    plane: NDArray[np.bool_] = codes == wanted[0]
    for code in wanted[1:]:
        plane |= codes == code
    return plane


def _compare_choices(reader: Reader, node: Compare, rows: Rows) -> Truths:
    """Two choices: over every pair of options that may stand there."""
    sides = [
        {option: _choice_truth(reader, side, frozenset((option,)), rows)[1] for option in side.type.options}
        for side in (node.left, node.right)
    ]
    holds, fails = np.zeros(rows.count, np.bool_), np.zeros(rows.count, np.bool_)
    for one, may_be in sides[0].items():
        for other, may_also_be in sides[1].items():
            truth = compared_spans(node.op, frozenset((one,)), frozenset((other,)), node.left.type)
            np.logical_or(into := holds if truth else fails, may_be & may_also_be, out=into)
    return holds & ~fails, holds


def _same(reader: Reader, node: Same, rows: Rows) -> Truths:
    """Where all are known each is compared with the one before; else every pair counts."""
    tests = [_same_pair(reader, one, other, rows) for one, other in pairwise(node.items)]
    if all(sure is maybe for sure, maybe in tests):
        plane = reduce(np.bitwise_and, [sure for sure, _ in tests])
        return plane, plane
    apart = [(one, other) for at, one in enumerate(node.items) for other in node.items[at + 2 :]]
    tests += [_same_pair(reader, one, other, rows) for one, other in apart]
    sures, maybes = zip(*tests, strict=True)
    return reduce(np.bitwise_and, sures), reduce(np.bitwise_and, maybes)


def _same_pair(reader: Reader, one: Node, other: Node, rows: Rows) -> Truths:
    if isinstance(one, Fact) and isinstance(other, Fact) and _plain_pair(one, other, rows):
        return _same_columns(one, other, rows)
    if one.type.kind is Kind.TRUTH:
        first, second = reader.truth(one, rows), reader.truth(other, rows)
        both_false = (~first[1] & ~second[1], ~first[0] & ~second[0])
        return (first[0] & second[0]) | both_false[0], (first[1] & second[1]) | both_false[1]
    return _compare(reader, Compare("==", one, other), rows)


def _plain_pair(one: Fact, other: Fact, rows: Rows) -> bool:
    """Texts, or whole numbers without bounds: equal columns are equal values."""
    if one.type.kind is Kind.TEXT:
        return True
    whole = all(rows.part(fact.spec.name)[0].dtype.kind in "iu" for fact in (one, other))
    return one.type.kind is Kind.QUANTITY and whole and _unbounded(one) and _unbounded(other)


def _same_columns(one: Node, other: Node, rows: Rows) -> Truths:
    (first, known), (second, also) = rows.part(column_key(one) or ""), rows.part(column_key(other) or "")
    valid = also if known is None else known if also is None else known & also
    return _masked(first == second, valid, unknown=None)


_TRUTHS: dict[type[Node], Callable[..., Truths]] = {
    Constant: _constant,
    Fact: _column,
    Holds: _column,
    Unset: _unknown,
    Not: _not,
    Pick: _pick,
    Lookup: _lookup,
    Compare: _compare,
    Member: _member,
    Same: _same,
}
