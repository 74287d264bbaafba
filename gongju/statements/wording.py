"""The wording of a statement from `statements/<name>.toml`; an office's own stands in `statements/<authority>/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from gongju.rules.paper_entries import Material
from gongju.rules.toml_table import Fault, TomlTable

PARTIES = ("individual", "employer")
UNNAMED = "×××"
SHARED = "shared"
"""The folder of what several statements share; no office is called so."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to be filled: what goes there, and where it is known from ("part.field"; "" = by hand alone)."""

    name: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    """One party's declaration with the lines to be signed; `seal` says whose seal is put beside them, "" none.

    `sheet`: names of blanks that stand as a table, label beside value, before the words.
    """

    heading: str
    sheet: tuple[str, ...]
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    closing: str
    signatures: tuple[str, ...]
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement: for the papers of party `by` whose title holds one of `papers`.

    `letter`: written to an office, which may ask for it case by case; `business`: cases that may add it though no paper
    asks for it. The title may name blanks.
    """

    name: str
    title: str
    edition: str
    use: str
    papers: tuple[str, ...]
    business: tuple[str, ...]
    letter: bool
    by: str
    rows: tuple[str, ...]
    blanks: Mapping[str, Blank]
    sections: tuple[Section, ...]

    @property
    def full_title(self) -> str:
        """诚信声明（个人版）; a blank in it as ×××."""
        return f"{self.plain_title}（{self.edition}）" if self.edition else self.plain_title

    @property
    def plain_title(self) -> str:
        """The title, a blank in it as ×××."""
        return self.title_with({})

    def title_with(self, filled: Mapping[str, str]) -> str:
        """The title with what is filled in, ××× where nothing is."""
        return self.title.format_map({name: filled.get(name) or UNNAMED for name in self.blanks})

    def serves(self, paper: Material) -> bool:
        """Whether this statement, signed, is that paper."""
        titles = (paper.title, *paper.accepts)
        return paper.by == self.by and any(word in title for word in self.papers for title in titles)


class StatementFaults(ValueError):
    """Statement files that cannot be used; `faults` says why, every one of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@lru_cache(maxsize=16)
def statements_for(folder: Path, authority: str = "") -> Mapping[str, Statement]:
    """Every statement by name, an office's own wording before the common one. Raises StatementFaults."""
    paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if authority:
        paths |= {path.stem: path for path in sorted((folder / authority).glob("*.toml"))}
    faults: list[Fault] = []
    found = {name: _statement(name, path, folder / SHARED, faults) for name, path in paths.items()}
    if faults:
        raise StatementFaults(faults)
    return found


def _statement(name: str, path: Path, shared: Path, faults: list[Fault]) -> Statement:
    table = TomlTable(_written(path, shared), file=f"statements/{path.name}", key="", faults=faults)
    read = Statement(
        name=name,
        title=table.text("title"),
        edition=table.text("edition", ""),
        use=table.text("use"),
        papers=table.texts("papers", None),
        business=table.texts("business"),
        letter=table.truth("letter"),
        by=table.one_of("by", PARTIES),
        rows=table.texts("rows"),
        blanks={key: _blank(key, each) for key, each in table.named_tables("blanks").items()},
        sections=tuple(_section(each) for each in table.tables("sections")),
    )
    for unknown in _named_in(read.title) - read.blanks.keys():
        table.fault("title", f"没有这个空格 {{{unknown}}}", f"可写：{'、'.join(read.blanks)}")
    for number, section in enumerate(read.sections, 1):
        for unknown in _placeholders(section) - read.blanks.keys():
            table.fault(f"sections[{number}]", f"没有这个空格 {{{unknown}}}", f"可写：{'、'.join(read.blanks)}")
    table.close()
    return read


def _written(path: Path, shared: Path) -> dict[str, Any]:
    """The file as it was written, laid over what it shares with others if it `extends` a file of `shared`."""
    written = _toml(path)
    if "extends" not in written:
        return written
    under = _toml(shared / f"{written.pop('extends')}.toml")
    blanks, section = under.pop("blanks", {}), under.pop("section", {})
    sections = [{**section, **one} for one in written.get("sections", [])]
    return {**under, **written, "blanks": {**blanks, **written.get("blanks", {})}, "sections": sections}


def _toml(path: Path) -> dict[str, Any]:
    file = f"statements/{path.name}"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as missing:
        raise StatementFaults([Fault(file, "extends", f"没有这个文件：{path.parent.name}/{path.name}")]) from missing
    except tomllib.TOMLDecodeError as broken:
        raise StatementFaults([Fault(file, "-", f"不是正确的 TOML：{broken}")]) from broken


def _blank(name: str, table: TomlTable) -> Blank:
    read = Blank(name, table.text("label"), table.text("from", ""))
    table.close()
    return read


def _section(table: TomlTable) -> Section:
    sheet = table.texts("sheet")
    read = Section(
        heading=table.text("heading"),
        sheet=sheet,
        paragraphs=table.texts("paragraphs", () if sheet else None),
        items=table.texts("items"),
        closing=table.text("closing", "" if sheet else None),
        signatures=table.texts("signatures", () if sheet else None),
        seal=table.text("seal", ""),
    )
    table.close()
    return read


def _placeholders(section: Section) -> set[str]:
    texts = (*section.paragraphs, *section.items, section.closing)
    return set(section.sheet).union(*(_named_in(text) for text in texts))


def _named_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
