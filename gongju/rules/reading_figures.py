"""From TOML tables to the figures of the law: parameters by date, tables by year, values, open questions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from .entries import Parameter, ParameterValue, Question, Table, Value
from .toml_table import TomlTable
from .units import UNITS, unit_named


def read_parameters(table: TomlTable) -> dict[str, Parameter]:
    """Every `[parameters.x]`."""
    return {name: _parameter(name, inner) for name, inner in table.named_tables("parameters").items()}


def _parameter(name: str, table: TomlTable) -> Parameter:
    values = tuple(_parameter_value(inner) for inner in table.tables("values"))
    if not values:
        table.fault("values", "没有任何数值", "至少写一行，如 values = [ { from = 2021-08-01, value = 2 } ]")
    found = Parameter(
        name=name,
        label=table.text("label"),
        unit=_unit(table),
        values=tuple(sorted(values, key=lambda one: one.since)),
        clause=table.text("clause", ""),
        rows=table.texts("rows"),
        note=table.text("note", ""),
        question=table.text("question", ""),
    )
    table.close()
    return found


def _parameter_value(table: TomlTable) -> ParameterValue:
    if table.has("value") == table.has("rule"):
        table.fault("value", "value 和 rule 要写其中一个，也只写一个", 'value = 9407 或 rule = "round_yuan(…)"')
    found = ParameterValue(
        since=table.day("from"),
        value=table.number("value") if table.has("value") else None,
        rule=table.text("rule") if table.has("rule") else None,
        of=table.whole("of") if table.has("of") else None,
        basis=table.text("basis", ""),
        derived=table.truth("derived"),
        assumed=table.truth("assumed"),
        rows=table.texts("rows"),
        note=table.text("note", ""),
    )
    table.close()
    return found


def _unit(table: TomlTable) -> str:
    unit = table.text("unit", "")
    if unit and unit_named(unit) is None:
        table.fault("unit", f"没有单位 {unit!r}", f"可用的单位：{'、'.join(UNITS)}")
        return ""
    return unit


def read_tables(table: TomlTable, parameters: Mapping[str, Parameter]) -> dict[str, Table]:
    """Every `[tables.x]`; years that are not printed are derived from the series the table names."""
    return {name: _table(name, inner, parameters) for name, inner in table.named_tables("tables").items()}


def _table(name: str, table: TomlTable, parameters: Mapping[str, Parameter]) -> Table:
    printed = {inner.whole("key"): inner.number("value") for inner in _closing(table, "entries")}
    derived = _derived(table, parameters)
    found = Table(
        name=name,
        label=table.text("label"),
        unit=_unit(table),
        entries={**derived, **printed},
        derived=frozenset(derived.keys() - printed.keys()),
        rows=table.texts("rows"),
        note=table.text("note", ""),
        question=table.text("question", ""),
    )
    table.close()
    return found


def _closing(table: TomlTable, name: str) -> list[TomlTable]:
    """The entries of a table, each closed once its two keys are known to be there."""
    found = []
    for inner in table.tables(name):
        inner.whole("key")
        inner.number("value")
        inner.texts("rows")
        inner.close()
        found.append(inner)
    return found


def _derived(table: TomlTable, parameters: Mapping[str, Parameter]) -> dict[int, Decimal]:
    """`derive = { series, times, years_after }`: each figure of the series, times a factor, half up to the yuan."""
    rule = table.table("derive")
    if not table.has("derive"):
        return {}
    series, times, after = rule.one_of("series", parameters), rule.number("times"), rule.whole("years_after", 0)
    rule.close()
    values = parameters[series].values if series in parameters else ()
    return {
        one.of + after: (one.value * times).quantize(Decimal(1), ROUND_HALF_UP)
        for one in values
        if one.of is not None and one.value is not None
    }


def read_values(table: TomlTable) -> dict[str, Value]:
    """Every `[values.x]`."""
    return {name: _value(name, inner) for name, inner in table.named_tables("values").items()}


def _value(name: str, table: TomlTable) -> Value:
    found = Value(name=name, label=table.text("label"), rule=table.text("rule"), rows=table.texts("rows"))
    table.close()
    return found


def read_questions(table: TomlTable) -> dict[str, Question]:
    """Every `[[questions]]`, by id."""
    return {one.id: one for one in map(_question, table.tables("questions"))}


def _question(table: TomlTable) -> Question:
    readings = {key: str(text) for key, text in table.plain("readings").items()}
    if not readings:
        table.fault("readings", "没有写任何读法", 'readings = { strict = "…", lenient = "…" }')
    found = Question(
        id=table.text("id"),
        text=table.text("text"),
        readings=readings,
        recommended=table.one_of("recommended", readings),
        why=table.text("why", ""),
        rows=table.texts("rows"),
    )
    table.close()
    return found
