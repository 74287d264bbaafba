"""From TOML tables to the papers that a rulebook asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .paper_entries import BROUGHT_TO, Group, LookBack, Material, Remaining
from .reading_criteria import read_businesses
from .toml_table import TomlTable

HANDS_IN = ("individual", "employer", "former_employer")


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
        seals=_seals(table),
        every_page=table.truth("every_page"),
        signature=table.text("signature", ""),
        annotation=table.text("annotation", ""),
        freshness=_months(table, "freshness"),
        remaining=_remaining(table),
        length=_months(table, "length"),
        look_back=_look_back(table),
        average_of=table.text("average_of", ""),
        template=table.text("template", ""),
        brought_to=table.one_of("brought_to", BROUGHT_TO, ""),
        must_state=table.texts("must_state"),
        advisable=table.truth("advisable"),
        identity=table.truth("identity"),
        from_contract=table.truth("from_contract"),
        note=table.text("note", ""),
        question=table.text("question", ""),
    )
    if found.option and not found.group:
        table.fault("group", "写了 option 却没有写属于哪一组", '写 group = "…"')
    table.close()
    return found


def _seals(table: TomlTable) -> tuple[str, ...]:
    """`seal`: one kind, or a list of which any one suffices."""
    if table.written("seal", list):
        return table.texts("seal")
    written = table.text("seal", "")
    return (written,) if written else ()


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
    if not table.has("look_back"):
        inner.close()
        return None
    found = LookBack(
        months=inner.whole("months"),
        ends=inner.wholes("ends", None),
        since=inner.day("from") if inner.has("from") else None,
        until=inner.day("to") if inner.has("to") else None,
    )
    if any(day is not None and day.day != 1 for day in (found.since, found.until)):
        inner.fault("from", "from 和 to 写月份的第一天", "如 from = 2019-01-01")
    inner.close()
    return found


def read_groups(table: TomlTable) -> dict[str, Group]:
    """Every `[groups.x]`."""
    found = {}
    for name, inner in table.named_tables("groups").items():
        found[name] = Group(name, inner.text("title"), inner.texts("rows"))
        inner.close()
    return found
