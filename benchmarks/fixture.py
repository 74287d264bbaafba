"""The fixture rulebook read into a rule set, with the least that a reader needs."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongju.rules.criterion import Criterion
from gongju.rules.expression import Scope, parse
from gongju.rules.facts import FactSpec, FactTable
from gongju.rules.ruleset import RuleSet
from gongju.rules.tree import Plain, Table
from gongju.rules.units import MONEY_TYPE, Kind, ValueType

PATH = Path(__file__).with_name("fixture.toml")
ON = date(2021, 9, 15)


def fixture() -> RuleSet:
    """The 18 criteria over 36 facts."""
    data = tomllib.loads(PATH.read_text())
    facts = FactTable(_fact(name, entry) for name, entry in data["facts"].items())
    scope = Scope(facts=facts, tables={name: _table(name, entry) for name, entry in data["tables"].items()})
    criteria = tuple(_criterion(entry, scope) for entry in data["criteria"])
    return RuleSet(criteria=criteria, facts=facts, constants={}, readings={}, values={}, on=ON)


def _fact(name: str, entry: dict[str, Any]) -> FactSpec:
    choices = tuple(entry.pop("choices", ()))
    return FactSpec(name=name, choices=choices, cost=Decimal(1), **entry)


def _table(name: str, entry: dict[str, Any]) -> Table:
    rows: dict[Plain, Plain] = {int(year): yuan * 100 for year, yuan in entry.items() if year != "label"}
    return Table(name, entry["label"], ValueType(Kind.QUANTITY), MONEY_TYPE, rows)


def _criterion(entry: dict[str, Any], scope: Scope) -> Criterion:
    return Criterion(
        code=entry["code"],
        kind=entry.get("kind", "condition"),
        business=("first_issue",),
        title=entry["title"],
        rule=entry["rule"],
        tree=parse(entry["rule"], scope),
        unmet=entry["title"],
        met=entry["title"],
        clause="二(二)",
    )


class FixtureEdition:
    """The fixture as an edition, for advice and sentences."""

    key = "fixture/1"
    digest = ""
    figure_days: tuple[date, ...] = ()

    def __init__(self) -> None:
        self._rules = fixture()

    def rule_set(self, business: str, on: date) -> RuleSet:
        """The one rule set, whatever the day."""
        return self._rules
