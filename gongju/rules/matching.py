"""Type and unit checks: when two sides may meet, and what to write when they may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .faults import ExpressionFault, suggestion
from .tree import Constant, Node
from .units import DAYS, MONEY, MONTHS, TEXT, UNITS, WORKING_DAYS, Kind, ValueType

_KIND_WORDS = {
    Kind.TRUTH: "是否",
    Kind.QUANTITY: "数量",
    Kind.DAY: "日期",
    Kind.MONTH: "月份",
    Kind.CHOICE: "选项",
    Kind.CHOICES: "多选",
    Kind.TEXT: "文字",
}
_DIMENSION_WORDS = {"": "没有单位的数", MONEY: "金额", MONTHS: "年月", DAYS: "天数", WORKING_DAYS: "工作日数"}
_UNIT_HINTS = {
    MONEY: "写成 50 * 万元 或 500 * 元",
    MONTHS: "写成 2 * 年 或 6 * 月",
    DAYS: "写成 30 * 日",
    WORKING_DAYS: "写成 20 * 工作日",
}


def words(type_: ValueType) -> str:
    """The type in words, for faults."""
    if type_.kind is Kind.QUANTITY:
        return _DIMENSION_WORDS.get(type_.dimension, type_.dimension)
    return _KIND_WORDS[type_.kind]


def countable(dimension: str) -> bool:
    """Whether the dimension only counts things, so that a bare number may stand for it."""
    return dimension in UNITS and UNITS[dimension].countable


def condition(node: Node, piece: str) -> Node:
    """The node, if it is a condition."""
    if node.type.kind is Kind.TRUTH:
        return node
    raise ExpressionFault(piece, f"这里要写条件，得到的是{words(node.type)}", "写成比较，例如 work_years >= 2 * 年")


def within(node: Node, wanted: ValueType, piece: str) -> Node:
    """The node as a value of the wanted type (literals take the type), or a fault."""
    if wanted.kind is Kind.TRUTH:
        return condition(node, piece)
    taken = _taken(node, wanted, piece)
    if taken.type.kind is wanted.kind and _dimensions_meet(taken, wanted.dimension):
        return taken
    raise ExpressionFault(
        piece, f"这里要{words(wanted)}，得到的是{words(taken.type)}", _UNIT_HINTS.get(wanted.dimension, "")
    )


def matched(left: Node, right: Node, piece: str) -> tuple[Node, Node]:
    """Both nodes with one type, or a fault whose hint says how to write it."""
    first, second = _taken(left, right.type, piece), _taken(right, left.type, piece)
    if first.type.kind is not second.type.kind:
        raise ExpressionFault(
            piece, f"{words(first.type)}不能和{words(second.type)}放在一起", _kind_hint(first, second)
        )
    if first.type.kind is Kind.QUANTITY:
        _check_dimensions(first, second, piece)
    if first.type.kind is Kind.CHOICE and not set(first.type.options) & set(second.type.options):
        raise ExpressionFault(piece, "两边没有共同的选项", "检查选项的写法")
    return first, second


def common_type(left: ValueType, right: ValueType) -> ValueType:
    """The type that holds both: whole only if both are, all options of both."""
    if left.kind is Kind.QUANTITY:
        return replace(left, dimension=left.dimension or right.dimension, whole=left.whole and right.whole)
    if left.kind is Kind.CHOICE and left.options != right.options:
        return replace(left, options=tuple(dict.fromkeys(left.options + right.options)), ordered=False)
    return left


def _dimensions_meet(node: Node, dimension: str) -> bool:
    own = node.type.dimension
    if own == dimension or (isinstance(node, Constant) and node.value == 0 and not own):
        return True
    return (not own and countable(dimension)) or (not dimension and countable(own))


def _check_dimensions(left: Node, right: Node, piece: str) -> None:
    if _dimensions_meet(left, right.type.dimension) or _dimensions_meet(right, left.type.dimension):
        return
    wanted = left.type.dimension or right.type.dimension
    hint = _UNIT_HINTS.get(wanted, f"写成 3 * {wanted}")
    if {left.type.dimension, right.type.dimension} == {MONTHS, DAYS}:
        hint = "年、月与日不能互换：两边都用 年/月，或都用 日"
    raise ExpressionFault(piece, f"{words(left.type)}不能和{words(right.type)}放在一起", hint)


def _kind_hint(left: Node, right: Node) -> str:
    kinds = {left.type.kind, right.type.kind}
    if kinds in ({Kind.CHOICES, Kind.TEXT}, {Kind.CHOICES, Kind.CHOICE}):
        return '多选写成 "甲" in 事实名'
    if kinds == {Kind.DAY, Kind.QUANTITY}:
        return "先用 months_since(日期) 或 days_since(日期)"
    if Kind.TRUTH in kinds:
        return "是否直接写名字，或加 not"
    return ""


def _taken(node: Node, other: ValueType, piece: str) -> Node:
    """A text literal read as what stands on the other side."""
    if not isinstance(node, Constant) or node.type != TEXT or other.kind is Kind.TEXT:
        return node
    text = str(node.value)
    if other.kind is Kind.CHOICE:
        if text not in other.options:
            raise ExpressionFault(piece, f"没有选项“{text}”", suggestion(text, other.options))
        return Constant(text, other)
    if other.kind in (Kind.DAY, Kind.MONTH):
        return Constant(_day(text, other.kind, piece), other)
    return node


def _day(text: str, kind: Kind, piece: str) -> date:
    try:
        return date.fromisoformat(text if kind is Kind.DAY else text + "-01")
    except ValueError:
        example = '"2025-01-01"' if kind is Kind.DAY else '"2025-01"'
        raise ExpressionFault(piece, f"“{text}”不是{_KIND_WORDS[kind]}", f"写成 {example}") from None
