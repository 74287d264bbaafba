"""What is still worth asking: the facts that can change the verdict, the one that decides most first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from .branches import children
from .facts import Facts, FactSpec
from .kleene import possible
from .outcome import MET, NOT_KNOWN, TO_BE_JUDGED, UNMET
from .scalar import Prepared, outcome_of
from .tree import All, Any, Fact, Node, Pick
from .units import Kind
from .verdict import Judged


def next_question(edition: Judged, business: str, on: date, facts: Facts) -> FactSpec | None:
    """The fact that can decide most; None when no answer can change the verdict any more."""
    remaining = remaining_questions(edition, business, on, facts)
    return remaining[0] if remaining else None


def remaining_questions(edition: Judged, business: str, on: date, facts: Facts) -> tuple[FactSpec, ...]:
    """The unknown facts that can still change the verdict, those that decide most first.

    A fact counts for each open criterion it may decide, less where others are needed too, and less in one of several
    pathways than in a condition; equals stand in the order of the edition.
    """
    items = edition.rule_set(business, on).prepared
    weights: dict[FactSpec, Fraction] = {}
    for item, weight in _open_criteria(items, facts):
        live = dict.fromkeys(spec for tree in item.trees for spec in live_facts(tree, facts))
        for spec in live:
            weights[spec] = weights.get(spec, Fraction(0)) + weight / len(live)
    return tuple(sorted(weights, key=lambda spec: -weights[spec]))


def idle_facts(edition: Judged, business: str, on: date, facts: Facts) -> tuple[FactSpec, ...]:
    """The unknown facts of the rules whose answer does not matter any more."""
    used = edition.rule_set(business, on).facts_used
    live = set(remaining_questions(edition, business, on, facts))
    return tuple(spec for spec in used if spec.name not in facts and spec not in live)


def _open_criteria(items: Sequence[Prepared], facts: Facts) -> Iterator[tuple[Prepared, Fraction]]:
    """The criteria that are not known and can still change the whole, with their weight."""
    pairs = [(item, outcome_of(item, facts)) for item in items]
    needed = [(item, outcome) for item, outcome in pairs if item.criterion.kind != "pathway"]
    ways = [(item, outcome) for item, outcome in pairs if item.criterion.kind == "pathway"]
    if any(outcome == UNMET for _, outcome in needed) or (ways and max(outcome for _, outcome in ways) == UNMET):
        return
    yield from ((item, Fraction(1)) for item, outcome in needed if outcome == NOT_KNOWN)
    ceiling = min((_highest(item) if outcome == NOT_KNOWN else outcome for item, outcome in needed), default=MET)
    best = max((outcome for _, outcome in ways if outcome != NOT_KNOWN), default=UNMET)
    if best < ceiling:
        yield from _open_ways(ways, best)


def _open_ways(ways: Sequence[tuple[Prepared, int]], best: int) -> Iterator[tuple[Prepared, Fraction]]:
    """The pathways that may still become better than the best so far."""
    for item, outcome in ways:
        if outcome == NOT_KNOWN and _highest(item) > best:
            yield item, Fraction(1, len(ways))


def _highest(item: Prepared) -> int:
    """The best that may come of a criterion that is not known."""
    differing = TO_BE_JUDGED if len(item.trees) > 1 else 0
    return max(item.when_true, item.when_false, differing)


def live_facts(node: Node, facts: Facts) -> Iterator[FactSpec]:
    """The unknown facts that can still change what a node is."""
    if isinstance(node, Fact):
        if node.spec.name not in facts:
            yield node.spec
    elif not _settled(node, facts):
        for child in _open_branches(node, facts):
            yield from live_facts(child, facts)


def _open_branches(node: Node, facts: Facts) -> tuple[Node, ...]:
    if isinstance(node, All | Any):
        return tuple(item for item in node.items if possible(item, facts) is None)
    if isinstance(node, Pick):
        test = possible(node.condition, facts)
        return children(node) if test is None else (node.then if test else node.other,)
    return children(node)


def _settled(node: Node, facts: Facts) -> bool:
    """Whether the node is one value already, whatever is still unknown below."""
    found = possible(node, facts)
    if node.type.kind is Kind.CHOICE:
        return len(found) == 1
    if isinstance(found, tuple):
        return bool(found[0] == found[1])
    return found is not None
