"""Conditions of a simplified tree over a block of rows: two planes of truth, the certain and the possible.

Where nothing in a block is unknown both planes are one array. And/or work like a sieve: once most rows are settled
the rest of the items is read only for the rows still open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any as Anything

import numpy as np
from numpy.typing import NDArray

from . import ranges
from .frames import Column
from .kleene import compared as compared_spans
from .kleene import possible
from .ranges import TESTS, Range, Truths
from .rows import Rows, column_key, number
from .spans import SPANS
from .tree import (
    All,
    Any,
    Call,
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
    walk,
)
from .units import Kind

SIEVE_ROWS = 2048
"""Fewer rows than this are not worth picking out."""
SIEVE_SHARE = 4
"""Rows are picked out when fewer than one in this many is still open."""


class Reader:
    """Reads simplified trees over rows; made once for the columns of a frame."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns
        self._order: dict[int, tuple[Node, tuple[Node, ...]]] = {}

    def truth(self, node: Node, rows: Rows) -> Truths:
        """Certainly true and possibly true, row by row."""
        return _TRUTHS[type(node)](self, node, rows)

    def span(self, node: Node, rows: Rows) -> Range:
        """What a quantity or a day may be, row by row."""
        return SPANS[type(node)](self, node, rows)

    def cheapest_first(self, node: All | Any) -> tuple[Node, ...]:
        """The items in the order of what reading them costs: the order does not change the truth."""
        found = self._order.get(id(node))
        if found is None:
            found = self._order[id(node)] = node, tuple(sorted(node.items, key=self._cost))
        return found[1]

    def _cost(self, node: Node) -> int:
        keys = {column_key(part) for part in walk(node)} & self.columns.keys()
        widths = (self.columns[key].width * (1 + self.columns[key].nullable) for key in keys if key)
        return sum(widths) + 4 * _has_table(node)


def _has_table(node: Node) -> int:
    return sum(isinstance(part, Lookup | Call) for part in walk(node))


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


def _all(reader: Reader, node: All, rows: Rows) -> Truths:
    return _sieve(reader, reader.cheapest_first(node), rows, stop=False)


def _any(reader: Reader, node: Any, rows: Rows) -> Truths:
    return _sieve(reader, reader.cheapest_first(node), rows, stop=True)


def _sieve(reader: Reader, items: Sequence[Node], rows: Rows, *, stop: bool) -> Truths:
    """And (stop at false) or or (stop at true) over the items, reading late ones only where still open."""
    sure, maybe = reader.truth(items[0], rows)
    for at, item in enumerate(items[1:], 1):
        open_ = ~sure if stop else maybe
        left = np.count_nonzero(open_)
        if not left:
            break
        if rows.count >= SIEVE_ROWS and left * SIEVE_SHARE < rows.count:
            return _picked_out(reader, items[at:], rows, (sure, maybe), open_, stop=stop)
        sure, maybe = _joined((sure, maybe), reader.truth(item, rows), stop=stop)
    return sure, maybe


def _joined(one: Truths, other: Truths, *, stop: bool) -> Truths:
    join = np.logical_or if stop else np.logical_and
    sure = join(one[0], other[0])
    if one[0] is one[1] and other[0] is other[1]:
        return sure, sure
    return sure, join(one[1], other[1])


def _picked_out(
    reader: Reader, items: Sequence[Node], rows: Rows, before: Truths, open_: NDArray[np.bool_], *, stop: bool
) -> Truths:
    index = np.flatnonzero(open_)
    rest = _sieve(reader, items, rows.chosen(index), stop=stop)
    exact = before[0] is before[1]
    joined = _joined((before[0].take(index), before[1].take(index)), rest, stop=stop)
    sure = np.full(rows.count, stop)
    sure[index] = joined[0]
    if exact and rest[0] is rest[1]:
        return sure, sure
    maybe = np.full(rows.count, stop)
    maybe[index] = joined[1]
    return sure, maybe


def _pick(reader: Reader, node: Pick, rows: Rows) -> Truths:
    return _picked(*(reader.truth(part, rows) for part in (node.condition, node.then, node.other)))


def _picked(test: Truths, then: Truths, other: Truths) -> Truths:
    """Where the test is not known the answer is, if both branches agree."""
    sure = (test[0] & then[0]) | (~test[1] & other[0]) | (then[0] & other[0])
    return sure, (test[1] & then[1]) | (~test[0] & other[1])


def _lookup(reader: Reader, node: Lookup, rows: Rows) -> Truths:
    return _row_among(reader, node, frozenset((True,)), rows)


def _compare(reader: Reader, node: Compare, rows: Rows) -> Truths:
    kind = node.left.type.kind
    if kind is Kind.CHOICE:
        return _compare_choices(reader, node, rows)
    if kind is Kind.TEXT:
        found = _same_texts(node.left, node.right, rows)
        return found if node.op == "==" else (~found[1], ~found[0])
    if isinstance(node.left, Fact) and isinstance(node.right, Constant):
        return _compare_fact(node, node.left, node.right, rows)
    sure, maybe = ranges.compared(node.op, reader.span(node.left, rows), reader.span(node.right, rows))
    if sure.ndim:
        return sure, maybe
    return np.full(rows.count, sure), np.full(rows.count, maybe)


def _compare_fact(node: Compare, fact: Fact, limit: Constant, rows: Rows) -> Truths:
    """The commonest rule: one column against one number."""
    values, valid = rows.part(fact.spec.name)
    bound = number(limit.value)
    plane = TESTS[node.op](values, float(bound) if isinstance(bound, Fraction) else bound)
    if valid is None:
        return plane, plane
    spans = possible(fact, {}), possible(limit, {})
    return _masked(plane, valid, unknown=compared_spans(node.op, *spans, fact.type))


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
        may = _key_may_be(reader, node, key, rows)
        np.logical_or(into := inside if value in options else outside, may, out=into)
    none = ~(inside | outside)
    if node.key.type.kind is Kind.CHOICE:
        without = frozenset(node.key.type.options) - node.table.rows.keys()
        none |= reader.truth(Member(node.key, without), rows)[1]
    return inside & ~outside & ~none, inside | none


def _key_may_be(reader: Reader, node: Lookup, key: Anything, rows: Rows) -> NDArray[np.bool_]:
    if node.key.type.kind is Kind.CHOICE:
        return reader.truth(Member(node.key, frozenset((key,))), rows)[1]
    return ranges.compared("==", reader.span(node.key, rows), ranges.exactly(number(key)))[1]


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
    sure = maybe = np.ones(rows.count, np.bool_)
    for at, one in enumerate(node.items):
        for other in node.items[:at]:
            test = _same_pair(reader, one, other, rows)
            sure, maybe = sure & test[0], maybe & test[1]
    return sure, maybe


def _same_pair(reader: Reader, one: Node, other: Node, rows: Rows) -> Truths:
    if one.type.kind is Kind.TEXT:
        return _same_texts(one, other, rows)
    if one.type.kind is Kind.TRUTH:
        first, second = reader.truth(one, rows), reader.truth(other, rows)
        both_false = (~first[1] & ~second[1], ~first[0] & ~second[0])
        return (first[0] & second[0]) | both_false[0], (first[1] & second[1]) | both_false[1]
    return _compare(reader, Compare("==", one, other), rows)


def _same_texts(one: Node, other: Node, rows: Rows) -> Truths:
    (first, known), (second, also) = rows.part(column_key(one) or ""), rows.part(column_key(other) or "")
    valid = also if known is None else known if also is None else known & also
    return _masked(first == second, valid, unknown=None)


_TRUTHS: dict[type[Node], Callable[..., Truths]] = {
    Constant: _constant,
    Fact: _column,
    Holds: _column,
    Unset: _unknown,
    Not: _not,
    All: _all,
    Any: _any,
    Pick: _pick,
    Lookup: _lookup,
    Compare: _compare,
    Member: _member,
    Same: _same,
}
