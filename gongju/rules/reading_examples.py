"""From TOML tables to the base persons and the worked examples of a rulebook."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from .reading_criteria import OUTCOMES
from .toml_table import TomlTable
from .worked import Base, Date, Example, Expectation, Paper


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
        round=table.text("round", ""),
        granted=table.day("granted") if table.has("granted") else None,
        dates=tuple(map(_date, table.tables("dates"))),
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
        covers=_covered(table.table("covers")),
        provisional=table.truth("provisional"),
        late=table.truth("late") if table.has("late") else None,
        open=table.truth("open") if table.has("open") else None,
        opens=table.day("opens") if table.has("opens") else None,
        closes=table.day("closes") if table.has("closes") else None,
        decided_from=table.day("decided_from") if table.has("decided_from") else None,
        decided=table.day("decided") if table.has("decided") else None,
        next_opens=table.day("next_opens") if table.has("next_opens") else None,
        next_closes=table.day("next_closes") if table.has("next_closes") else None,
        places_to=table.day("places_to") if table.has("places_to") else None,
        usable=table.truth("usable") if table.has("usable") else None,
        cautions=table.texts("cautions") if table.has("cautions") else None,
    )
    table.close()
    return found


def _covered(table: TomlTable) -> dict[str, tuple[date, date]]:
    """For each paper the months it must cover, as `income = ["2020-10", "2021-03"]`."""
    found = {code: _months(table, code) for code in table.names()}
    table.close()
    return found


def _months(table: TomlTable, name: str) -> tuple[date, date]:
    written = table.texts(name)
    try:
        first, last = (date.fromisoformat(f"{month}-01") for month in written)
    except ValueError:
        table.fault(name, "写头尾两个月份", f'{name} = ["2020-10", "2021-03"]')
        first = last = date.max
    return first, last


def _date(table: TomlTable) -> Date:
    found = Date(table.text("term"), table.day("event"), table.day("day"), table.truth("provisional"))
    table.close()
    return found


def _paper(table: TomlTable) -> Paper:
    found = Paper(
        form=table.text("form") if table.has("form") else None,
        kind=table.text("kind") if table.has("kind") else None,
        dated=table.day("dated") if table.has("dated") else None,
        first_day=table.day("first_day") if table.has("first_day") else None,
        last_day=table.day("last_day") if table.has("last_day") else None,
        open_ended=table.truth("open_ended"),
        states=table.texts("states") if table.has("states") else None,
        covers=_months(table, "covers") if table.has("covers") else None,
        pages=table.whole("pages") if table.has("pages") else None,
        seal=table.text("seal") if table.has("seal") else None,
        sealed=table.wholes("sealed") if table.has("sealed") else None,
        signed=table.wholes("signed") if table.has("signed") else None,
        annotated=table.wholes("annotated") if table.has("annotated") else None,
    )
    table.close()
    return found
