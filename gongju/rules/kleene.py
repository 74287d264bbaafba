"""Three-valued reading of a bound tree for one person: truth is True, False or None (unknown).

A value is what it may still be (`possibilities`). Where a condition or a table key is unknown the value is the hull of
all it might be, so a comparison is unknown only if the possible values disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import product
from math import inf
from typing import Any as Anything

from .facts import Facts
from .possibilities import (
    DAY_SPAN,
    NUMBER_SPAN,
    SPANNED,
    Possible,
    Span,
    Truth,
    anything,
    certain,
    compared,
    days_between,
    hull,
    opposite,
    rounded,
    shifted,
    times,
)
from .tree import (
    Add,
    All,
    Any,
    Call,
    Compare,
    Constant,
    CountTrue,
    Extreme,
    Fact,
    Holds,
    Lookup,
    Member,
    Named,
    Node,
    Not,
    Pick,
    Rounded,
    Same,
    Scale,
    Shift,
    Today,
    Unset,
)
from .units import Kind


def possible(node: Node, facts: Facts) -> Possible:
    """What the node may be for the facts given; a fact not given may be anything its table allows."""
    return _READERS[type(node)](node, facts)


def _constant(node: Constant, facts: Facts) -> Possible:
    return certain(node.value, node.type)


def _fact(node: Fact, facts: Facts) -> Possible:
    spec = node.spec
    if spec.name in facts:
        return certain(facts[spec.name], node.type)
    every = anything(node.type)
    if node.type.kind not in SPANNED:
        return every
    low = every[0] if spec.minimum is None else certain(spec.minimum, node.type)[0]
    return low, every[1] if spec.maximum is None else certain(spec.maximum, node.type)[1]


def _unset(node: Unset, facts: Facts) -> Possible:
    return anything(node.type)


def _today(node: Today, facts: Facts) -> Possible:
    return certain(facts["on"], node.type) if "on" in facts else DAY_SPAN


def _named(node: Named, facts: Facts) -> Possible:
    return possible(node.node, facts)


def _lookup(node: Lookup, facts: Facts) -> Possible:
    key, rows = possible(node.key, facts), node.table.rows
    if node.key.type.kind in SPANNED:
        low, high = key
        if low == high:
            return certain(rows[low], node.type) if low in rows else anything(node.type)
        found = [value for at, value in rows.items() if low <= at <= high]
    elif isinstance(key, frozenset):
        if not key <= rows.keys():
            return anything(node.type)
        found = [rows[at] for at in key]
    else:
        found = [rows[key]] if key in rows else []
    return hull((certain(value, node.type) for value in found), node.type) if found else anything(node.type)


def _add(node: Add, facts: Facts) -> Span:
    low, high = possible(node.left, facts)
    other_low, other_high = possible(node.right, facts)
    if node.left.type.kind is Kind.DAY:
        return days_between(low, other_high), days_between(high, other_low)
    if node.sign < 0:
        return low - other_high, high - other_low
    return low + other_low, high + other_high


def _scale(node: Scale, facts: Facts) -> Span:
    value, factor = possible(node.value, facts), possible(node.factor, facts)
    if node.divide:
        if factor[0] <= 0 <= factor[1]:
            return NUMBER_SPAN
        factor = tuple(0 if abs(bound) == inf else 1 / Fraction(bound) for bound in factor)
    corners = [times(one, other) for one, other in product(value, factor)]
    return min(corners), max(corners)


def _shift(node: Shift, facts: Facts) -> Span:
    days, lengths = possible(node.day, facts), possible(node.length, facts)
    ends = [shifted(day, length, node.length.type) for day, length in product(days, lengths)]
    return min(ends), max(ends)


def _pick(node: Pick, facts: Facts) -> Possible:
    test = possible(node.condition, facts)
    if test is None:
        return hull((possible(node.then, facts), possible(node.other, facts)), node.type)
    return possible(node.then if test else node.other, facts)


def _extreme(node: Extreme, facts: Facts) -> Span:
    spans = [possible(item, facts) for item in node.items]
    choose = min if node.which == "min" else max
    return choose(low for low, _ in spans), choose(high for _, high in spans)


def _rounded(node: Rounded, facts: Facts) -> Span:
    low, high = possible(node.value, facts)
    return rounded(low, node.step), rounded(high, node.step)


def _count_true(node: CountTrue, facts: Facts) -> Span:
    truths = [possible(item, facts) for item in node.items]
    sure = truths.count(True)
    return sure, sure + truths.count(None)


def _call(node: Call, facts: Facts) -> Possible:
    ways = [
        _argument_ends(argument, possible(argument, facts), direction)
        for argument, direction in zip(node.arguments, node.function.directions, strict=True)
    ]
    every = anything(node.type)
    if any(way is None for way in ways):
        return every
    lows = [_ended(node, ends, every[0]) for ends in product(*(low for low, _ in ways))]  # type: ignore[misc]
    highs = [_ended(node, ends, every[1]) for ends in product(*(high for _, high in ways))]  # type: ignore[misc]
    return min(lows), max(highs)


def _argument_ends(argument: Node, value: Possible, direction: int) -> tuple[list[Anything], list[Anything]] | None:
    """The values to try for the lowest and for the highest result; None when nothing can be said."""
    if isinstance(value, frozenset):
        options = sorted(value)
        return options, options
    if not isinstance(value, tuple):
        return None if value is None else ([value], [value])
    low, high = value
    if low == high or direction > 0:
        return [low], [high]
    return ([high], [low]) if direction < 0 else None


def _ended(node: Call, arguments: tuple[Anything, ...], unbounded: Anything) -> Anything:
    """The function at these arguments; an argument without bound gives a result without bound."""
    if any(value in (date.min, date.max) or value in (-inf, inf) for value in arguments):
        return unbounded
    return node.function.call(*arguments)


def _compare(node: Compare, facts: Facts) -> Truth:
    return compared(node.op, possible(node.left, facts), possible(node.right, facts), node.left.type)


def _member(node: Member, facts: Facts) -> Truth:
    item = possible(node.item, facts)
    if isinstance(item, frozenset):
        return True if item <= node.options else (False if item.isdisjoint(node.options) else None)
    if isinstance(item, tuple):
        low, high = item
        if low == high:
            return low in node.options
        return None if any(low <= option <= high for option in node.options) else False
    return None if item is None else item in node.options


def _holds(node: Holds, facts: Facts) -> Truth:
    item = possible(node.item, facts)
    if item is None:
        return None
    return node.options <= item if node.every else not node.options.isdisjoint(item)


def _same(node: Same, facts: Facts) -> Truth:
    items = [possible(item, facts) for item in node.items]
    type_ = node.items[0].type
    tests = [compared("==", one, other, type_) for at, one in enumerate(items) for other in items[:at]]
    return False if False in tests else (None if None in tests else True)


def _not(node: Not, facts: Facts) -> Truth:
    return opposite(possible(node.item, facts))


def _all(node: All, facts: Facts) -> Truth:
    known: Truth = True
    for item in node.items:
        truth = possible(item, facts)
        if truth is False:
            return False
        known = known and truth
    return known


def _any(node: Any, facts: Facts) -> Truth:
    known: Truth = False
    for item in node.items:
        truth = possible(item, facts)
        if truth:
            return True
        known = None if truth is None else known
    return known


_READERS: dict[type[Node], Callable[..., Possible]] = {
    Constant: _constant,
    Fact: _fact,
    Unset: _unset,
    Today: _today,
    Named: _named,
    Lookup: _lookup,
    Add: _add,
    Scale: _scale,
    Shift: _shift,
    Pick: _pick,
    Extreme: _extreme,
    Rounded: _rounded,
    CountTrue: _count_true,
    Call: _call,
    Compare: _compare,
    Member: _member,
    Holds: _holds,
    Same: _same,
    Not: _not,
    All: _all,
    Any: _any,
}
