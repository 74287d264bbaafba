"""From `forms/*.toml` to a form; every fault names its file, its key and what to write instead."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongju.forms.spec import (
    FACT_TYPES,
    LONGEST_LONG_TEXT,
    LONGEST_TEXT,
    OWN_TYPES,
    CautionSpec,
    Condition,
    FactRule,
    FieldSpec,
    FormSpec,
    PartSpec,
)
from gongju.forms.telling import WAYS
from gongju.rules.toml_table import Fault, TomlTable
from gongju.rules.units import held

NUMBERED = ("count", "number", "money", "duration")
CHOSEN = ("choice", "choices")


class FormFaults(ValueError):
    """A form file cannot be used as it stands; `faults` says why, every one of them."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


@lru_cache(maxsize=16)
def form_at(path: Path) -> FormSpec:
    """The form in a file, read once a process. Raises FormFaults."""
    return read_form(path.read_text("utf-8"), path.name)


def read_form(text: str, source: str) -> FormSpec:
    """The form in a file's text; `source` names the file in faults. Raises FormFaults."""
    faults: list[Fault] = []
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as broken:
        raise FormFaults([Fault(source, "-", f"不是正确的 TOML：{broken}", "按行号改正")]) from broken
    table = TomlTable(raw, file=source, key="", faults=faults)
    form = FormSpec(
        title=table.text("title"),
        parts={name: _part(name, part) for name, part in table.named_tables("parts").items()},
        tags={str(tag): str(fact) for tag, fact in table.plain("tags").items()},
    )
    table.close()
    if faults:
        raise FormFaults(faults)
    return form


def _part(name: str, table: TomlTable) -> PartSpec:
    part = PartSpec(
        name=name,
        title=table.text("title"),
        hint=table.text("hint", ""),
        rows=table.texts("rows"),
        repeats=table.whole("repeats", 0),
        row_title=table.text("row_title", ""),
        none_label=table.text("none_label", ""),
        fields=tuple(_field(key, field) for key, field in table.named_tables("fields").items()),
        facts=tuple(_rule(rule) for rule in table.tables("facts")),
        cautions=tuple(_caution(caution) for caution in table.tables("cautions")),
    )
    _refer(part, table)
    table.close()
    return part


def _field(name: str, table: TomlTable) -> FieldSpec:
    kind = table.one_of("type", (*FACT_TYPES, *OWN_TYPES))
    unit = table.text("unit", "")
    field = FieldSpec(
        name=name,
        type=kind,
        label=table.text("label"),
        unit=unit,
        ask=table.text("ask", ""),
        hint=table.text("hint", ""),
        choices=table.texts("choices", None if kind in CHOSEN else ()),
        ordered=table.truth("ordered"),
        required=table.truth("required"),
        item=table.text("item", ""),
        sealed=table.truth("sealed"),
        locked=table.truth("locked"),
        listed=table.truth("listed"),
        autocomplete=table.text("autocomplete", ""),
        fact=table.text("fact", ""),
        when=_condition(table, "when"),
        kind=table.text("kind", ""),
        not_after=table.text("not_after", ""),
        past=table.truth("past"),
        minimum=_bound(table, "min", kind, unit),
        maximum=_bound(table, "max", kind, unit),
        longest=table.whole("longest", LONGEST_LONG_TEXT if kind == "long_text" else LONGEST_TEXT),
    )
    table.close()
    return field


def _bound(table: TomlTable, name: str, kind: str, unit: str) -> Any:
    """A bound as the value is held (fen, months …), from the unit of the field."""
    if not table.has(name):
        return None
    if kind == "day":
        return table.day(name)
    if kind not in NUMBERED:
        table.fault(name, f"{kind} 类型没有上下限", "只有数量、金额、时长和日期可以写 min、max")
        return None
    exact = held(Fraction(table.number(name)), unit)
    return exact if isinstance(exact, int) else Decimal(exact.numerator) / exact.denominator


def _condition(table: TomlTable, name: str) -> Condition | None:
    if not table.has(name):
        return None
    inner = table.table(name)
    condition = Condition(inner.text("field"), inner.texts("in", None))
    inner.close()
    return condition


def _rule(table: TomlTable) -> FactRule:
    rule = FactRule(
        fact=table.text("fact"),
        by=table.one_of("by", WAYS),
        field=table.text("field", ""),
        other=table.text("other", ""),
        values=table.texts("values"),
        where=_condition(table, "where"),
    )
    table.close()
    return rule


def _caution(table: TomlTable) -> CautionSpec:
    caution = CautionSpec(
        field=table.text("field"),
        text=table.text("text"),
        begins=table.text("begins", ""),
        first_in=table.texts("first_in"),
        rows=table.texts("rows"),
    )
    if bool(caution.begins) == bool(caution.first_in):
        table.fault("begins", "begins 和 first_in 写一个，只写一个", "")
    table.close()
    return caution


def _refer(part: PartSpec, table: TomlTable) -> None:
    """Every field that is referred to must be there."""
    known = {one.name for one in part}
    told = [(f"fields.{one.name}.when", one.when.field) for one in part if one.when]
    told += [(f"cautions[{number}]", one.field) for number, one in enumerate(part.cautions, 1)]
    told += [(f"fields.{one.name}.kind", one.kind) for one in part if one.kind]
    told += [(f"fields.{one.name}.not_after", one.not_after) for one in part if one.not_after]
    for number, rule in enumerate(part.facts, 1):
        told += [(f"facts[{number}]", name) for name in (rule.field, rule.other) if name]
        told += [(f"facts[{number}].where", rule.where.field)] if rule.where else []
    for key, name in told:
        if name not in known:
            table.fault(key, f"这一部分没有 {name!r} 这一项", f"可写：{'、'.join(known)}")
