"""The published documents as lists of row ids, with what is said of the rows that nothing serves: `rows/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongju.rules.checking import rows_between
from gongju.rules.toml_table import Fault, TomlTable

PARTS, CASES = "parts.toml", "cases.toml"
KINDS = {
    "information": "只是说明，无需办理",
    "external": "由系统以外办理",
    "abolished": "已经废止或被取代",
}
"""Why a row is not built, in words."""


class RowFaults(ValueError):
    """The lists of rows cannot be used as they stand; `faults` says why, every one of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Take the faults in the order of the files."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class NotBuilt:
    """Why nothing serves a row: one of KINDS, and a sentence."""

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """A business or part of the system that rows wait for; `path` exists in the tree as soon as it is built."""

    name: str
    title: str
    path: str
    exists: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One published document: its rows in order, and those not built or waiting for parts, by id."""

    prefix: str
    title: str
    rows: tuple[str, ...]
    not_built: Mapping[str, NotBuilt]
    waiting: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents, in the order of their files, and the parts that may be waited for."""

    documents: tuple[Document, ...]
    parts: Mapping[str, Part]

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    @property
    def rows(self) -> frozenset[str]:
        """Every id of every document."""
        return frozenset(row for one in self.documents for row in one.rows)


@lru_cache(maxsize=4)
def read_documents(root: Path) -> Documents:
    """What lies in `root`/rows. Raises RowFaults with all that is wrong."""
    faults: list[Fault] = []
    folder = root / "rows"
    parts = {
        name: _part(name, each, root) for name, each in opened(folder / PARTS, faults).named_tables("parts").items()
    }
    paths = (path for path in sorted(folder.glob("*.toml")) if path.name not in (PARTS, CASES))
    documents = tuple(_document(opened(path, faults), parts) for path in paths)
    faults += _twice(documents)
    if faults:
        raise RowFaults(faults)
    return Documents(documents, parts)


def opened(path: Path, faults: list[Fault]) -> TomlTable:
    """A file of rows/ as a table. Raises RowFaults when it is no TOML."""
    name = f"rows/{path.name}"
    try:
        return TomlTable(tomllib.loads(path.read_text("utf-8")), file=name, key="", faults=faults)
    except (OSError, tomllib.TOMLDecodeError) as broken:
        raise RowFaults([Fault(name, "-", f"读不出来：{broken}")]) from broken


def _part(name: str, table: TomlTable, root: Path) -> Part:
    title, path = table.text("title"), table.text("path")
    table.close()
    return Part(name, title, path, exists=bool(path) and any(root.glob(path)))


def _document(table: TomlTable, parts: Mapping[str, Part]) -> Document:
    rows = tuple(ids_of(table, "ids"))
    not_built: dict[str, NotBuilt] = {}
    waiting: dict[str, tuple[str, ...]] = {}
    for each in table.tables("not_built"):
        reason = NotBuilt(each.one_of("kind", tuple(KINDS), None), each.text("why"))
        not_built |= dict.fromkeys(_known(each, rows), reason)
        each.close()
    for each in table.tables("waiting"):
        part = each.one_of("part", tuple(parts), None)
        for row in _known(each, rows):
            waiting[row] = (*waiting.get(row, ()), part)
        each.close()
    for row in sorted(not_built.keys() & waiting.keys()):
        table.fault("waiting", f"{row} 既写了不建，又写了等待", "只留一处")
    prefix, title = table.text("prefix"), table.text("title")
    for row in rows:
        if not row.startswith(f"{prefix}-"):
            table.fault("ids", f"{row} 的前缀不是 {prefix}")
    table.close()
    return Document(prefix, title, rows, not_built, waiting)


def _known(table: TomlTable, rows: tuple[str, ...]) -> Iterator[str]:
    for row in ids_of(table, "rows"):
        if row in rows:
            yield row
        else:
            table.fault("rows", f"没有编号 {row}", "编号列在同一文件的 ids 里")


def ids_of(table: TomlTable, key: str) -> Iterator[str]:
    """Single ids, and spans as "CP-001..CP-183"."""
    for written in table.texts(key, None):
        try:
            yield from rows_between(written) if ".." in written else (written,)
        except ValueError:
            table.fault(key, f"不能是 {written!r}", "写成首尾两个编号，如 CP-001..CP-183")


def _twice(documents: Iterable[Document]) -> Iterator[Fault]:
    seen: set[str] = set()
    for document in documents:
        for row in document.rows:
            if row in seen:
                yield Fault(f"rows/{document.prefix}", "ids", f"{row} 写了两次")
            seen.add(row)
