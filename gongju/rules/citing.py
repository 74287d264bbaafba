"""Which requirement rows an edition cites, and that it accounts for every row it says it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from .checking import Note
from .edition import Edition
from .nearest import nearest

LISTS = (
    "businesses",
    "parameters",
    "tables",
    "values",
    "criteria",
    "materials",
    "cautions",
    "comparisons",
    "groups",
    "terms",
    "steps",
    "state_changes",
    "quota",
    "rounds",
    "contacts",
    "benefits",
    "information",
    "not_modelled",
)
"""The parts of an edition whose entries cite rows; examples and questions explain, they do not account for."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry of an edition and the requirement rows it serves: `part` of the edition, `name` within it."""

    part: str
    name: str
    label: str
    """What people call it."""
    rows: tuple[str, ...]


def citations(edition: Edition) -> Iterator[Citation]:
    """Every entry that serves a row, inherited ones included, in the order of LISTS."""
    for part in LISTS:
        for name, entry in _entries(getattr(edition, part)):
            rows = tuple(dict.fromkeys(_rows(entry)))
            if rows:
                yield Citation(part, name, _label(entry) or name, rows)


def cited_rows(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """For each cited row the entries that cite it, as "part（name）"."""
    found: dict[str, list[str]] = {}
    for one in citations(edition):
        for row in one.rows:
            found.setdefault(row, []).append(f"{one.part}（{one.name}）")
    return {row: tuple(places) for row, places in found.items()}


def check_rows(edition: Edition, note: Note) -> None:
    """Every row accounted for is cited, and no other row that bears the prefix of one of them."""
    if not edition.accounts_for:
        return
    cited = cited_rows(edition)
    missing = [row for row in edition.accounts_for if row not in cited]
    for row in missing:
        note(
            "edition.accounts_for", f"{row} 没有任何条目引用", "写进某个条目的 rows，或写一块 [[not_modelled]] 说明原因"
        )
    prefixes = {row.partition("-")[0] for row in edition.accounts_for}
    for row in sorted(cited.keys() - set(edition.accounts_for)):
        if row.partition("-")[0] in prefixes:
            meant = nearest(row, edition.accounts_for)
            note(cited[row][0], f"没有编号 {row}", f"是否要写 {meant}？" if meant else "")


def _entries(part: object) -> Iterator[tuple[str, object]]:
    if isinstance(part, Mapping):
        yield from part.items()
    elif isinstance(part, tuple):
        for entry in part:
            name = getattr(entry, "code", None) or getattr(entry, "title", None) or getattr(entry, "what", "")
            yield str(name), entry


def _label(entry: object) -> str:
    return next((str(word) for key in ("title", "label", "what", "name") if (word := getattr(entry, key, ""))), "")


def _rows(entry: object) -> Iterator[str]:
    """The rows of an entry and of the entries inside it."""
    if isinstance(entry, tuple):
        for item in entry:
            yield from _rows(item)
    elif is_dataclass(entry):
        yield from getattr(entry, "rows", ())
        for part in fields(entry):
            if part.name == "values":
                yield from _rows(getattr(entry, part.name))
