"""From TOML tables to the base persons and the worked examples of a rulebook."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .reading_criteria import OUTCOMES
from .toml_table import TomlTable
from .worked import Base, Example, Expectation, Paper


def read_bases(table: TomlTable, businesses: Collection[str]) -> dict[str, Base]:
    """Every `[base.x]`, x being a business: a person for whom everything is met."""
    found = {}
    for name, inner in table.named_tables("base").items():
        if name not in businesses:
            table.fault(f"base.{name}", "没有这个业务", f"可写：{'、'.join(businesses)}")
        found[name] = Base(name, inner.day("on"), inner.plain("facts"))
        inner.close()
    return found


def read_examples(table: TomlTable, businesses: Collection[str]) -> tuple[Example, ...]:
    """Every `[[examples]]`."""
    return tuple(_example(inner, businesses) for inner in table.tables("examples"))


def _example(table: TomlTable, businesses: Collection[str]) -> Example:
    found = Example(
        name=table.text("name"),
        business=table.one_of("business", businesses),
        on=table.day("on"),
        expect=_expectation(table.table("expect", required=True)),
        facts=table.plain("facts"),
        without=table.texts("without"),
        alone=table.truth("alone"),
        pathway=table.text("pathway", ""),
        handed_in=table.texts("handed_in") if table.has("handed_in") else None,
        paper=_paper(table.table("paper")) if table.has("paper") else None,
        material=table.text("material", ""),
        term=table.text("term", ""),
        event=table.day("event") if table.has("event") else None,
        case=table.text("case", ""),
        rows=table.texts("rows"),
    )
    table.close()
    return found


def _expectation(table: TomlTable) -> Expectation:
    found = Expectation(
        outcome=table.one_of("outcome", OUTCOMES) if table.has("outcome") else None,
        unmet=table.texts("unmet") if table.has("unmet") else None,
        met=table.texts("met"),
        to_be_judged=table.texts("to_be_judged"),
        standard=table.text("standard", ""),
        due=table.texts("due"),
        not_due=table.texts("not_due"),
        missing=table.texts("missing") if table.has("missing") else None,
        faults=table.texts("faults") if table.has("faults") else None,
        day=table.day("day") if table.written("day", date) else None,
        months=table.whole("months") if table.has("months") else None,
        provisional=table.truth("provisional"),
        late=table.truth("late") if table.has("late") else None,
    )
    table.close()
    return found


def _paper(table: TomlTable) -> Paper:
    found = Paper(
        form=table.text("form") if table.has("form") else None,
        dated=table.day("dated") if table.has("dated") else None,
        last_day=table.day("last_day") if table.has("last_day") else None,
        pages=table.whole("pages") if table.has("pages") else None,
        sealed=table.wholes("sealed") if table.has("sealed") else None,
        annotated=table.wholes("annotated") if table.has("annotated") else None,
    )
    table.close()
    return found
