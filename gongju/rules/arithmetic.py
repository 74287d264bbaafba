"""Sums, differences, products and quotients: exact, and only where the units allow them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from .branches import children, facts_of
from .faults import ExpressionFault
from .matching import common_type, countable, matched, words
from .tree import Add, Call, Constant, Fact, Lookup, Node, Pick, Scale, Shift
from .units import DAY, DAYS, DAYS_TYPE, MONTHS, NUMBER, Kind, Unit, ValueType


def constant(value: Fraction, type_: ValueType) -> Constant:
    """A numeric constant, an int when it comes out whole."""
    whole = value.denominator == 1
    return Constant(value.numerator if whole else value, replace(type_, whole=whole))


def unit(found: Unit) -> Constant:
    """One of a unit, as `年` in `2 * 年`."""
    return Constant(found.factor, ValueType(Kind.QUANTITY, found.dimension))


def added(left: Node, right: Node, piece: str) -> Node:
    """left + right; a day may be moved by a fixed duration."""
    if left.type.kind is Kind.DAY and right.type.kind is Kind.QUANTITY:
        return _moved(left, right, 1, piece)
    return _sum(left, right, 1, piece)


def subtracted(left: Node, right: Node, piece: str) -> Node:
    """left - right; the difference of two days is a number of days."""
    if left.type.kind is Kind.DAY and right.type.kind is Kind.QUANTITY:
        return _moved(left, right, -1, piece)
    if left.type.kind is Kind.DAY and right.type.kind is Kind.DAY:
        return Add(left, right, -1, DAYS_TYPE)
    return _sum(left, right, -1, piece)


def scaled(left: Node, right: Node, piece: str) -> Node:
    """left × right, where one side hangs on no fact."""
    _check_numbers(left, right, piece)
    value, factor = (left, right) if _fixed(right) else (right, left)
    if not _fixed(factor):
        raise ExpressionFault(piece, "两个事实不能相乘", "只能乘以写明的数、参数或表里的值")
    type_ = _product(left.type, right.type, piece)
    if isinstance(value, Constant) and isinstance(factor, Constant):
        return constant(Fraction(value.value) * Fraction(factor.value), type_)  # type: ignore[arg-type]
    whole = value.type.whole and factor.type.whole
    return Scale(value, factor, False, replace(type_, whole=whole))


def divided(left: Node, right: Node, piece: str) -> Node:
    """left ÷ right, where no fact stands in the right side at all."""
    _check_numbers(left, right, piece)
    if facts_of(right):
        raise ExpressionFault(piece, "不能除以事实", "把除数乘到另一边：a / b >= 3 写成 a >= b * 3")
    if isinstance(right, Constant) and not right.value:
        raise ExpressionFault(piece, "不能除以 0")
    type_ = replace(_quotient(left.type, right.type, piece), whole=False)
    if isinstance(left, Constant) and isinstance(right, Constant):
        return constant(Fraction(left.value) / Fraction(right.value), type_)  # type: ignore[arg-type]
    return Scale(left, right, True, type_)


OPERATIONS: dict[type[ast.operator], Callable[[Node, Node, str], Node]] = {
    ast.Add: added,
    ast.Sub: subtracted,
    ast.Mult: scaled,
    ast.Div: divided,
}


def _sum(left: Node, right: Node, sign: int, piece: str) -> Node:
    _check_numbers(left, right, piece)
    first, second = matched(left, right, piece)
    type_ = common_type(first.type, second.type)
    if isinstance(first, Constant) and isinstance(second, Constant):
        return constant(Fraction(first.value) + sign * Fraction(second.value), type_)  # type: ignore[arg-type]
    return Add(first, second, 1 if sign > 0 else -1, type_)


def _moved(day: Node, length: Node, sign: int, piece: str) -> Node:
    if length.type.dimension not in (MONTHS, DAYS):
        raise ExpressionFault(piece, f"日期不能加减{words(length.type)}", "写成 employed_from + 12 * 月")
    if facts_of(length):
        raise ExpressionFault(piece, "日期只能加减固定的长度", "写成 employed_from + 12 * 月")
    amount = length if sign > 0 else scaled(length, constant(Fraction(-1), NUMBER), piece)
    return Shift(day, amount, DAY)


def _fixed(node: Node) -> bool:
    """Whether no fact stands in a place of value (conditions and table keys may look at facts)."""
    if isinstance(node, Fact | Call):
        return not isinstance(node, Fact) and all(_fixed(argument) for argument in node.arguments)
    if isinstance(node, Pick):
        return _fixed(node.then) and _fixed(node.other)
    return isinstance(node, Lookup) or all(_fixed(child) for child in children(node))


def _check_numbers(left: Node, right: Node, piece: str) -> None:
    for node in (left, right):
        if node.type.kind is not Kind.QUANTITY:
            raise ExpressionFault(piece, f"{words(node.type)}不能参与运算", "运算只用于数量和日期")


def _bare(type_: ValueType) -> bool:
    return not type_.dimension or countable(type_.dimension)


def _product(left: ValueType, right: ValueType, piece: str) -> ValueType:
    if _bare(right) and (left.dimension or not right.dimension):
        return left
    if _bare(left):
        return right
    raise ExpressionFault(piece, f"{words(left)}不能乘以{words(right)}", "其中一个要是没有单位的数")


def _quotient(left: ValueType, right: ValueType, piece: str) -> ValueType:
    if _bare(right):
        return left
    if left.dimension == right.dimension:
        return replace(left, dimension="")
    raise ExpressionFault(piece, f"{words(left)}不能除以{words(right)}", "除数要没有单位，或与被除数同单位")
