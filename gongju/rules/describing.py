"""A rule in words: what each node of a tree says, for those who read the reckoning."""

from __future__ import annotations

from collections.abc import Callable

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
    Parameter,
    Pick,
    Reading,
    Rounded,
    Same,
    Scale,
    Shift,
    Today,
    Unset,
)
from .units import Kind
from .wording import value_text

GLANCE = 48
"""Characters up to which several conditions are written out in one line."""
_COMPARATORS = {
    "<": "少于",
    "<=": "不超过",
    ">": "超过",
    ">=": "不低于",
    "==": "是",
    "!=": "不是",
}
_DAY_COMPARATORS = {"<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于", "==": "是", "!=": "不是"}


def described(node: Node) -> str:
    """The node in words at a glance, with the labels of facts and parameters; long lists are only named."""
    return _WORDS[type(node)](node)


def written_out(node: Node) -> str:
    """The node in words, every condition of it."""
    if isinstance(node, All | Any):
        word = " 且 " if isinstance(node, All) else " 或 "
        return word.join(_bracketed(item) for item in node.items)
    return f"不是：{_bracketed(node.item)}" if isinstance(node, Not) else described(node)


def _bracketed(item: Node) -> str:
    """A list within a list stands in brackets, so that it is plain what goes with what."""
    text = written_out(item)
    return f"（{text}）" if isinstance(item, All | Any) else text


def _constant(node: Constant) -> str:
    return node.label or value_text(node.value, node.type)


def _fact(node: Fact) -> str:
    return node.spec.label


def _named(node: Named) -> str:
    return node.label or described(node.node)


def _parameter(node: Parameter | Unset) -> str:
    return node.name


def _reading(node: Reading) -> str:
    return f"{node.question} 的读法"


def _today(node: Today) -> str:
    return "办理日"


def _lookup(node: Lookup) -> str:
    return f"{node.table.label}（{described(node.key)}）"


def _add(node: Add) -> str:
    return f"{described(node.left)} {'+' if node.sign > 0 else '-'} {described(node.right)}"


def _scale(node: Scale) -> str:
    return f"{described(node.value)} {'÷' if node.divide else '×'} {described(node.factor)}"


def _shift(node: Shift) -> str:
    return f"{described(node.day)}之后 {described(node.length)}"


def _pick(node: Pick) -> str:
    return f"{described(node.condition)}时 {described(node.then)}，否则 {described(node.other)}"


def _extreme(node: Extreme) -> str:
    return f"{_listed(node.items)}中最{'小' if node.which == 'min' else '大'}的"


def _rounded(node: Rounded) -> str:
    return f"{described(node.value)}，四舍五入到元"


def _count_true(node: CountTrue) -> str:
    return "下列各项中满足的项数"


def _call(node: Call) -> str:
    arguments = node.arguments[1:] if node.function.dated else node.arguments
    return f"{node.function.label or node.function.name}（{_listed(arguments)}）"


def _compare(node: Compare) -> str:
    words = _DAY_COMPARATORS if node.left.type.kind in (Kind.DAY, Kind.MONTH) else _COMPARATORS
    return f"{described(node.left)} {words[node.op]} {described(node.right)}"


def _member(node: Member) -> str:
    options = "、".join(sorted(value_text(option, node.item.type) for option in node.options))
    return f"{described(node.item)} 是其中之一：{options}"


def _holds(node: Holds) -> str:
    return f"{described(node.item)} 有{'全部' if node.every else '其中之一'}：{'、'.join(sorted(node.options))}"


def _same(node: Same) -> str:
    return f"{_listed(node.items)} 相同"


def _not(node: Not) -> str:
    return f"不是：{described(node.item)}"


def _all(node: All) -> str:
    return _joined(node.items, " 且 ", "下列各项都满足")


def _any(node: Any) -> str:
    return _joined(node.items, " 或 ", "下列各项满足一项")


def _joined(items: tuple[Node, ...], word: str, long: str) -> str:
    """The items written out while that can be read at a glance."""
    text = word.join(described(item) for item in items)
    return text if len(text) <= GLANCE else long


def _listed(items: tuple[Node, ...]) -> str:
    return "、".join(described(item) for item in items)


_WORDS: dict[type[Node], Callable[..., str]] = {
    Constant: _constant,
    Fact: _fact,
    Named: _named,
    Parameter: _parameter,
    Unset: _parameter,
    Reading: _reading,
    Today: _today,
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
