"""The worked cases: which run as examples of a rulebook, which a test holds, which wait for what is not built yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongju.rules.reading import read_library
from gongju.rules.toml_table import Fault

from .documents import CASES, Part, RowFaults, ids_of, opened, read_documents

_CASE = re.compile(r"\b(?:TC|CC)-\d{3}\b")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a case waits for, and what of it is missing."""

    part: Part
    why: str


@dataclass(frozen=True, slots=True)
class CaseAccount:
    """The account of all cases, each id with the places where it runs or what it waits for."""

    ids: tuple[str, ...]
    examples: Mapping[str, str]
    """Case -> edition whose example it is."""
    tests: Mapping[str, str]
    """Case -> file of the test that names it."""
    waiting: Mapping[str, Waiting]

    @property
    def running(self) -> tuple[str, ...]:
        """The cases that run; the test suite fails when one does not come out."""
        return tuple(case for case in self.ids if case in self.examples or case in self.tests)

    def faults(self) -> Iterator[str]:
        """Cases that neither run nor wait, that do both, that wait for what exists, or that nobody knows."""
        for case in self.ids:
            runs, waits = case in self.running, self.waiting.get(case)
            if not runs and waits is None:
                yield f"{case} 既没有作为例子或测试运行，也没有写明等待什么"
            elif runs and waits is not None:
                yield f"{case} 已经运行，不该再写等待"
            elif waits is not None and waits.part.exists:
                yield f"{case} 等待的“{waits.part.title}”已经有了（{waits.part.path}）"
        for case in self.examples.keys() - set(self.ids):
            if _CASE.fullmatch(case):
                yield f"{self.examples[case]} 的例子写了不存在的 {case}"


@lru_cache(maxsize=2)
def cases_of(root: Path) -> CaseAccount:
    """The account of the tree under `root`. Raises RowFaults when rows/cases.toml cannot be read."""
    faults: list[Fault] = []
    table = opened(root / "rows" / CASES, faults)
    parts = read_documents(root).parts
    ids = tuple(ids_of(table, "ids"))
    waiting: dict[str, Waiting] = {}
    for each in table.tables("waiting"):
        part = each.one_of("part", tuple(parts), None)
        waiting |= {case: Waiting(parts[part], each.text("why", "")) for case in ids_of(each, "cases") if part in parts}
        each.close()
    table.close()
    if faults:
        raise RowFaults(faults)
    examples = {
        one.case: edition.key for edition in read_library(root / "rulebooks").editions for one in edition.examples
    }
    return CaseAccount(ids, examples, _named_in_tests(root), waiting)


def _named_in_tests(root: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        for case in _CASE.findall(path.read_text("utf-8")):
            found.setdefault(case, path.relative_to(root).as_posix())
    return found
