"""From TOML tables to what a rulebook says besides its criteria: businesses, papers, terms, steps, contacts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .entries import (
    Benefit,
    Business,
    Contact,
    Group,
    Information,
    LookBack,
    Material,
    NotModelled,
    Remaining,
    StateChange,
    Step,
    Term,
)
from .reading_criteria import read_businesses
from .toml_table import TomlTable

UNITS_OF_TERMS = ("working_days", "days", "months", "years")
DIRECTIONS = ("after", "before")
HANDS_IN = ("individual", "employer", "former_employer")
MOMENTS = ("submission", "acceptance")
OFFICES = ("city", "district", "territorial")


def read_business_table(table: TomlTable) -> dict[str, Business]:
    """Every `[businesses.x]`."""
    return {name: _business(name, inner) for name, inner in table.named_tables("businesses").items()}


def _business(name: str, table: TomlTable) -> Business:
    found = Business(
        name=name,
        title=table.text("title"),
        judged_on=table.one_of("judged_on", MOMENTS, "submission"),
        stages=table.texts("stages"),
        exclusive=table.truth("exclusive", missing=True),
        summary=table.text("summary", ""),
        clause=table.text("clause", ""),
        rows=table.texts("rows"),
        question=table.text("question", ""),
    )
    table.close()
    return found


@dataclass(frozen=True, slots=True)
class PaperDefaults:
    """`[defaults.materials]`: what holds of every paper that does not say otherwise."""

    form: str
    original: bool
    upload_where: Mapping[str, str]


def read_materials(table: TomlTable, businesses: Collection[str]) -> tuple[Material, ...]:
    """Every `[[materials]]`."""
    defaults = _paper_defaults(table.table("defaults"))
    return tuple(_material(inner, businesses, defaults) for inner in table.tables("materials"))


def _paper_defaults(table: TomlTable) -> PaperDefaults:
    inner = table.table("materials")
    where = {by: inner.text(by, "") for by in HANDS_IN}
    found = PaperDefaults(inner.text("form", ""), inner.truth("original"), where)
    inner.close()
    table.close()
    return found


def _material(table: TomlTable, businesses: Collection[str], defaults: PaperDefaults) -> Material:
    by = table.one_of("by", HANDS_IN)
    found = Material(
        code=table.text("code"),
        title=table.text("title"),
        business=read_businesses(table, businesses),
        by=by,
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        when=table.text("when") if table.has("when") else None,
        pathway=table.texts("pathway"),
        accepts=table.texts("accepts"),
        group=table.text("group", ""),
        option=table.text("option", ""),
        upload_where=table.text("upload_where", defaults.upload_where.get(by, "")),
        form=table.text("form", defaults.form),
        original=table.truth("original", defaults.original),
        seal=table.text("seal", ""),
        every_page=table.truth("every_page"),
        signature=table.text("signature", ""),
        annotation=table.text("annotation", ""),
        freshness=_months(table, "freshness"),
        remaining=_remaining(table),
        look_back=_look_back(table),
        template=table.text("template", ""),
        must_state=table.texts("must_state"),
        advisable=table.truth("advisable"),
        note=table.text("note", ""),
        question=table.text("question", ""),
    )
    if found.option and not found.group:
        table.fault("group", "写了 option 却没有写属于哪一组", '写 group = "…"')
    table.close()
    return found


def _months(table: TomlTable, name: str) -> int | None:
    inner = table.table(name)
    months = inner.whole("months") if table.has(name) else None
    inner.close()
    return months


def _remaining(table: TomlTable) -> Remaining | None:
    inner = table.table("remaining")
    found = Remaining(inner.whole("months"), inner.truth("soft")) if table.has("remaining") else None
    inner.close()
    return found


def _look_back(table: TomlTable) -> LookBack | None:
    inner = table.table("look_back")
    found = LookBack(inner.whole("months"), inner.wholes("ends", None)) if table.has("look_back") else None
    inner.close()
    return found


def read_groups(table: TomlTable) -> dict[str, Group]:
    """Every `[groups.x]`."""
    found = {}
    for name, inner in table.named_tables("groups").items():
        found[name] = Group(name, inner.text("title"), inner.texts("rows"))
        inner.close()
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
        sentence=table.text("sentence"),
        question=table.text("question", ""),
        note=table.text("note", ""),
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


def read_not_modelled(table: TomlTable) -> tuple[NotModelled, ...]:
    """Every `[[not_modelled]]`."""
    return tuple(_not_modelled(inner) for inner in table.tables("not_modelled"))


def _not_modelled(table: TomlTable) -> NotModelled:
    found = NotModelled(what=table.text("what"), why=table.text("why"), rows=table.texts("rows", None))
    table.close()
    return found
