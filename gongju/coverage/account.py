"""Rows and artefacts put together: what serves each row, and every place where the account does not come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from gongju.rules.nearest import nearest

from .artefacts import Artefact, artefacts_in
from .documents import Document, Documents, NotBuilt, Part, read_documents


class Standing(Enum):
    """How a row stands; the value is what people read."""

    BUILT = "已实现"
    WAITING = "等待建设"
    NOT_BUILT = "不建，有理由"
    OPEN = "没有交代"


@dataclass(frozen=True, slots=True)
class RowAccount:
    """One row: what serves it (also while it waits: what tells of it already), and why it stands as it does."""

    row: str
    standing: Standing
    artefacts: tuple[Artefact, ...] = ()
    not_built: NotBuilt | None = None
    waits_for: tuple[Part, ...] = ()

    @property
    def serving(self) -> tuple[Artefact, ...]:
        """What serves the row; the other artefacts only tell of it."""
        return tuple(artefact for artefact in self.artefacts if not artefact.only_tells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The account of every row, in the order of the documents, and of every artefact."""

    documents: Documents
    rows: Mapping[str, RowAccount]
    artefacts: tuple[Artefact, ...]

    def counts(self, document: Document | None = None) -> Mapping[Standing, int]:
        """How many rows stand how, of one document or of all."""
        rows = document.rows if document else tuple(self.rows)
        return Counter(self.rows[row].standing for row in rows)

    def waits(self) -> Mapping[Part, tuple[str, ...]]:
        """The rows that wait, by each part they wait for, in the order of the parts."""
        return {
            part: found
            for part in self.documents.parts.values()
            if (found := tuple(row for row, one in self.rows.items() if part in one.waits_for))
        }

    def faults(self) -> tuple[str, ...]:
        """Every place where the account does not come out, as sentences, one for all rows of a document; else empty."""
        return tuple(
            f"{spans(rows, document.rows)} {said}"
            for document in self.documents
            for said, rows in self._said_of(document).items()
        ) + tuple(self._strangers())

    def _said_of(self, document: Document) -> Mapping[str, list[str]]:
        """What is wrong with rows of one document, with the rows it is wrong with."""
        said: dict[str, list[str]] = {}
        for row in document.rows:
            for fault in _faults_of(self.rows[row]):
                said.setdefault(fault, []).append(row)
        return said

    def _strangers(self) -> Iterator[str]:
        for artefact in self.artefacts:
            for row in artefact.rows:
                if row not in self.rows:
                    meant = nearest(row, self.rows)
                    yield f"{artefact.place} 引用了不存在的 {row}" + (f"，是否要写 {meant}？" if meant else "")


def _faults_of(one: RowAccount) -> Iterator[str]:
    """Nothing is said of it; only what tells of it; what is said is outdated."""
    if one.standing is Standing.OPEN:
        yield "没有交代：由实现它的地方引用，或在 rows/ 里写明原因或等待什么"
    if one.standing is Standing.BUILT and not one.serving:
        yield "只在帮助或“不由系统判断”里提到：由实现它的地方引用，或在 rows/ 里写明原因或等待什么"
    if one.not_built and one.serving:
        yield f"已由 {one.serving[0].place} 引用，rows/ 里不该再写不建"
    for part in one.waits_for:
        if part.exists:
            yield f"等待的“{part.title}”已经有了（{part.path}）：由实现它的地方引用，并从 rows/ 的等待里去掉"


def spans(rows: Sequence[str], order: Sequence[str]) -> str:
    """Rows in the order of their document; three or more that follow one another as "first..last"."""
    places = sorted(map({row: place for place, row in enumerate(order)}.__getitem__, rows))
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    shown = ([order[run[0]] + ".." + order[run[-1]]] if len(run) > 2 else [order[at] for at in run] for run in runs)
    return "、".join(one for run in shown for one in run)


@lru_cache(maxsize=4)
def coverage_of(root: Path) -> Coverage:
    """The account of the tree under `root`. Raises RowFaults when the lists of rows cannot be read."""
    documents, artefacts = read_documents(root), artefacts_in(root)
    serving: dict[str, list[Artefact]] = {}
    for artefact in artefacts:
        for row in artefact.rows:
            serving.setdefault(row, []).append(artefact)
    rows = {
        row: _account(row, document, documents.parts, tuple(serving.get(row, ())))
        for document in documents
        for row in document.rows
    }
    return Coverage(documents, rows, artefacts)


def _account(row: str, document: Document, parts: Mapping[str, Part], serving: tuple[Artefact, ...]) -> RowAccount:
    """A row that waits does so although something may tell of it already."""
    if row in document.waiting:
        waits_for = tuple(parts[name] for name in document.waiting[row])
        return RowAccount(row, Standing.WAITING, serving, waits_for=waits_for)
    if row in document.not_built:
        return RowAccount(row, Standing.NOT_BUILT, serving, not_built=document.not_built[row])
    return RowAccount(row, Standing.BUILT if serving else Standing.OPEN, serving)
