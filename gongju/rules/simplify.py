"""A bound tree made quick to run: constants folded, factors carried into choices, thresholds made whole.

Each step keeps the three-valued meaning; the tree people are shown stays the unsimplified one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias, cast

from .binding import unnamed
from .branches import children, rebuilt
from .faults import ExpressionFault
from .functions import later, moved
from .kleene import possible
from .tree import (
    All,
    Any,
    Call,
    Comparator,
    Compare,
    Constant,
    Extreme,
    Lookup,
    Member,
    Node,
    Not,
    Pick,
    Plain,
    Scale,
    Shift,
)
from .units import MONTHS, TRUTH, Kind

Number: TypeAlias = int | Fraction
MIRRORED: dict[str, Comparator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
OPPOSITE: dict[str, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_ROUNDING: dict[str, Callable[[Number], int]] = {"<": ceil, ">=": ceil, "<=": floor, ">": floor}
_ORDINALS = range(date.min.toordinal() + 1, date.max.toordinal())


def simplified(node: Node) -> Node:
    """The quick tree with the same three-valued meaning. ExpressionFault on a division by zero."""
    return _simplified(unnamed(node))


def _simplified(node: Node) -> Node:
    node = rebuilt(node, _simplified)
    below = children(node)
    if below and all(isinstance(child, Constant) for child in below):
        folded = _folded(node)
        if folded is not None:
            return folded
    step = _STEPS.get(type(node))
    return step(node) if step else node


def _folded(node: Node) -> Constant | None:
    """The constant a tree of constants comes to; None when even that is not known (a missing row)."""
    value = possible(node, {})
    if isinstance(value, tuple):
        low, high = value
        return Constant(_plain(low), node.type) if low == high else None
    if node.type.kind is Kind.CHOICE:
        return Constant(next(iter(value)), node.type) if len(value) == 1 else None
    return None if value is None else Constant(value, node.type)


def _plain(value: Plain) -> Plain:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def _truth(value: bool) -> Constant:
    return Constant(value, TRUTH)


def junction(node: All | Any) -> Node:
    """Flat, without items that cannot matter."""
    kind, idle = type(node), isinstance(node, All)
    items: list[Node] = []
    for item in node.items:
        if isinstance(item, Constant):
            if item.value is not idle:
                return item
        else:
            items.extend(item.items if isinstance(item, kind) else [item])
    if not items:
        return _truth(idle)
    return items[0] if len(items) == 1 else kind(tuple(items))


def _not(node: Not) -> Node:
    item = node.item
    if isinstance(item, Not):
        return item.item
    if isinstance(item, Compare):
        return replace(item, op=OPPOSITE[item.op])
    return node


def _pick(node: Pick) -> Node:
    if isinstance(node.condition, Constant):
        return node.then if node.condition.value else node.other
    return node


def _scale(node: Scale) -> Node:
    factor = _leaves(node.factor, _inverse) if node.divide else node.factor
    if factor is None:
        return node
    node = replace(node, factor=factor, divide=False)
    if isinstance(factor, Constant):
        if not factor.value:
            return Constant(0, node.type)
        taken = _leaves(node.value, lambda value: _plain(value * Fraction(cast(Number, factor.value))))
        return node if taken is None else _typed(taken, node)
    if isinstance(node.value, Constant):
        value = Fraction(cast(Number, node.value.value))
        taken = _leaves(factor, lambda each: _plain(value * each))
        return node if taken is None else _typed(taken, node)
    return node


def _typed(taken: Node, node: Scale) -> Node:
    return replace(taken, type=replace(node.type, whole=taken.type.whole))  # type: ignore[type-var]


def _inverse(value: Number) -> Plain:
    if not value:
        raise ExpressionFault(str(value), "除数是 0", "改参数或表里的值")
    return _plain(1 / Fraction(value))


def _leaves(node: Node, change: Callable[[Number], Plain]) -> Node | None:
    """The constants a value is chosen from, each changed; None when a fact itself is the value."""
    if isinstance(node, Constant):
        value = change(cast(Number, node.value))
        return Constant(value, replace(node.type, whole=isinstance(value, int)))
    if isinstance(node, Lookup):
        rows = {key: change(cast(Number, value)) for key, value in node.table.rows.items()}
        type_ = replace(node.type, whole=all(isinstance(value, int) for value in rows.values()))
        return Lookup(replace(node.table, rows=rows), node.key, type_)
    if isinstance(node, Pick):
        then, other = _leaves(node.then, change), _leaves(node.other, change)
        if then is not None and other is not None:
            whole = then.type.whole and other.type.whole
            return Pick(node.condition, then, other, replace(node.type, whole=whole))
    return None


def _compare(node: Compare) -> Node:
    if isinstance(node.left, Constant):
        node = Compare(MIRRORED[node.op], node.right, node.left)
    if node.left.type.kind is Kind.CHOICE and isinstance(node.right, Constant):
        return _among(node, str(node.right.value))
    if isinstance(node.right, Constant) and isinstance(node.left, Call | Shift):
        return _inverted(node, node.left, node.right)
    return _whole(node)


def _among(node: Compare, option: str) -> Node:
    """An ordered choice against one option is membership among those on the right side of it."""
    if node.op == "==":
        return node
    options = node.left.type.options
    if node.op == "!=":
        return Not(Compare("==", node.left, node.right))
    at = options.index(option)
    above = node.op in (">", ">=")
    cut = at + (node.op in (">", "<="))
    return Member(node.left, frozenset(options[cut:] if above else options[:cut]))


def spread(node: Compare) -> All | Any | None:
    """min(a, b) >= c is a >= c and b >= c; likewise for max, for <, and on the right side."""
    if node.op in ("==", "!="):
        return None
    if isinstance(node.left, Extreme):
        every = (node.left.which == "min") is (node.op in (">", ">="))
        parts = tuple(replace(node, left=item) for item in node.left.items)
        return All(parts) if every else Any(parts)
    if isinstance(node.right, Extreme):
        return spread(Compare(MIRRORED[node.op], node.right, node.left))
    return None


def _whole(node: Compare) -> Node:
    """x >= 14110.5 is x >= 14111 where x is whole; so too in each branch of a threshold."""
    rounding = _ROUNDING.get(node.op)
    if rounding is None or node.left.type.kind is not Kind.QUANTITY:
        return node
    if node.left.type.whole and not node.right.type.whole:
        taken = _leaves(node.right, rounding)
        return node if taken is None else replace(node, right=taken)
    if node.right.type.whole and not node.left.type.whole:
        taken = _leaves(node.left, _ROUNDING[MIRRORED[node.op]])
        return node if taken is None else replace(node, left=taken)
    return node


def _inverted(node: Compare, moving: Call | Shift, against: Constant) -> Node:
    """A rule over how long ago a day was is a rule over the day itself: found once, by bisection."""
    found = _day_argument(moving)
    if found is None or node.op not in _ROUNDING:
        return node
    day, direction, value_at = found

    def holds(ordinal: int) -> bool:
        value = value_at(date.fromordinal(ordinal))
        return bool(possible(Compare(node.op, Constant(value, moving.type), against), {}))

    rising = (direction > 0) is (node.op in (">", ">="))
    first = bisect_left(_ORDINALS, True, key=lambda ordinal: holds(ordinal) is rising)
    if first in (0, len(_ORDINALS)):
        return node
    cut = Constant(date.fromordinal(_ORDINALS[first]), day.type)
    return Compare(">=" if rising else "<", day, cut)


def _day_argument(moving: Call | Shift) -> tuple[Node, int, Callable[[date], Plain]] | None:
    """The one argument that is a day not yet known, its direction, and the value as a function of it."""
    if isinstance(moving, Shift):
        return _shifted_day(moving)
    directions = moving.function.directions
    open_ = [at for at, argument in enumerate(moving.arguments) if not isinstance(argument, Constant)]
    if len(open_) != 1 or not directions[open_[0]] or moving.arguments[open_[0]].type.kind is not Kind.DAY:
        return None
    at = open_[0]
    given = [argument.value if isinstance(argument, Constant) else None for argument in moving.arguments]
    return (
        moving.arguments[at],
        directions[at],
        lambda day: moving.function.call(*given[:at], day, *given[at + 1 :]),
    )


def _shifted_day(moving: Shift) -> tuple[Node, int, Callable[[date], Plain]] | None:
    if not isinstance(moving.length, Constant):
        return None
    length = int(cast(Number, moving.length.value))
    shift = moved if moving.length.type.dimension == MONTHS else later
    return moving.day, 1, lambda day: shift(day, length)


_STEPS: dict[type[Node], Callable[..., Node]] = {
    All: junction,
    Any: junction,
    Not: _not,
    Pick: _pick,
    Scale: _scale,
    Compare: _compare,
}
