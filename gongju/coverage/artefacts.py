"""Everything that names the requirement rows it serves: data files by their `rows`, Python by its docstrings."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongju.rules.citing import Citation, citations
from gongju.rules.edition import Edition, Library
from gongju.rules.reading import read_library

ROW = re.compile(r"\b(?:(?:CP|DC|DX|BJ|CL)-\d{3}|(?:LF|SC)-\d{2}|CY-[QA]\d{1,2}[a-z]?)\b")
"""How the id of a requirement row is written."""
CITED = re.compile(r"\(([^()]*)\)")
"""Where a docstring cites: in brackets, "(CP-136, AMB-03)"; ids elsewhere are examples."""
FENCE = "+++"
HELP = "帮助"
"""The kind of an answer in the help."""
RULEBOOK = {
    "businesses": "业务",
    "parameters": "数值",
    "tables": "数值表",
    "values": "算式",
    "criteria": "条件",
    "materials": "材料",
    "cautions": "提醒",
    "comparisons": "比对",
    "groups": "材料组",
    "terms": "期限",
    "steps": "步骤",
    "state_changes": "状态变化",
    "quota": "指标",
    "rounds": "申报轮次",
    "contacts": "联系方式",
    "benefits": "待遇",
    "information": "说明",
    "not_modelled": "不由系统判断",
}
"""Parts of an edition, in words."""
PLACES = {
    "gongju/portals": "页面",
    "gongju/actions/guards": "检查",
    "gongju/actions/effects": "后果",
    "gongju/actions": "动作",
    "gongju/access": "权限",
}
"""What Python in a folder is called; anything else is 部件."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """Something built: its kind in words, where it stands, what people call it ("" for code), the rows it serves."""

    kind: str
    place: str
    title: str
    rows: tuple[str, ...]

    @property
    def only_tells(self) -> bool:
        """An answer is about a rule, a page or a verb, and what a rulebook leaves out is built nowhere."""
        return self.kind == HELP or self.kind.endswith(RULEBOOK["not_modelled"])


@lru_cache(maxsize=4)
def artefacts_in(root: Path) -> tuple[Artefact, ...]:
    """All artefacts of the tree under `root` that name a row, data first."""
    return (*_of_rulebooks(root), *_of_tables(root), *_of_notes(root), *_of_python(root))


def _of_rulebooks(root: Path) -> Iterator[Artefact]:
    library = read_library(root / "rulebooks")
    for edition in library.editions:
        inherited = _inherited(library, edition)
        for one in citations(edition):
            if one not in inherited:
                place = f"rulebooks/{edition.key}.toml: {one.part}.{one.name}"
                yield Artefact(f"{edition.name}规则 · {RULEBOOK[one.part]}", place, one.label, one.rows)


def _inherited(library: Library, edition: Edition) -> frozenset[Citation]:
    return frozenset(citations(library.edition(edition.extends))) if edition.extends else frozenset()


def _of_tables(root: Path) -> Iterator[Artefact]:
    for kind, folder in (("办事流程", "procedures"), ("表单", "forms"), ("声明", "statements")):
        for path in sorted((root / folder).rglob("*.toml")):
            place = path.relative_to(root).as_posix()
            yield from _of_table(tomllib.loads(path.read_text("utf-8")), kind, place, "")


def _of_table(table: Mapping[str, Any], kind: str, place: str, key: str, of: str = "") -> Iterator[Artefact]:
    """The table itself and every table in it that has rows, which are called after the one they are `of`."""
    rows, title = table.get("rows"), str(table.get("title", key))
    if isinstance(rows, list):
        told = f"{of}，{title}" if of else title
        yield Artefact(kind, f"{place}: {key}" if key else place, told, tuple(map(str, rows)))
    for name, inner in table.items():
        if isinstance(inner, dict):
            yield from _of_table(inner, kind, place, f"{key}.{name}" if key else name, of or title)


def _of_notes(root: Path) -> Iterator[Artefact]:
    for kind, folder, heading in (("通知", "notices", "title"), (HELP, "help", "question")):
        for path in sorted((root / folder).rglob("*.md")):
            head = tomllib.loads(path.read_text("utf-8").split(FENCE, 2)[1])
            if rows := head.get("rows"):
                yield Artefact(kind, path.relative_to(root).as_posix(), str(head[heading]), tuple(rows))


def _of_python(root: Path) -> Iterator[Artefact]:
    for path in sorted((root / "gongju").rglob("*.py")):
        text = path.read_text("utf-8")
        if not ROW.search(text):
            continue
        place = path.relative_to(root).as_posix()
        kind = next((word for folder, word in PLACES.items() if place.startswith(folder)), "部件")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                told = " ".join(CITED.findall(ast.get_docstring(node) or ""))
                if rows := tuple(dict.fromkeys(ROW.findall(told))):
                    name = "" if isinstance(node, ast.Module) else f": {node.name}"
                    yield Artefact(kind, f"{place}{name}", "", rows)
