"""The whole reckoning for one person: every criterion with its clause, every node of its rule with what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any as Anything
from typing import NamedTuple, TypeAlias

from .branches import children
from .criterion import Criterion
from .describing import described
from .facts import Facts
from .generation import Writer
from .kleene import possible
from .outcome import OUTCOMES, TO_BE_JUDGED, Outcome
from .scalar import Prepared, outcome_of_truths, whole_outcome
from .tree import Constant, Fact, Node
from .units import Kind
from .wording import value_text


@dataclass(frozen=True, slots=True)
class What:
    """What a node of a rule is: in words, the fact or parameter it names, the unit, and how a figure came about."""

    words: str
    name: str
    unit: str
    how: str
    node: Node


Part: TypeAlias = "tuple[What, Anything, tuple[Part, ...]]"
"""One node with its held value (None: not known) and the parts it was reckoned from; bare, as each person has many."""


def part_text(part: Part) -> str:
    """The value of a part as people write it; empty when it is not known."""
    what, value, _ = part
    return "" if value is None else value_text(value, what.node.type, what.unit)


class Cited(NamedTuple):
    """One criterion with its clause, its outcome and the reckoning of each of its readings."""

    criterion: Criterion
    outcome: Outcome
    parts: tuple[Part, ...]


class Explanation(NamedTuple):
    """The whole of it."""

    outcome: Outcome
    criteria: tuple[Cited, ...]


Explainer: TypeAlias = Callable[[Facts], Explanation]


def what_of(node: Node) -> What:
    """The description of a node, made once for all persons."""
    name = node.spec.name if isinstance(node, Fact) else node.name if isinstance(node, Constant) else ""
    unit = node.spec.unit if isinstance(node, Fact) else ""
    return What(described(node), name, unit, node.how if isinstance(node, Constant) else "", node)


class _Outline(NamedTuple):
    """What is the same for every person: the descriptions of a tree, and the whole part where no fact hangs below."""

    what: What
    below: tuple[_Outline, ...]
    part: Part | None


Outlines: TypeAlias = Sequence[tuple[_Outline, ...]]


def _outline(node: Node) -> _Outline:
    below = tuple(_outline(child) for child in children(node))
    bare = not isinstance(node, Fact) and all(one.part is not None for one in below)
    outline = _Outline(what_of(node), below, None)
    return outline._replace(part=_part(outline, {})) if bare else outline


def _outlines(items: Sequence[Prepared]) -> Outlines:
    return tuple(tuple(_outline(tree) for tree in item.shown) for item in items)


def explained(items: Sequence[Prepared], facts: Facts, outlines: Outlines | None = None) -> Explanation:
    """The reckoning for facts that may be incomplete; `outlines` of the items where they are made already."""
    cited = []
    levels = []
    for item, outline in zip(items, outlines or _outlines(items), strict=True):
        parts = tuple(_part(one, facts) for one in outline)
        truths = {value for _, value, _ in parts}
        levels.append(item.settled_outcome if item.settled else outcome_of_truths(item, truths))
        cited.append(Cited(item.criterion, OUTCOMES[levels[-1]], parts))
    return Explanation(OUTCOMES[whole_outcome(items, levels)], tuple(cited))


def _part(outline: _Outline, facts: Facts) -> Part:
    if outline.part is not None:
        return outline.part
    node = outline.what.node
    return outline.what, _single(possible(node, facts), node), tuple(_part(one, facts) for one in outline.below)


def _single(value: Anything, node: Node) -> Anything:
    """The value if there is only one it can be."""
    if isinstance(value, tuple):
        return value[0] if value[0] == value[1] else None
    if node.type.kind is Kind.CHOICE:
        return next(iter(value)) if len(value) == 1 else None
    return value


class _PartWriter(Writer):
    """Writes every node once, as a value and a part; what hangs on no fact is made beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self.kept["new"] = tuple.__new__
        self.lines: list[str] = []
        self.parts: dict[Node, str] = {}
        self._values: dict[Node, str] = {}

    def write(self, node: Node) -> str:
        value = self._values.get(node)
        if value is None:
            value = self._values[node] = self._constant(node) if isinstance(node, Constant) else self._assigned(node)
        return value

    def part(self, node: Node) -> str:
        """The name of the part of a node, written where it is first needed."""
        value = self.write(node)
        found = self.parts.get(node)
        if found is None:
            found = self.parts[node] = self._built(node, value)
        return found

    def _assigned(self, node: Node) -> str:
        text = super().write(node)
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {text}")
        return name

    def _built(self, node: Node, value: str) -> str:
        below = [self.part(child) for child in children(node)]
        if isinstance(node, Constant):
            return self.keep((what_of(node), node.value, ()))
        inner = "(" + "".join(f"{one}, " for one in below) + ")"
        name = f"p{len(self.lines)}"
        self.lines.append(f"{name} = ({self.keep(what_of(node))}, {value}, {inner})")
        return name


def compiled_explainer(items: Sequence[Prepared]) -> Explainer:
    """`explained` as generated Python for persons of whom all is known."""
    writer = _PartWriter()
    writer.kept |= {"Cited": Cited, "Explanation": Explanation, "OUTCOMES": OUTCOMES}
    rows = [_criterion_lines(writer, at, item) for at, item in enumerate(items)]
    writer.lines += [f"whole = {_whole(items)}"]
    cited = "".join(f"{row}, " for row in rows)
    writer.lines.append(f"return new(Explanation, (OUTCOMES[whole], ({cited})))")
    outlines = cache(lambda: _outlines(items))
    explain: Explainer = writer.guarded("explain", writer.lines, lambda facts: explained(items, facts, outlines()))
    return explain


def _criterion_lines(writer: _PartWriter, at: int, item: Prepared) -> str:
    """The lines of one criterion; gives the expression of its Cited."""
    values = [writer.write(tree) for tree in item.shown]
    parts = "".join(f"{writer.part(tree)}, " for tree in item.shown)
    if item.settled:
        level = str(item.settled_outcome)
    elif len(values) == 1:
        level = f"{item.when_true} if {values[0]} else {item.when_false}"
    else:
        every, some = " and ".join(values), " or ".join(values)
        level = f"{item.when_true} if {every} else {TO_BE_JUDGED} if {some} else {item.when_false}"
    writer.lines.append(f"o{at} = {level}")
    return f"new(Cited, ({writer.keep(item.criterion)}, OUTCOMES[o{at}], ({parts})))"


def _whole(items: Sequence[Prepared]) -> str:
    needed = [f"o{at}" for at, item in enumerate(items) if item.criterion.kind != "pathway"]
    ways = [f"o{at}" for at, item in enumerate(items) if item.criterion.kind == "pathway"]
    best = [f"max({', '.join(ways)})"] if len(ways) > 1 else ways
    every = [*needed, *best]
    return f"min({', '.join(every)})" if len(every) > 1 else (every or ["3"])[0]
