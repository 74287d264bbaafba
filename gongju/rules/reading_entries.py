"""From TOML tables to what a rulebook says besides its criteria: businesses, papers, terms, steps, contacts."""

from __future__ import annotations

from collections.abc import Collection

from .comparison_rule import COMPARED, ComparisonRule
from .entries import (
    ANNIVERSARY,
    LAST_DAY,
    NO_PLACE,
    PERIODS,
    QUOTAS,
    Benefit,
    Business,
    Contact,
    DayOfPeriod,
    Information,
    NotModelled,
    QuotaRound,
    StateChange,
    Step,
    Term,
)
from .reading_criteria import read_businesses
from .toml_table import TomlTable

UNITS_OF_TERMS = ("working_days", "days", "months", "years")
DIRECTIONS = ("after", "before")
MOMENTS = ("submission", "acceptance")
PERMIT_EVENTS = (LAST_DAY, ANNIVERSARY)
OFFICES = ("city", "district", "territorial")


def read_business_table(table: TomlTable, facts: Collection[str]) -> dict[str, Business]:
    """Every `[businesses.x]`; `facts`: the names an entry may ask for."""
    return {name: _business(name, inner, facts) for name, inner in table.named_tables("businesses").items()}


def _business(name: str, table: TomlTable, facts: Collection[str]) -> Business:
    found = Business(
        name=name,
        title=table.text("title"),
        judged_on=table.one_of("judged_on", MOMENTS, "submission"),
        stages=table.texts("stages"),
        exclusive=table.truth("exclusive", missing=True),
        appointment=table.truth("appointment"),
        quota=table.one_of("quota", QUOTAS, NO_PLACE),
        while_restricted=table.truth("while_restricted"),
        else_restricted=table.truth("else_restricted"),
        opens_linking=table.truth("opens_linking"),
        asks=_facts(table, "asks", facts),
        summary=table.text("summary", ""),
        clause=table.text("clause", ""),
        rows=table.texts("rows"),
        question=table.text("question", ""),
    )
    table.close()
    return found


def read_comparisons(table: TomlTable, businesses: Collection[str]) -> tuple[ComparisonRule, ...]:
    """Every `[[comparisons]]`."""
    return tuple(_comparison(inner, businesses) for inner in table.tables("comparisons"))


def _comparison(table: TomlTable, businesses: Collection[str]) -> ComparisonRule:
    found = ComparisonRule(
        code=table.one_of("code", COMPARED),
        business=read_businesses(table, businesses),
        title=table.text("title"),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        holds=table.truth("holds"),
        by_hand=table.truth("by_hand"),
    )
    table.close()
    return found


def read_terms(table: TomlTable, businesses: Collection[str]) -> tuple[Term, ...]:
    """Every `[[terms]]`."""
    return tuple(_term(inner, businesses) for inner in table.tables("terms"))


def _term(table: TomlTable, businesses: Collection[str]) -> Term:
    found = Term(
        code=table.text("code"),
        business=read_businesses(table, businesses),
        title=table.text("title"),
        length=table.whole("length"),
        unit=table.one_of("unit", UNITS_OF_TERMS),
        direction=table.one_of("direction", DIRECTIONS, "after"),
        from_event=table.text("from_event"),
        from_label=table.text("from_label"),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        roll=table.truth("roll"),
        inclusive=table.truth("inclusive"),
        late=table.text("late", ""),
        pauses=table.texts("pauses"),
        closes=table.truth("closes"),
        opens=table.truth("opens"),
        sentence=table.text("sentence"),
        question=table.text("question", ""),
        note=table.text("note", ""),
    )
    if found.opens and (found.direction != "before" or found.from_event not in PERMIT_EVENTS):
        table.fault(
            "opens", "只有从证件的日子往前数的时限才说明最早哪一天可以办", "去掉 opens，或改 direction 和 from_event"
        )
    table.close()
    return found


def read_steps(table: TomlTable, businesses: Collection[str]) -> tuple[Step, ...]:
    """Every `[[steps]]`."""
    return tuple(_step(inner, businesses) for inner in table.tables("steps"))


def _step(table: TomlTable, businesses: Collection[str]) -> Step:
    found = Step(
        code=table.text("code"),
        business=read_businesses(table, businesses),
        title=table.text("title"),
        by=table.text("by"),
        text=table.text("text"),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        question=table.text("question", ""),
    )
    table.close()
    return found


def read_state_changes(table: TomlTable) -> tuple[StateChange, ...]:
    """Every `[[states]]`."""
    return tuple(_state_change(inner) for inner in table.tables("states"))


def _state_change(table: TomlTable) -> StateChange:
    found = StateChange(
        code=table.text("code"),
        subject=table.text("subject"),
        before=table.texts("before", None),
        event=table.text("event"),
        after=table.text("after"),
        text=table.text("text"),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        question=table.text("question", ""),
    )
    table.close()
    return found


def read_contacts(table: TomlTable) -> tuple[Contact, ...]:
    """Every `[[contacts]]`."""
    return tuple(_contact(inner) for inner in table.tables("contacts"))


def _contact(table: TomlTable) -> Contact:
    found = Contact(
        code=table.text("code"),
        kind=table.one_of("kind", OFFICES),
        name=table.text("name"),
        phones=table.texts("phones"),
        address=table.text("address", ""),
        hours=table.text("hours", ""),
        rows=table.texts("rows", None),
        opening=table.texts("opening"),
        area=table.text("area", ""),
        email=table.text("email", ""),
        historic=table.truth("historic"),
    )
    table.close()
    return found


def read_benefits(table: TomlTable) -> tuple[Benefit, ...]:
    """Every `[[benefits]]`."""
    return tuple(_benefit(inner) for inner in table.tables("benefits"))


def _benefit(table: TomlTable) -> Benefit:
    found = Benefit(
        title=table.text("title"),
        text=table.text("text"),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        current=table.truth("current", missing=True),
    )
    table.close()
    return found


def read_information(table: TomlTable, name: str) -> tuple[Information, ...]:
    """Every `[[information]]` (or `[[quota]]`, which has the same keys)."""
    return tuple(_information(inner) for inner in table.tables(name))


def _information(table: TomlTable) -> Information:
    found = Information(
        title=table.text("title"),
        text=table.text("text"),
        rows=table.texts("rows", None),
        clause=table.text("clause", ""),
        items=table.texts("items"),
    )
    table.close()
    return found


def _facts(table: TomlTable, key: str, known: Collection[str]) -> tuple[str, ...]:
    """A list of facts, each of which there is."""
    found = table.texts(key)
    for name in found:
        if name not in known:
            table.fault(key, f"没有事实 {name!r}", "先在 facts.toml 或本版的 [facts.x] 里写")
    return found


def read_rounds(table: TomlTable, facts: Collection[str]) -> tuple[QuotaRound, ...]:
    """Every `[[rounds]]`; `facts`: the names that figures may be."""
    return tuple(_round(inner, facts) for inner in table.tables("rounds"))


def _round(table: TomlTable, facts: Collection[str]) -> QuotaRound:
    found = QuotaRound(
        code=table.text("code"),
        title=table.text("title"),
        every=table.one_of("every", PERIODS),
        text=table.text("text"),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        opens=_day_of_period(table, "opens"),
        closes=_day_of_period(table, "closes"),
        decided_from=_day_of_period(table, "decided_from"),
        decided=_day_of_period(table, "decided"),
        places_later=table.whole("places_later", 0),
        valid_days=table.whole("valid_days") if table.has("valid_days") else None,
        within_year=table.truth("within_year"),
        channel=table.text("channel", ""),
        question=table.text("question", ""),
        figures=_facts(table, "figures", facts),
        named=table.truth("named"),
        again=table.text("again", ""),
        no_withdrawal=table.text("no_withdrawal", ""),
        returnable=table.truth("returnable"),
        wasteful_years=table.whole("wasteful_years", 0),
    )
    if (found.opens is None) != (found.closes is None):
        table.fault("closes", "opens 和 closes 要一起写", "由通知确定的，两个都不写")
    table.close()
    return found


def _day_of_period(table: TomlTable, name: str) -> DayOfPeriod | None:
    inner = table.table(name)
    if not table.has(name):
        return None
    found = DayOfPeriod(
        month=inner.whole("month", 1),
        day=inner.whole("day") if inner.has("day") else None,
        working_day=inner.whole("working_day", 0),
        later=inner.whole("later", 0),
    )
    inner.close()
    return found


def read_not_modelled(table: TomlTable) -> tuple[NotModelled, ...]:
    """Every `[[not_modelled]]`."""
    return tuple(_not_modelled(inner) for inner in table.tables("not_modelled"))


def _not_modelled(table: TomlTable) -> NotModelled:
    found = NotModelled(what=table.text("what"), why=table.text("why"), rows=table.texts("rows", None))
    table.close()
    return found
