"""A population: the outcome of each person and of each criterion, from columns to columns, three-valued too."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from math import ceil
from pathlib import Path

import numpy as np
import polars as pl

from .branches import walk
from .columnar import columnar
from .facts import FactSpec
from .frames import Column, Frame, choices_held, columns_of, frame_of, parquet_frame, text_columns
from .outcome import MET, NOT_KNOWN, TO_BE_JUDGED, UNMET
from .planes import Reader
from .population import Codes, Population
from .ranges import Truths
from .rows import Rows, column_key
from .ruleset import RuleSet
from .scalar import Prepared
from .tree import All, Any, Holds, Node, Not
from .units import Kind
from .verdict import Judged

BLOCK = 1 << 19
"""Rows a block at most. The threads take turns at Python between two steps of NumPy; with long steps they seldom meet
there, and that is worth more than a block that stays in the processor's nearest cache (benchmarks/README.md)."""

THREADS = min(os.cpu_count() or 1, 4)


class _LookedAt:
    """What the rules look at in a frame."""

    def __init__(self, rule_set: RuleSet) -> None:
        specs = rule_set.facts_used
        self._texts = tuple(spec.name for spec in specs if spec.value_type.kind is Kind.TEXT)
        self._ordinary = [spec for spec in specs if spec.value_type.kind not in (Kind.TEXT, Kind.CHOICES)]
        nodes = [part for item in rule_set.prepared for tree in item.trees for part in walk(tree)]
        self._held = {column_key(node) or "": node for node in nodes if isinstance(node, Holds)}

    def columns(self, frame: pl.DataFrame) -> dict[str, Column]:
        """The columns by name. Raises FrameFault for one of another kind."""
        return {
            **columns_of(frame, self._ordinary),
            **text_columns(frame, self._texts),
            **{key: _held_column(frame, node) for key, node in self._held.items()},
        }


class ColumnRules:
    """The criteria of one business on one day, for whole columns."""

    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.items = rule_set.prepared
        self._trees = {id(item): tuple(columnar(tree) for tree in item.trees) for item in self.items}
        self._plain = columnar(_plain_tree(self.items))
        self._graded = [item for item in self.items if not item.plain]
        self._looked_at = _LookedAt(rule_set)
        self._readers: dict[tuple[tuple[str, int, bool], ...], Reader] = {}

    def run(self, source: Frame, *, reasons: bool = False) -> Population:
        """Judge every row; with `reasons` also each criterion.

        A column holds what `read_facts` gives: money in fen, durations in months, days as dates, choices as texts or
        categories. A null, or a column that is not there, is not known. Raises FrameFault for a column of another kind.
        """
        frame = frame_of(source)
        columns = self._looked_at.columns(frame)
        reader = self._reader(columns)
        count = frame.height
        outcome = np.empty(count, np.uint8)
        criteria = {item.criterion.code: np.empty(count, np.uint8) for item in self.items} if reasons else {}

        def judge(block: range) -> None:
            rows = Rows(columns, block.start, block.stop)
            found = self._with_reasons(reader, rows, criteria) if reasons else self._outcome(reader, rows)
            outcome[rows.start : rows.stop] = found

        _in_threads(judge, _blocks(count))
        return Population(outcome, criteria, self.rule_set.criteria)

    def run_parquet(self, path: Path, *, reasons: bool = False) -> Population:
        """Judge every row of a Parquet file, reading only the columns that the rules look at."""
        return self.run(parquet_frame(path, self.rule_set.facts_used), reasons=reasons)

    def _reader(self, columns: Mapping[str, Column]) -> Reader:
        """One reader for all frames whose columns are as wide and as incomplete, so that its plans are made once."""
        alike = tuple((name, column.width, column.nullable) for name, column in columns.items())
        return self._readers.setdefault(alike, Reader(columns))

    def _outcome(self, reader: Reader, rows: Rows) -> Codes:
        if not self._graded:
            return _levels(reader.truth(self._plain, rows), MET, UNMET)
        return self._with_reasons(reader, rows, {})

    def _with_reasons(self, reader: Reader, rows: Rows, into: Mapping[str, Codes]) -> Codes:
        needed = np.full(rows.count, MET, np.uint8)
        ways = np.zeros(rows.count, np.uint8)
        for item in self.items:
            levels = _item_levels(reader, item, self._trees[id(item)], rows)
            if into:
                into[item.criterion.code][rows.start : rows.stop] = levels
            if item.criterion.kind == "pathway":
                np.maximum(ways, levels, out=ways)
            else:
                np.minimum(needed, levels, out=needed)
        if any(item.criterion.kind == "pathway" for item in self.items):
            np.minimum(needed, ways, out=needed)
        return needed


def _blocks(count: int) -> list[range]:
    """The rows in blocks of one size, as many for each thread."""
    rounds = ceil(count / (BLOCK * THREADS))
    size = 8 * ceil(count / (8 * rounds * THREADS)) if count > BLOCK else max(count, 1)  # bits are packed by eight
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _in_threads(judge: Callable[[range], None], blocks: Sequence[range]) -> None:
    """Blocks side by side: NumPy lets other threads run while it works."""
    if len(blocks) < 2:
        for block in blocks:
            judge(block)
        return
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(judge, blocks):
            pass


def compile_columns(edition: Judged, business: str, on: date) -> ColumnRules:
    """The rules of a business on a day, ready for columns."""
    return ColumnRules(edition.rule_set(business, on))


def _held_column(frame: pl.DataFrame, node: Holds) -> Column:
    spec: FactSpec = node.item.spec  # type: ignore[attr-defined]
    return choices_held(frame, spec, node.options, every=node.every)


def _plain_tree(items: Sequence[Prepared]) -> Node:
    """All that needs no officer as one condition."""
    needed = [_person_side(item) for item in items if item.plain and item.criterion.kind != "pathway"]
    ways = [_person_side(item) for item in items if item.criterion.kind == "pathway" and item.plain]
    return All((*needed, Any(tuple(ways)))) if ways else All(tuple(needed))


def _person_side(item: Prepared) -> Node:
    return item.trees[0] if item.when_true == MET else Not(item.trees[0])


def _item_levels(reader: Reader, item: Prepared, trees: Sequence[Node], rows: Rows) -> Codes:
    """The outcome of one criterion."""
    if item.settled:
        return np.full(rows.count, item.settled_outcome, np.uint8)
    truths = [reader.truth(tree, rows) for tree in trees]
    levels = _levels(truths[0], item.when_true, item.when_false)
    return levels if len(truths) == 1 else _differing(levels, truths, item)


def _levels(truth: Truths, when_true: int, when_false: int) -> Codes:
    """The outcome's position where true, where false, and where not known."""
    sure, maybe = (plane.view(np.uint8) for plane in truth)
    if truth[0] is truth[1]:
        return _wrapped(when_false) + sure * _wrapped(when_true - when_false)
    return _wrapped(when_false) + maybe * _wrapped(NOT_KNOWN - when_false) + sure * _wrapped(when_true - NOT_KNOWN)


def _wrapped(number: int) -> np.uint8:
    """A small number, negative ones too, for sums of bytes, which wrap around."""
    return np.uint8(number % 256)


def _differing(levels: Codes, truths: Iterable[Truths], item: Prepared) -> Codes:
    """Where readings differ an officer decides; where one is not known and none differ, it is not known."""
    sures, maybes = zip(*truths, strict=True)
    some_true, some_false = np.logical_or.reduce(sures), ~np.logical_and.reduce(maybes)
    all_true, all_false = np.logical_and.reduce(sures), ~np.logical_or.reduce(maybes)
    return np.select(
        [some_true & some_false, all_true, all_false],
        [np.uint8(TO_BE_JUDGED), np.uint8(item.when_true), np.uint8(item.when_false)],
        np.uint8(NOT_KNOWN),
    )
