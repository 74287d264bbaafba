"""One person: the outcome of each criterion and of the whole, fast when all is known, three-valued when not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .criterion import Criterion
from .facts import Facts
from .generation import FACTS, Writer
from .kleene import possible
from .outcome import MET, NOT_KNOWN, OUTCOMES, TO_BE_JUDGED, UNMET, Outcome
from .possibilities import Truth
from .tree import Node

Verdicts: TypeAlias = Callable[[Facts], Outcome]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A criterion with its trees of one day: `trees` are simplified, one for each reading; `shown` is as written."""

    criterion: Criterion
    trees: tuple[Node, ...]
    shown: tuple[Node, ...]
    when_true: int
    when_false: int

    @property
    def plain(self) -> bool:
        """Whether one rule decides it without an officer."""
        return len(self.trees) == 1 and {self.when_true, self.when_false} == {MET, UNMET}

    @property
    def settled(self) -> bool:
        """Whether the facts cannot matter: no rule, or the same outcome either way."""
        return not self.trees or self.when_true == self.when_false

    @property
    def settled_outcome(self) -> int:
        """The outcome where the facts cannot matter; what has no rule an officer judges."""
        return self.when_true if self.trees else TO_BE_JUDGED


def outcomes_of(criterion: Criterion) -> tuple[int, int]:
    """The outcome when the rule is true and when it is false, from the person's side."""
    refused = TO_BE_JUDGED if criterion.soft else UNMET
    if criterion.kind == "exclusion":
        return (TO_BE_JUDGED if criterion.judge else refused), MET
    return (TO_BE_JUDGED if criterion.judge else MET), refused


def outcome_of(item: Prepared, facts: Facts) -> int:
    """The outcome of one criterion for facts that may be incomplete."""
    if item.settled:
        return item.settled_outcome
    truths = {possible(tree, facts) for tree in item.trees}
    return outcome_of_truths(item, truths)


def outcome_of_truths(item: Prepared, truths: set[Truth]) -> int:
    """Readings that differ are an officer's matter, whatever is still unknown."""
    if True in truths and False in truths:
        return TO_BE_JUDGED
    if None in truths:
        return NOT_KNOWN
    return item.when_true if True in truths else item.when_false


def whole_outcome(items: Sequence[Prepared], outcomes: Iterable[int]) -> int:
    """The worst of all conditions and exclusions and of the best pathway."""
    needed = [MET]
    ways: list[int] = []
    for item, outcome in zip(items, outcomes, strict=True):
        (ways if item.criterion.kind == "pathway" else needed).append(outcome)
    return min(*needed, max(ways)) if ways else min(needed)


def three_valued(items: Sequence[Prepared]) -> Verdicts:
    """The verdict by possible values; slower, for facts that are incomplete."""

    def verdict(facts: Facts) -> Outcome:
        return OUTCOMES[whole_outcome(items, [outcome_of(item, facts) for item in items])]

    return verdict


def compiled_verdict(items: Sequence[Prepared]) -> Verdicts:
    """The verdict as generated Python: short circuits while all is known, the three-valued reading where not.

    A short circuit that ends without meeting an absent fact has the three-valued answer already.
    """
    writer = Writer()
    lines = _verdict_lines(writer, items)
    for name, outcome in (("UNMET", UNMET), ("TO_BE_JUDGED", TO_BE_JUDGED), ("MET", MET)):
        writer.kept[name] = OUTCOMES[outcome]
    writer.kept["OUTCOMES"] = OUTCOMES
    verdict: Verdicts = writer.guarded("verdict", lines, three_valued(items))
    return verdict


def compiled_levels(items: Sequence[Prepared]) -> Callable[[Facts], list[int]]:
    """The outcome of each criterion: generated Python for those of which all is known, three-valued for the rest."""
    writer = Writer()
    tests = ", ".join(f"lambda {FACTS}: {_level(writer, item)}" for item in items)
    text = f"levels = ({tests},)\n" if items else "levels = ()\n"
    pairs = tuple(zip(writer.compiled(text, "levels"), items, strict=True))

    def levels(facts: Facts) -> list[int]:
        found = []
        for level, item in pairs:
            try:
                found.append(level(facts))
            except KeyError:
                found.append(outcome_of(item, facts))
        return found

    return levels


def compiled_failing(items: Sequence[Prepared]) -> Callable[[Facts], list[str]]:
    """The codes of all criteria that stand in the way (all pathways when none is open), as generated Python."""
    writer = Writer()
    lines = ["found = []"]
    for item in _kinds(items, "condition", "exclusion"):
        if UNMET in (item.when_true, item.when_false):
            lines.append(f"if {_unmet(writer, item)}: found.append({item.criterion.code!r})")
    ways = _kinds(items, "pathway")
    if ways and all(UNMET in (way.when_true, way.when_false) and way.trees for way in ways):
        closed = " and ".join(_unmet(writer, way) for way in ways)
        codes = ", ".join(repr(way.criterion.code) for way in ways)
        lines.append(f"if {closed}: found += ({codes},)")
    found: Callable[[Facts], list[str]] = writer.guarded(
        "failing",
        [*lines, "return found"],
        lambda facts: failing(items, [outcome_of(item, facts) for item in items]),
    )
    return found


def failing(items: Sequence[Prepared], outcomes: Sequence[int]) -> list[str]:
    """The codes of all criteria that stand in the way, given the outcome of each."""
    pairs = list(zip(items, outcomes, strict=True))
    needed = [item.criterion.code for item, found in pairs if item.criterion.kind != "pathway" and found == UNMET]
    ways = [(item.criterion.code, found) for item, found in pairs if item.criterion.kind == "pathway"]
    closed = ways and all(found == UNMET for _, found in ways)
    return needed + ([code for code, _ in ways] if closed else [])


def _kinds(items: Iterable[Prepared], *kinds: str) -> list[Prepared]:
    return [item for item in items if item.criterion.kind in kinds]


def _unmet(writer: Writer, item: Prepared) -> str:
    """A condition that is true when the criterion is unmet under every reading."""
    wanted = "not " if item.when_false == UNMET else ""
    return "(" + " and ".join(f"{wanted}{writer.write(tree)}" for tree in item.trees) + ")"


def _verdict_lines(writer: Writer, items: Sequence[Prepared]) -> list[str]:
    needed, ways = _kinds(items, "condition", "exclusion"), _kinds(items, "pathway")
    stops = [_unmet(writer, item) for item in needed if item.plain]
    lines = [f"if {' or '.join(stops)}: return UNMET"] if stops else []
    graded = [_level(writer, item) for item in needed if not item.plain]
    if graded:
        lines.append(f"level = {_least(graded)}")
        lines.append(f"if level == {UNMET}: return UNMET")
    passed = "OUTCOMES[level]" if graded else "MET"
    return lines + (_way_lines(writer, ways, passed, bool(graded)) if ways else [f"return {passed}"])


def _way_lines(writer: Writer, ways: list[Prepared], passed: str, graded: bool) -> list[str]:
    opened = [writer.write(way.trees[0]) for way in ways if way.plain]
    lines = [f"if {' or '.join(opened)}: return {passed}"] if opened else []
    levels = [_level(writer, way) for way in ways if not way.plain]
    if not levels:
        return [*lines, "return UNMET"]
    lines.append(f"way = {_most(levels)}")
    return [*lines, f"return OUTCOMES[{'min(level, way)' if graded else 'way'}]"]


def _least(levels: list[str]) -> str:
    return levels[0] if len(levels) == 1 else f"min({', '.join(levels)})"


def _most(levels: list[str]) -> str:
    return levels[0] if len(levels) == 1 else f"max({', '.join(levels)})"


def _level(writer: Writer, item: Prepared) -> str:
    """The outcome's position for a criterion that an officer may have to decide."""
    if item.settled:
        return str(item.settled_outcome)
    trees = [writer.write(tree) for tree in item.trees]
    if len(trees) == 1:
        return f"({item.when_true} if {trees[0]} else {item.when_false})"
    every, some = " and ".join(trees), " or ".join(trees)
    return f"({item.when_true} if {every} else {TO_BE_JUDGED} if {some} else {item.when_false})"
