"""Rows of a frame, a block at a time, or only those of a block that are still undecided."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .frames import Column
from .ranges import Range, Truths
from .tree import Fact, Holds, Node

EPOCH = date(1970, 1, 1).toordinal()
Open: TypeAlias = NDArray[np.bool_] | None
"""Rows for which an answer still matters; None: all of them."""


class ReadsRows(Protocol):
    """What reads the nodes of a simplified tree over rows."""

    def truth(self, node: Node, rows: Rows, open_: Open = None) -> Truths:
        """Certainly and possibly true; rows that are not open may have any answer."""

    def span(self, node: Node, rows: Rows) -> Range:
        """What a quantity or a day may be."""


class Rows:
    """A block of rows, or some of them: each column's part is fetched once, when first asked for."""

    def __init__(self, columns: Mapping[str, Column], start: int, stop: int) -> None:
        self.columns = columns
        self.start, self.stop = start, stop
        self.count = stop - start
        self._parts: dict[str, tuple[NDArray[Any], NDArray[np.bool_] | None]] = {}
        self.kept: dict[Hashable, Any] = {}
        """What was reckoned once for these rows and is asked for again."""

    def part(self, name: str) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        """Values and validity of one column; validity is None when all of the rows are known."""
        found = self._parts.get(name)
        if found is None:
            found = self._parts[name] = self._fetch(name)
        return found

    def _fetch(self, name: str) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        values, valid = self.columns[name].part(self.start, self.stop)
        return values, None if valid is not None and valid.all() else valid

    def chosen(self, index: NDArray[np.intp]) -> Rows:
        """Only the rows at these places."""
        return _Chosen(self, index)


class _Chosen(Rows):
    """Some rows of a block; a column is taken from the block itself, never from a choice in between."""

    def __init__(self, block: Rows, index: NDArray[np.intp]) -> None:
        super().__init__(block.columns, 0, len(index))
        self._block, self._index = block, index

    def _fetch(self, name: str) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        values, valid = self._block.part(name)
        taken = values.take(self._index)
        kept = None if valid is None else valid.take(self._index)
        return taken, None if kept is not None and kept.all() else kept

    def chosen(self, index: NDArray[np.intp]) -> Rows:
        return _Chosen(self._block, self._index.take(index))


def column_key(node: Node) -> str | None:
    """Under which name the column of a node is kept: of a fact its name, of a test over lists its own."""
    if isinstance(node, Fact):
        return node.spec.name
    if isinstance(node, Holds) and isinstance(node.item, Fact):
        return f"{node.item.spec.name} {'⊇' if node.every else '∋'} {'、'.join(sorted(node.options))}"
    return None


def number(value: Any) -> Any:
    """A constant as columns hold it: a day as days since 1970."""
    return value.toordinal() - EPOCH if isinstance(value, date) else value
