"""Which requirement rows an edition cites, and that it accounts for every row it says it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

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
    "groups",
    "terms",
    "steps",
    "state_changes",
    "quota",
    "contacts",
    "benefits",
    "information",
    "not_modelled",
)
"""The parts of an edition whose entries cite rows; examples and questions explain, they do not account for."""


def cited_rows(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """For each cited row the entries that cite it, as "part（name）"."""
    found: dict[str, list[str]] = {}
    for part in LISTS:
        for name, entry in _entries(getattr(edition, part)):
            for row in _rows(entry):
                found.setdefault(row, []).append(f"{part}（{name}）")
    return {row: tuple(dict.fromkeys(places)) for row, places in found.items()}


def check_rows(edition: Edition, note: Note) -> None:
    """Every row of the span is cited, and no row outside it that bears its prefix."""
    if not edition.accounts_for:
        return
    cited = cited_rows(edition)
    missing = [row for row in edition.accounts_for if row not in cited]
    for row in missing:
        note(
            "edition.accounts_for", f"{row} 没有任何条目引用", "写进某个条目的 rows，或写一块 [[not_modelled]] 说明原因"
        )
    prefix = edition.accounts_for[0].rpartition("-")[0] + "-"
    for row in sorted(cited.keys() - set(edition.accounts_for)):
        if row.startswith(prefix):
            meant = nearest(row, edition.accounts_for)
            note(cited[row][0], f"没有编号 {row}", f"是否要写 {meant}？" if meant else "")


def _entries(part: object) -> Iterator[tuple[str, object]]:
    if isinstance(part, Mapping):
        yield from part.items()
    elif isinstance(part, tuple):
        for entry in part:
            name = getattr(entry, "code", None) or getattr(entry, "title", None) or getattr(entry, "what", "")
            yield str(name), entry


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
