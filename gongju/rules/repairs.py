"""Changes of facts that would turn a condition: the smallest for each failing rule, found by reading it backwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, islice
from math import ceil, floor
from typing import TypeAlias

from .branches import facts_of, walk
from .facts import Facts, FactSpec, FactValue
from .kleene import possible
from .simplify import MIRRORED, OPPOSITE, spread
from .tree import All, Any, Compare, CountTrue, Fact, Holds, Lookup, Member, Node, Not, Pick, Same
from .units import MONEY, MONTHS, Kind

Changes: TypeAlias = Mapping[str, FactValue]
WIDEST = 24
"""So many ways are followed for one condition; the search keeps the cheapest."""


def cost_of(changes: Changes, specs: Mapping[str, FactSpec]) -> Decimal:
    """What the changes cost together, by the fact table."""
    return sum((specs[name].cost for name in changes), Decimal(0))


def repairs(node: Node, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    """Ways to make a condition no longer the opposite of `want`; an empty change when it is not."""
    if possible(node, facts) is not (not want):
        yield {}
        return
    finder = _FINDERS.get(type(node))
    if finder is not None:
        yield from islice(finder(node, want, facts), WIDEST)


def changeable(spec: FactSpec) -> bool:
    """Whether anyone can change it by doing something."""
    return spec.changeable == "effort"


def _fact(node: Fact, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    if changeable(node.spec):
        yield {node.spec.name: want}


def _not(node: Not, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    yield from repairs(node.item, not want, facts)


def _all(node: All, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    yield from (_every if want else _some)(node.items, want, facts)


def _any(node: Any, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    yield from (_some if want else _every)(node.items, want, facts)


def _some(items: tuple[Node, ...], want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    for item in items:
        yield from repairs(item, want, facts)


def _every(items: tuple[Node, ...], want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    """All items at once: one after the other, so that later repairs know what earlier ones changed."""
    if not items:
        yield {}
        return
    for first in repairs(items[0], want, facts):
        for rest in _every(items[1:], want, {**facts, **first}):
            yield {**first, **rest}


def _pick(node: Pick, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    for side, branch in ((True, node.then), (False, node.other)):
        for first in repairs(node.condition, side, facts):
            for rest in repairs(branch, want, {**facts, **first}):
                yield {**first, **rest}


def _member(node: Member, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    item = node.item
    if not isinstance(item, Fact) or not changeable(item.spec):
        return
    if item.type.kind is Kind.CHOICE:
        options = [option for option in item.type.options if (option in node.options) is want]
        for option in _nearest(item, options, facts) if item.type.ordered else options:
            yield {item.spec.name: option}
    elif want:
        for value in sorted(node.options):
            yield {item.spec.name: value}  # type: ignore[dict-item]


def _nearest(item: Fact, options: Sequence[FactValue], facts: Facts) -> Sequence[FactValue]:
    """Of options in order the next one up; the next one down where none is above."""
    now = facts.get(item.spec.name)
    every: tuple[FactValue, ...] = item.type.options
    place = every.index(now) if now in every else 0
    above = [option for option in options if every.index(option) > place]
    return above[:1] or options[-1:]


def _holds(node: Holds, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    item = node.item
    if not isinstance(item, Fact) or not changeable(item.spec):
        return
    now = facts.get(item.spec.name, frozenset())
    if not isinstance(now, frozenset):
        return
    together = node.every is want
    for options in [node.options] if together else [frozenset((option,)) for option in sorted(node.options)]:
        yield {item.spec.name: now | options if want else now - options}


def _same(node: Same, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    """All made equal to one that is known."""
    if not want:
        return
    for model in node.items:
        if not isinstance(model, Fact) or model.spec.name not in facts:
            continue
        value = facts[model.spec.name]
        others = [item for item in node.items if isinstance(item, Fact) and facts.get(item.spec.name, value) != value]
        if all(changeable(item.spec) for item in others):
            yield {item.spec.name: value for item in others}


def _compare(node: Compare, want: bool, facts: Facts) -> Iterator[dict[str, FactValue]]:
    wanted = node if want else replace(node, op=OPPOSITE[node.op])
    parts = spread(wanted)
    if parts is not None:
        yield from repairs(parts, True, facts)
    elif isinstance(wanted.left, CountTrue):
        yield from _counted(wanted, wanted.left, facts)
    elif wanted.left.type.kind is Kind.QUANTITY:
        yield from _moved_amounts(wanted, facts)
        yield from _other_standards(wanted, facts)
    else:
        yield from _other_values(wanted, facts)


def _counted(node: Compare, counted: CountTrue, facts: Facts) -> Iterator[dict[str, FactValue]]:
    """The fewest further items that bring the count where it must be."""
    want = node.op in (">", ">=", "==")
    open_ = [item for item in counted.items if possible(item, facts) is not want]
    for size in range(1, len(open_) + 1):
        found = False
        for chosen in combinations(open_, size):
            for changes in _every(chosen, want, facts):
                if possible(node, {**facts, **changes}) is not False:
                    found = True
                    yield changes
        if found:
            return


def _moved_amounts(node: Compare, facts: Facts) -> Iterator[dict[str, FactValue]]:
    """One amount moved to the limit, the rest as it is."""
    for spec in dict.fromkeys((*facts_of(node.left), *facts_of(node.right))):
        if changeable(spec) and spec.name in facts and spec.value_type.kind is Kind.QUANTITY:
            value = _at_limit(node, spec, facts)
            if value is not None and possible(node, {**facts, spec.name: value}) is True:
                yield {spec.name: value}


def _at_limit(node: Compare, spec: FactSpec, facts: Facts) -> FactValue | None:
    """The value of one amount at which the comparison just holds, where it enters in proportion."""
    now = Fraction(facts[spec.name])  # type: ignore[arg-type]
    step = _step(spec)
    here, there = _difference(node, facts), _difference(node, {**facts, spec.name: _held(now + step, spec)})
    if here is None or there is None or here == there:
        return None
    slope = (there - here) / step
    exact = now - here / slope
    up = (node.op in (">", ">=")) is (slope > 0)
    steps = exact / step
    value = (ceil(steps) if up else floor(steps)) * step
    if node.op in (">", "<") and value == exact:
        value += step if up else -step
    return _held(value, spec)


def _difference(node: Compare, facts: Facts) -> Fraction | None:
    left, right = possible(node.left, facts), possible(node.right, facts)
    if left[0] != left[1] or right[0] != right[1]:
        return None
    return Fraction(left[0]) - Fraction(right[0])


def _step(spec: FactSpec) -> Fraction:
    """The smallest step people speak of: a yuan, a month, one, a hundredth."""
    if spec.value_type.dimension == MONEY:
        return Fraction(100)
    return Fraction(1) if spec.value_type.whole or spec.value_type.dimension == MONTHS else Fraction(1, 100)


def _held(value: Fraction, spec: FactSpec) -> int | Decimal:
    return value.numerator if value.denominator == 1 else Decimal(value.numerator) / Decimal(value.denominator)


def _other_standards(node: Compare, facts: Facts) -> Iterator[dict[str, FactValue]]:
    """The standard itself may hang on a condition or a choice: what would make another one count."""
    for part in (*walk(node.left), *walk(node.right)):
        for changes in _turned(part, facts):
            if possible(node, {**facts, **changes}) is not False:
                yield changes


def _turned(part: Node, facts: Facts) -> Iterator[dict[str, FactValue]]:
    if isinstance(part, Pick):
        test = possible(part.condition, facts)
        if test is not None:
            yield from repairs(part.condition, not test, facts)
    elif isinstance(part, Lookup) and isinstance(part.key, Fact) and changeable(part.key.spec):
        for option in part.key.type.options:
            yield {part.key.spec.name: option}


def _other_values(node: Compare, facts: Facts) -> Iterator[dict[str, FactValue]]:
    """Days, months and choices: set to what the other side is, or next to it."""
    for side, other, op in ((node.left, node.right, node.op), (node.right, node.left, MIRRORED[node.op])):
        if isinstance(side, Fact) and changeable(side.spec):
            name = side.spec.name
            values = _values_beside(side, possible(other, facts), op)
            values = [value for value in values if possible(node, {**facts, name: value}) is not False]
            for value in _nearest(side, values, facts) if side.type.ordered else values:
                yield {name: value}


def _values_beside(side: Fact, other: object, op: str) -> list[FactValue]:
    if side.type.kind is Kind.CHOICE:
        return list(side.type.options)
    if not isinstance(other, tuple) or other[0] != other[1]:
        return [] if other is None or isinstance(other, tuple) else [str(other)]
    shift = {">": 1, "<": -1, "!=": 1}.get(op, 0)
    return [other[0] + timedelta(days=shift)]


_FINDERS: dict[type[Node], Callable[..., Iterator[dict[str, FactValue]]]] = {
    Fact: _fact,
    Not: _not,
    All: _all,
    Any: _any,
    Pick: _pick,
    Member: _member,
    Holds: _holds,
    Same: _same,
    Compare: _compare,
}
