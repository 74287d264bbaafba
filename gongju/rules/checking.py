"""What must hold of an edition beyond the shape of its file: every expression, name, sentence and row fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from string import Formatter

from .criterion import Criterion
from .entries import Parameter, Question, Table, Value
from .expression import Scope, parse
from .facts import FactTable
from .faults import ExpressionFault
from .nearest import nearest
from .paper_entries import Material
from .retirement import RetirementTable
from .toml_table import Fault
from .tree import Function, Named, Node, Plain
from .tree import Table as TreeTable
from .units import DAY, Kind, ValueType, held, type_of_unit

Note = Callable[[str, str, str], None]
"""Takes a fault: key, what is wrong, what to write instead."""
WHOLE = ValueType(Kind.QUANTITY)
DAYS_KEPT = 1 << 17
"""Retirement days kept once reckoned: more than all days of birth of one table's kinds of people."""
_ROW = re.compile(r"[A-Z]{2,3}-[A-Z]?\d+[a-z]?")


def scope_of(
    facts: FactTable,
    parameters: Mapping[str, Parameter],
    tables: Mapping[str, Table],
    questions: Mapping[str, Question],
    retirement: RetirementTable,
) -> Scope:
    """Every name the rules of an edition may use, save its named values."""
    return Scope(
        facts=facts,
        parameters={name: type_of_unit(one.unit) for name, one in parameters.items()},
        tables={name: _tree_table(one) for name, one in tables.items()},
        questions={name: tuple(one.readings) for name, one in questions.items()},
        functions={"retirement_day": _retirement_day(retirement)},
    )


def _tree_table(table: Table) -> TreeTable:
    rows: dict[Plain, Plain] = {key: held(Fraction(value), table.unit) for key, value in table.entries.items()}
    return TreeTable(table.name, table.label, WHOLE, type_of_unit(table.unit), rows)


def _retirement_day(table: RetirementTable) -> Function:
    sex = ValueType(Kind.CHOICE, options=table.sexes)
    post = ValueType(Kind.CHOICE, options=table.posts)
    day = lru_cache(DAYS_KEPT)(table.day)
    return Function("retirement_day", (DAY, sex, post), DAY, day, (1, 0, 0), label=table.title)


def check_values(values: Mapping[str, Value], scope: Scope, note: Note) -> Scope:
    """The scope with the named values, each of which may use those before it."""
    named: dict[str, Named] = {}
    for name, value in values.items():
        widened = replace(scope, values=dict(named))
        node = check_expression(value.rule, widened, f"values.{name}.rule", note, expects_truth=False)
        if node is not None:
            named[name] = Named(name, value.label, node, node.type)
    return replace(scope, values=named)


def check_criteria(criteria: Iterable[Criterion], scope: Scope, note: Note) -> tuple[Criterion, ...]:
    """The criteria with their trees."""
    found = tuple(_with_trees(one, scope, note) for one in criteria)
    for name in _twice(one.code for one in found):
        note(f"criteria（{name}）", "这个 code 用了两次", "每条条件用自己的 code")
    return found


def _with_trees(one: Criterion, scope: Scope, note: Note) -> Criterion:
    where = f"criteria（{one.code}）"
    readings = {
        key: node
        for key, text in one.readings.items()
        if (node := check_expression(text, scope, f"{where}.readings.{key}", note)) is not None
    }
    _check_question(one, scope, where, note)
    for key in ("unmet", "met"):
        check_sentence(getattr(one, key), scope, f"{where}.{key}", note)
    tree = check_expression(one.rule, scope, f"{where}.rule", note) if one.rule else None
    return replace(one, tree=tree, reading_trees=readings)


def _check_question(one: Criterion, scope: Scope, where: str, note: Note) -> None:
    if one.question and one.question not in scope.questions:
        note(f"{where}.question", f"没有未决问题 {one.question!r}", _meant(one.question, scope.questions))
    if one.readings and not one.question:
        note(f"{where}.question", "有几种读法却没有写是哪个未决问题", '写 question = "AMB-…"')
    known = scope.questions.get(one.question, ())
    for key in one.readings:
        if known and key not in known:
            note(f"{where}.readings.{key}", f"{one.question} 没有这种读法", _meant(key, known))


def check_sentence(sentence: str, scope: Scope, where: str, note: Note) -> None:
    """Braces are in pairs and name facts, parameters or values."""
    known = (*scope.facts, *scope.parameters, *scope.values, "on")
    try:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError:
        note(where, "花括号不成对", "写成 {事实名}")
        return
    for name in names:
        if name not in known:
            note(where, f"句子里的 {{{name}}} 不是事实、参数或命名式子", _meant(name, known))


def check_materials(
    materials: Iterable[Material], groups: Collection[str], scope: Scope, note: Note
) -> Mapping[str, Node]:
    """The trees of `when`, by code."""
    trees: dict[str, Node] = {}
    for one in materials:
        where = f"materials（{one.code}）"
        if one.group and one.group not in groups:
            note(
                f"{where}.group",
                f"没有这一组 {one.group!r}",
                f"写一块 [groups.{one.group}]，或{_meant(one.group, groups)}",
            )
        sums = [name for name, spec in scope.facts.items() if spec.type == "money"]
        if one.average_of and one.average_of not in sums:
            note(f"{where}.average_of", f"没有这个金额 {one.average_of!r}", _meant(one.average_of, sums))
        node = check_expression(one.when, scope, f"{where}.when", note) if one.when else None
        if node is not None:
            trees[one.code] = node
    for name in _twice(one.code for one in materials):
        note(f"materials（{name}）", "这个 code 用了两次", "每份材料用自己的 code")
    return trees


def check_parameters(parameters: Mapping[str, Parameter], scope: Scope, note: Note) -> None:
    """Rules of derived parameters name only what is known, and sit on parameters alone."""
    for name, parameter in parameters.items():
        for index, value in enumerate(parameter.values, 1):
            where = f"parameters.{name}.values[{index}]"
            if value.rule:
                narrowed = replace(scope, facts=FactTable(), values={})
                check_expression(value.rule, narrowed, f"{where}.rule", note, expects_truth=False)
            known = {*parameters, "of", "value"}
            for _, field, _, _ in Formatter().parse(value.basis):
                if field is not None and field.partition(".")[0] not in known:
                    note(f"{where}.basis", f"没有参数 {field!r}", _meant(field, known))


def check_expression(text: str, scope: Scope, where: str, note: Note, *, expects_truth: bool = True) -> Node | None:
    """The tree of an expression; None when it is at fault, which is noted."""
    try:
        return parse(text, scope) if expects_truth else parse(text, scope, None)
    except ExpressionFault as fault:
        note(where, f"{fault.text}：{fault.what}", fault.hint)
        return None


def _meant(wrong: str, known: Iterable[str]) -> str:
    names = tuple(known)
    meant = nearest(wrong, names)
    return f"是否要写 {meant}？" if meant else f"可写：{'、'.join(names)}"


def _twice(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def rows_between(text: str) -> tuple[str, ...]:
    """The ids of "CP-001..CP-183" or "CY-Q06a..CY-Q06d", in order, or the one id written; else ValueError."""
    first, dots, last = text.partition("..")
    if not (_ROW.fullmatch(first) and (not dots or _ROW.fullmatch(last))):
        raise ValueError(text)
    if not dots:
        return (first,)
    found = _letters_between(first, last) if first[-1].isalpha() else _numbers_between(first, last)
    if not found:
        raise ValueError(text)
    return found


def _letters_between(first: str, last: str) -> tuple[str, ...]:
    stem = first[:-1]
    if last[:-1] != stem:
        return ()
    return tuple(f"{stem}{chr(code)}" for code in range(ord(first[-1]), ord(last[-1]) + 1))


def _numbers_between(first: str, last: str) -> tuple[str, ...]:
    stem = first.rstrip("0123456789")
    start, end = first.removeprefix(stem), last.removeprefix(stem)
    if not (last.startswith(stem) and end.isdigit()):
        return ()
    return tuple(f"{stem}{number:0{len(start)}d}" for number in range(int(start), int(end) + 1))


def fault_noter(file: str, faults: list[Fault]) -> Note:
    """A note-taker that files every fault under one file."""

    def note(key: str, what: str, hint: str) -> None:
        faults.append(Fault(file, key, what, hint))

    return note
