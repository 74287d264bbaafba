"""And/or over columns as a sieve: cheap items first, and late ones only for the rows they can still matter to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .branches import walk
from .frames import Column
from .ranges import Truths
from .rows import Open, ReadsRows, Rows, column_key
from .tree import All, Any, Call, Compare, Constant, Fact, Lookup, Member, Node, Pick

# Costs in units of reading one byte of each row, as measured; they decide the order, never the outcome.
LOOKUP, CALL, PICK, ARITHMETIC = 45, 400, 8, 16
PICKING, SCATTERING, TAKING = 16, 20, 25
WORTH = 150
"""An item that costs less is read for all rows, without looking how many are still open."""
SIEVE_ROWS = 2048
"""Fewer rows than this are not worth picking out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The items of a node, cheapest first; for each what it costs, what it and the rest cost, and taking them apart."""

    items: tuple[Node, ...]
    costs: tuple[int, ...]
    rests: tuple[int, ...]
    takes: tuple[int, ...]


class Costs:
    """What reading each node costs over the columns of one frame, and the best order of items."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = columns
        self._plans: dict[int, tuple[Node, Plan]] = {}

    def plan(self, node: All | Any) -> Plan:
        """The plan of an and/or, made once."""
        found = self._plans.get(id(node))
        if found is None:
            items = tuple(sorted(node.items, key=self.cost))
            costs = tuple(self.cost(item) for item in items)
            rests = tuple(sum(costs[at:]) for at in range(len(items)))
            takes = tuple(self._taking(items[at:]) for at in range(len(items)))
            found = self._plans[id(node)] = node, Plan(items, costs, rests, takes)
        return found[1]

    def cost(self, node: Node) -> int:
        """What a node costs when it is read for every row."""
        return sum(self._own(part) for part in walk(node))

    def _own(self, node: Node) -> int:
        if isinstance(node, Fact):
            column = self._columns.get(node.spec.name)
            return (column.width * (2 if column.nullable else 1)) if column else 1
        if isinstance(node, Lookup | Call):
            return LOOKUP if isinstance(node, Lookup) else CALL
        if isinstance(node, Constant):
            return 0
        if isinstance(node, Compare | Member | All | Any):
            return len(node.options) if isinstance(node, Member) else 1
        return PICK if isinstance(node, Pick) else ARITHMETIC if node.type.dimension else 1

    def _taking(self, items: Sequence[Node]) -> int:
        keys = {column_key(part) for item in items for part in walk(item)}
        return TAKING * sum(1 + column.nullable for name, column in self._columns.items() if name in keys)


def sieved(reader: ReadsRows, costs: Costs, node: All | Any, rows: Rows, open_: Open) -> Truths:
    """And or or over the items of a node."""
    return _Sieve(reader, isinstance(node, Any), costs.plan(node)).over(0, rows, open_)


class _Sieve:
    """One and (done where false) or or (done where true)."""

    def __init__(self, reader: ReadsRows, done: bool, plan: Plan) -> None:
        self.reader, self.done, self.plan = reader, done, plan
        self.join = np.bitwise_or if done else np.bitwise_and

    def over(self, first: int, rows: Rows, open_: Open) -> Truths:
        """The items from `first` on."""
        items = self.plan.items
        found, own = self.reader.truth(items[first], rows, open_), False
        for at in range(first + 1, len(items)):
            undone = None
            if self.plan.costs[at] >= WORTH:
                undone = self._undone(found, open_)
                left = int(np.count_nonzero(undone))
                if not left:
                    break
                if self._worth_picking(at, left, rows.count):
                    return self._picked(at, rows, found, undone)
            found, own = self._joined(found, self.reader.truth(items[at], rows, undone), own=own), True
        return found

    def _undone(self, found: Truths, open_: Open) -> NDArray[np.bool_]:
        undone: NDArray[np.bool_] = ~found[0] if self.done else found[1]
        return undone if open_ is None else undone & open_

    def _worth_picking(self, at: int, left: int, count: int) -> bool:
        rest = self.plan.rests[at]
        picked = PICKING + left * (self.plan.takes[at] + SCATTERING + rest) // count
        return count >= SIEVE_ROWS and picked < rest

    def _picked(self, at: int, rows: Rows, before: Truths, open_: NDArray[np.bool_]) -> Truths:
        """The rest of the items over the open rows alone, put back in their places; others keep what they have."""
        index = np.flatnonzero(open_)
        rest = self.over(at, rows.chosen(index), None)
        if before[0] is before[1]:  # nothing is unknown yet, so an open row has no answer of its own
            sure = _put(before[0], index, rest[0])
            return sure, sure if rest[0] is rest[1] else _put(before[1], index, rest[1])
        joined = [self.join(plane.take(index), late) for plane, late in zip(before, rest, strict=True)]
        return _put(before[0], index, joined[0]), _put(before[1], index, joined[1])

    def _joined(self, one: Truths, other: Truths, *, own: bool) -> Truths:
        """Both items together; written over the first where that is ours and nobody else's."""
        exact = one[0] is one[1], other[0] is other[1]
        if exact[0] and not exact[1]:
            return self.join(one[0], other[0]), self.join(one[0], other[1])
        sure = self.join(one[0], other[0], out=one[0] if own else None)
        return (sure, sure) if exact[0] else (sure, self.join(one[1], other[1], out=one[1] if own else None))


def _put(before: NDArray[np.bool_], index: NDArray[np.intp], late: NDArray[np.bool_]) -> NDArray[np.bool_]:
    whole = before.copy()
    whole[index] = late
    return whole
