"""From TOML files to a library of editions; every fault names its file, its key and what to write instead."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from .edition import Edition, Library
from .facts import FactTable
from .lines import with_lines
from .nearest import nearest
from .reading_edition import Ground, read_edition
from .reading_facts import read_facts_of
from .reading_retirement import read_retirement
from .succession import succession_faults
from .toml_table import Fault, RulebookFaults, TomlTable

FACTS = "facts.toml"
RETIREMENT = "national/retirement.toml"
SHARED = (FACTS, RETIREMENT)


def rulebooks_folder() -> Path:
    """Where the rulebooks lie: `GONGJU_RULEBOOKS`, else beside the package."""
    named = os.environ.get("GONGJU_RULEBOOKS")
    return Path(named) if named else Path(__file__).resolve().parent.parent.parent / "rulebooks"


def read_library(folder: Path) -> Library:
    """Every edition under `folder`. Raises RulebookFaults with all that is wrong."""
    return read_library_texts(rulebook_texts(folder))


def rulebook_texts(folder: Path) -> dict[str, str]:
    """The texts under `folder` by relative path. Raises RulebookFaults when there is no such folder."""
    if not folder.is_dir():
        raise RulebookFaults([Fault(str(folder), "", "没有这个文件夹", "GONGJU_RULEBOOKS 要指向放规则文件的文件夹")])
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.toml"))}


def read_library_texts(texts: Mapping[str, str]) -> Library:
    """The library in texts by relative path: facts.toml, national/…, <authority>/<edition>.toml."""
    faults = [Fault(path, "", "缺少这个文件", "它写着所有规则共用的内容") for path in SHARED if path not in texts]
    opened = {path: _opened(path, text, faults) for path, text in texts.items()}
    if faults:
        raise RulebookFaults(with_lines(faults, texts))
    facts = FactTable(read_facts_of(opened[FACTS]).values())
    opened[FACTS].close()
    if faults:
        raise RulebookFaults(with_lines(faults, texts))  # everything else stands on the facts
    ground = Ground(facts, read_retirement(opened[RETIREMENT]), texts, SHARED, faults)
    shelf = _Shelf(opened, ground)
    editions = tuple(found for path in opened if path not in SHARED if (found := shelf.edition(path)) is not None)
    faults += succession_faults(editions)
    if faults:
        raise RulebookFaults(with_lines(faults, texts))
    return Library(editions, facts, ground.retirement)


def _opened(path: str, text: str, faults: list[Fault]) -> TomlTable:
    data: dict[str, Any] = {}
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        faults.append(Fault(path, "", f"不是正确的 TOML：{fault}", "按行号改正；同一个键不能写两次"))
    return TomlTable(data, file=path, key="", faults=faults)


class _Shelf:
    """Reads each edition once, the one it extends before it."""

    def __init__(self, opened: Mapping[str, TomlTable], ground: Ground) -> None:
        self._opened = opened
        self._ground = ground
        self._read: dict[str, Edition] = {}
        self._open: list[str] = []

    def edition(self, path: str) -> Edition | None:
        """The edition in that file; None when the one it extends cannot be had (and that is a fault)."""
        if path not in self._read and path not in self._open:
            self._open.append(path)
            table = self._opened[path]
            named = table.table("edition").text("extends", "")
            under = self._extended(table, named) if named else None
            if under is not None or not named:
                self._read[path] = read_edition(table, under, self._ground)
            self._open.remove(path)
        return self._read.get(path)

    def _extended(self, table: TomlTable, named: str) -> Edition | None:
        path = f"{named}.toml"
        if path not in self._opened:
            meant = nearest(path, self._opened)
            hint = f"是否要写 {meant.removesuffix('.toml')}？" if meant else ""
            table.fault("edition.extends", f"没有规则 {named!r}", hint)
        elif path in self._open:
            table.fault("edition.extends", "几份规则互相以对方为基础", "只让区的规则以市的规则为基础")
        else:
            return self.edition(path)
        return None
