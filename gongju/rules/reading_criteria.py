"""From TOML tables to the criteria of a rulebook and their one-line examples."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import cast, get_args

from .criterion import Criterion, CriterionKind
from .toml_table import TomlTable
from .verdict import Outcome
from .worked import CriterionExample

KINDS: tuple[str, ...] = get_args(CriterionKind)
OUTCOMES = tuple(outcome.value for outcome in Outcome)


def read_criteria(
    table: TomlTable, businesses: Collection[str]
) -> tuple[tuple[Criterion, ...], tuple[CriterionExample, ...]]:
    """Every `[[criteria]]` with the examples that stand in it."""
    found = [_criterion(inner, businesses) for inner in table.tables("criteria")]
    return tuple(one for one, _ in found), tuple(example for _, examples in found for example in examples)


def _criterion(table: TomlTable, businesses: Collection[str]) -> tuple[Criterion, tuple[CriterionExample, ...]]:
    named = read_businesses(table, businesses)
    found = Criterion(
        code=table.text("code"),
        kind=cast(CriterionKind, table.one_of("kind", KINDS)),
        business=named,
        title=table.text("title"),
        rule=table.text("rule", ""),
        unmet=table.text("unmet", ""),
        met=table.text("met", ""),
        ask_officer=table.text("ask_officer", ""),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        soft=table.truth("soft"),
        judge=table.truth("judge"),
        readings={key: str(text) for key, text in table.plain("readings").items()},
        question=table.text("question", ""),
        note=table.text("note", ""),
    )
    examples = tuple(_example(inner, found) for inner in table.tables("examples"))
    _check_shape(table, found)
    table.close()
    return found, examples


def read_businesses(table: TomlTable, known: Collection[str]) -> tuple[str, ...]:
    """The `business` of an entry: one name or a list, each of which the edition must have."""
    named = (table.text("business"),) if table.written("business", str) else table.texts("business", None)
    for name in named:
        if name not in known:
            table.fault("business", f"没有业务 {name!r}", f"可写：{'、'.join(known)}")
    return named


def _check_shape(table: TomlTable, found: Criterion) -> None:
    if found.rule and found.readings:
        table.fault("readings", "rule 和 readings 只能写一个", "有几种读法时只写 readings")
    if not (found.rule or found.readings or found.judge):
        table.fault("rule", "没有规则", '写 rule = "…"；完全由经办人员判断的写 judge = true')
    if not found.unmet and (found.rule or found.readings):
        table.fault("unmet", "没有写不符合时的话", '写 unmet = "…"')
    if (found.judge or found.soft or found.readings) and not found.ask_officer:
        table.fault("ask_officer", "由人判断的条件要写明判断什么", '写 ask_officer = "…"')


def _example(table: TomlTable, criterion: Criterion) -> CriterionExample:
    found = CriterionExample(
        criterion=criterion.code,
        business=table.text("business", criterion.business[0] if criterion.business else ""),
        of=table.text("of"),
        outcome=table.one_of("is", OUTCOMES),
        facts=table.plain("with"),
        without=table.texts("without"),
        on=table.day("on") if table.written("on", date) else None,
    )
    table.close()
    return found
