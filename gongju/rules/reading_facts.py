"""From `facts.toml` (and the facts an edition adds) to the table of facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast, get_args

from .facts import Changeable, FactSpec, FactType, Moves
from .toml_table import TomlTable
from .units import UNITS, held, unit_named

TYPES: tuple[str, ...] = get_args(FactType)
CHANGEABLE: tuple[str, ...] = get_args(Changeable)
SOURCES = ("本人", "单位", "主管部门", "系统")
NEEDS_UNIT = ("count", "money", "duration")
NEEDS_CHOICES = ("choice", "choices")


def read_facts_of(table: TomlTable) -> dict[str, FactSpec]:
    """Every `[facts.x]` of a file."""
    return {name: read_fact(name, inner) for name, inner in table.named_tables("facts").items()}


def read_fact(name: str, table: TomlTable) -> FactSpec:
    """One `[facts.x]`."""
    kind = cast(FactType, table.one_of("type", TYPES))
    unit = _unit(table, kind)
    choices = table.texts("choices", missing=None if kind in NEEDS_CHOICES else ())
    spec = FactSpec(
        name=name,
        type=kind,
        label=table.text("label"),
        unit=unit,
        ask=table.text("ask"),
        hint=table.text("hint", ""),
        choices=choices,
        ordered=table.truth("ordered"),
        source=table.one_of("source", SOURCES),
        rows=table.texts("rows"),
        changeable=cast(Changeable, table.one_of("changeable", CHANGEABLE, "effort")),
        cost=table.number("cost", Decimal(1)),
        moves=_moves(table),
        minimum=_bound(table, "min", unit),
        maximum=_bound(table, "max", unit),
    )
    table.close()
    return spec


def _unit(table: TomlTable, kind: str) -> str:
    unit = table.text("unit", None if kind in NEEDS_UNIT else "")
    if unit and unit_named(unit) is None:
        table.fault("unit", f"没有单位 {unit!r}", f"可用的单位：{'、'.join(UNITS)}")
        return ""
    return unit


def _moves(table: TomlTable) -> Moves | None:
    """`moves = { with = "time", unit = "月" }`: the fact grows by one unit in each such stretch of time."""
    inner = table.table("moves")
    if not table.has("moves"):
        return None
    found = Moves(unit=inner.text("unit"), by=inner.one_of("with", ("time",)))
    inner.close()
    return found


def _bound(table: TomlTable, name: str, unit: str) -> int | Decimal | date | None:
    """A bound as it is held: fen, months, or a day."""
    if not table.has(name):
        return None
    if table.written(name, date):
        return table.day(name)
    exact = held(Fraction(table.number(name)), unit)
    return exact if isinstance(exact, int) else Decimal(exact.numerator) / Decimal(exact.denominator)
