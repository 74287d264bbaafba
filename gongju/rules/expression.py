"""From the text of a rule to its checked tree: Python's parser, our names, types and units.

Nothing of the text is ever run: it becomes an `ast`, and each piece of that is looked up here or refused.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from . import arithmetic, functions
from .binding import bound
from .facts import FactTable
from .faults import ExpressionFault, suggestion
from .matching import common_type, condition, matched, within
from .simplify import simplified
from .tree import (
    All,
    Any,
    Compare,
    Constant,
    Fact,
    Function,
    Holds,
    Lookup,
    Member,
    Named,
    Node,
    Not,
    Parameter,
    Pick,
    Plain,
    Reading,
    Table,
    Today,
)
from .units import DAY, NUMBER, TEXT, TRUTH, UNITS, Kind, ValueType

LONGEST = 4000
LARGEST = 10**15
DIGITS = 24
_COMPARATORS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """All names an expression may use, besides the units and the built-in functions."""

    facts: FactTable = field(default_factory=FactTable)
    parameters: Mapping[str, ValueType] = field(default_factory=dict)
    values: Mapping[str, Named] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """Every name that may stand alone."""
        return (*self.facts, *self.parameters, *self.values, "on", *UNITS)


def parse(text: str, scope: Scope, expects: ValueType | None = TRUTH) -> Node:
    """The checked tree of `text`; a condition unless another type (or None: any) is expected.

    Raises ExpressionFault naming the piece that is wrong and what to write instead.
    """
    source = " ".join(text.split())
    try:
        node = _Builder(source, scope).build(_syntax(source))
    except (RecursionError, MemoryError) as fault:
        raise ExpressionFault(text[:40] + "…", "嵌套太深", "拆成几个 [values] 里的命名式子") from fault
    if expects is not None:
        return condition(node, text) if expects is TRUTH else within(node, expects, text)
    return node


def _syntax(source: str) -> ast.expr:
    if len(source) > LONGEST:
        raise ExpressionFault(source[:40] + "…", f"表达式超过 {LONGEST} 个字符", "拆成几个 [values] 里的命名式子")
    try:
        return ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError) as fault:
        raise ExpressionFault(source, "不是完整的表达式", _syntax_hint(source)) from fault


def _syntax_hint(text: str) -> str:
    for wide, plain in {"≥": ">=", "≤": "<=", "≠": "!=", "＞": ">", "＜": "<", "（": "(", "，": ",", "“": '"'}.items():
        if wide in text:
            return f"把“{wide}”写成 {plain}"
    if "&&" in text or "||" in text:
        return "“并且”写成 and，“或者”写成 or"
    if "=" in text and "==" not in text:
        return "相等写成 =="
    return "检查括号、引号和运算符，例如 work_years >= 2 * 年"


class _Builder:
    """Turns one syntax tree into ours; one method for each piece of Python that the language has."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope

    def build(self, syntax: ast.expr) -> Node:
        step = _STEPS.get(type(syntax))
        if step is None:
            raise ExpressionFault(
                self.piece(syntax), "规则语言里没有这种写法", "只用比较、四则运算、and/or/not、in 和列出的函数"
            )
        return step(self, syntax)

    def piece(self, syntax: ast.AST) -> str:
        """The text of one piece, for faults."""
        return ast.get_source_segment(self.text, syntax) or self.text

    def constant(self, syntax: ast.Constant) -> Node:
        value = syntax.value
        if isinstance(value, bool):
            return Constant(value, TRUTH)
        if isinstance(value, str):
            return Constant(value, TEXT)
        if isinstance(value, int | float):
            return arithmetic.constant(self.number(value, self.piece(syntax)), NUMBER)
        raise ExpressionFault(self.piece(syntax), "规则语言里没有这种值", "只用数、文字和 True/False")

    def number(self, value: float, piece: str) -> Fraction:
        """The literal exactly as written: 1.2 is 6/5, whatever a float makes of it."""
        if value > LARGEST or (isinstance(value, float) and (len(piece) > DIGITS or "e" in piece.lower())):
            raise ExpressionFault(piece, "数太大、太长或带指数", "用 万元、亿元 或 年 作单位")
        return Fraction(value) if isinstance(value, int) else Fraction(Decimal(piece.replace("_", "")))

    def name(self, syntax: ast.Name) -> Node:
        name, scope = syntax.id, self.scope
        if name in scope.facts:
            spec = scope.facts[name]
            return Fact(spec, spec.value_type)
        if name in scope.parameters:
            return Parameter(name, scope.parameters[name])
        if name in scope.values:
            return scope.values[name]
        if name == "on":
            return Today(DAY)
        if name in UNITS:
            return arithmetic.unit(UNITS[name])
        raise self.unknown_name(name)

    def unknown_name(self, name: str) -> ExpressionFault:
        if name in self.scope.tables:
            return ExpressionFault(name, f"{name} 是一张表", f"写成 {name}[…]，方括号里是查表用的值")
        if name in functions.SIGNATURES or name in self.scope.functions:
            return ExpressionFault(name, f"{name} 是函数", f"写成 {name}(…)")
        return ExpressionFault(name, f"没有名为 {name} 的事实、参数或命名式子", suggestion(name, self.scope.names()))

    def unary(self, syntax: ast.UnaryOp) -> Node:
        piece = self.piece(syntax)
        if isinstance(syntax.op, ast.Not):
            return Not(condition(self.build(syntax.operand), piece))
        if isinstance(syntax.op, ast.USub):
            return arithmetic.scaled(self.build(syntax.operand), arithmetic.constant(Fraction(-1), NUMBER), piece)
        raise ExpressionFault(piece, "规则语言里没有这个运算符", "否定写成 not")

    def junction(self, syntax: ast.BoolOp) -> Node:
        items = tuple(condition(self.build(value), self.piece(value)) for value in syntax.values)
        return All(items) if isinstance(syntax.op, ast.And) else Any(items)

    def binary(self, syntax: ast.BinOp) -> Node:
        combine = arithmetic.OPERATIONS.get(type(syntax.op))
        if combine is None:
            raise ExpressionFault(self.piece(syntax), "规则语言里没有这个运算符", "只有 + - * /")
        return combine(self.build(syntax.left), self.build(syntax.right), self.piece(syntax))

    def pick(self, syntax: ast.IfExp) -> Node:
        then, other = matched(self.build(syntax.body), self.build(syntax.orelse), self.piece(syntax))
        test = condition(self.build(syntax.test), self.piece(syntax.test))
        return Pick(test, then, other, common_type(then.type, other.type))

    def compare(self, syntax: ast.Compare) -> Node:
        sides = [syntax.left, *syntax.comparators]
        links = tuple(self.link(left, op, right) for left, op, right in zip(sides, syntax.ops, sides[1:], strict=False))
        return links[0] if len(links) == 1 else All(links)

    def link(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Node:
        piece = f"{self.piece(left)} … {self.piece(right)}"
        if isinstance(op, ast.In | ast.NotIn):
            found = self.member(left, right, piece)
            return Not(found) if isinstance(op, ast.NotIn) else found
        if type(op) not in _COMPARATORS:
            raise ExpressionFault(piece, "规则语言里没有 is", "相等写成 ==，不等写成 !=")
        first, second = matched(self.build(left), self.build(right), piece)
        comparator = _COMPARATORS[type(op)]
        functions.check_order(first, comparator, piece)
        functions.check_texts((first, second), piece)
        return Compare(comparator, first, second)  # type: ignore[arg-type]

    def member(self, left: ast.expr, right: ast.expr, piece: str) -> Node:
        item = self.build(left)
        if not isinstance(right, ast.Tuple | ast.List | ast.Set):
            among = self.build(right)
            if among.type.kind is not Kind.CHOICES:
                raise ExpressionFault(self.piece(right), "in 后面要有一组值", '写成 in ("甲", "乙")')
            return Holds(among, frozenset({self.option(item, among.type, piece)}), every=False)
        options = [matched(item, self.build(element), piece) for element in right.elts]
        if not all(isinstance(option, Constant) for _, option in options):
            raise ExpressionFault(piece, "in 后面只能是写明的值", "与事实比较用 == 或 same(…)")
        found = frozenset(option.value for _, option in options if isinstance(option, Constant))
        return Member(options[0][0] if options else item, found)

    def option(self, item: Node, among: ValueType, piece: str) -> str:
        """A literal among the options of a fact that holds several."""
        one = ValueType(Kind.CHOICE, options=among.options)
        node = within(item, one, piece)
        if not isinstance(node, Constant):
            raise ExpressionFault(piece, "in 前面要是写明的值", '写成 "甲" in …')
        return str(node.value)

    def lookup(self, syntax: ast.Subscript) -> Node:
        table = self.scope.tables.get(self.piece(syntax.value))
        if table is None:
            raise ExpressionFault(
                self.piece(syntax.value), "没有这张表", suggestion(self.piece(syntax.value), tuple(self.scope.tables))
            )
        return Lookup(table, within(self.build(syntax.slice), table.key, self.piece(syntax)), table.value)

    def call(self, syntax: ast.Call) -> Node:
        piece = self.piece(syntax)
        if syntax.keywords or not isinstance(syntax.func, ast.Name):
            raise ExpressionFault(piece, "函数只按位置给值", "写成 函数名(值, 值)")
        name = syntax.func.id
        if name == "reading":
            return self.reading(syntax, piece)
        arguments = tuple(self.build(argument) for argument in syntax.args)
        if name in functions.SIGNATURES:
            return functions.SIGNATURES[name](arguments, piece)
        if name in self.scope.functions:
            return functions.called(self.scope.functions[name], arguments, piece)
        known = (*functions.SIGNATURES, *self.scope.functions, "reading")
        raise ExpressionFault(name, f"没有名为 {name} 的函数", suggestion(name, known))

    def reading(self, syntax: ast.Call, piece: str) -> Node:
        question = syntax.args[0].value if len(syntax.args) == 1 and isinstance(syntax.args[0], ast.Constant) else None
        if not isinstance(question, str) or question not in self.scope.questions:
            raise ExpressionFault(piece, "没有这个未决问题", suggestion(str(question), tuple(self.scope.questions)))
        return Reading(question, ValueType(Kind.CHOICE, options=self.scope.questions[question]))


_STEPS: dict[type[ast.expr], Callable[..., Node]] = {
    ast.Constant: _Builder.constant,
    ast.Name: _Builder.name,
    ast.UnaryOp: _Builder.unary,
    ast.BoolOp: _Builder.junction,
    ast.BinOp: _Builder.binary,
    ast.IfExp: _Builder.pick,
    ast.Compare: _Builder.compare,
    ast.Subscript: _Builder.lookup,
    ast.Call: _Builder.call,
}


def value_of(node: Node, constants: Mapping[str, Constant], readings: Mapping[str, str], on: date) -> Plain:
    """The value of a tree that looks at no fact, as a derived parameter; ExpressionFault when it has none."""
    found = simplified(bound(node, constants, readings, on))
    if isinstance(found, Constant):
        return found.value
    raise ExpressionFault(str(on), "这一天算不出值", "检查用到的参数在这一天有没有值，且不要用事实")
