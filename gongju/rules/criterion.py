"""One criterion of an edition: a rule with its words, its clause and who decides on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .tree import Node

CriterionKind: TypeAlias = Literal["condition", "exclusion", "pathway"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A condition (all must hold), an exclusion (none may hold) or a pathway (one must hold).

    `rule` is True when the condition holds; of an exclusion, when the person is excluded.
    `tree` is None only with `judge`: then nothing but an officer's eye decides.
    `soft`: not fulfilling it leaves the decision to an officer. `judge`: fulfilling it does.
    `readings` are rules of an open `question`; where they differ an officer decides.
    `unmet` and `met` may name facts, values and parameters in braces.
    """

    code: str
    kind: CriterionKind
    business: tuple[str, ...]
    title: str
    rule: str = ""
    tree: Node | None = None
    unmet: str = ""
    met: str = ""
    ask_officer: str = ""
    clause: str = ""
    rows: tuple[str, ...] = ()
    soft: bool = False
    judge: bool = False
    readings: Mapping[str, str] = field(default_factory=dict)
    reading_trees: Mapping[str, Node] = field(default_factory=dict)
    question: str = ""
    note: str = ""

    @property
    def trees(self) -> tuple[Node, ...]:
        """What is evaluated: every reading of the rule, or the rule; nothing where only an officer's eye decides."""
        return tuple(self.reading_trees.values()) or ((self.tree,) if self.tree is not None else ())
