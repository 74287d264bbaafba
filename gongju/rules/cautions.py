"""Cautions: what stands in nobody's way but must be told, and acknowledged, before a case is handed in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from .checking import Note, check_expression, check_sentence
from .edition import Edition
from .entries import Caution
from .expression import Scope
from .facts import Facts
from .reading_criteria import read_businesses
from .ruleset import truth_of
from .showing import sentence_of
from .toml_table import TomlTable


@dataclass(frozen=True, slots=True)
class Told:
    """A caution that holds for these facts, with its sentence."""

    caution: Caution
    sentence: str


def cautions_for(edition: Edition, *, business: str, facts: Facts, on: date) -> tuple[Told, ...]:
    """The cautions of a business that certainly hold, in the order of the rulebook. What is not known is not told."""
    rules = edition.rule_set(business, on)
    return tuple(
        Told(one, sentence_of(one.text, rules.facts, facts, rules.known))
        for one in edition.cautions
        if business in one.business and one.tree is not None and truth_of(one.tree, rules, facts)
    )


def read_cautions(table: TomlTable, businesses: Collection[str], scope: Scope, note: Note) -> tuple[Caution, ...]:
    """Every `[[cautions]]`, its expression and sentence checked."""
    return tuple(_checked(_caution(inner, businesses), scope, note) for inner in table.tables("cautions"))


def _caution(table: TomlTable, businesses: Collection[str]) -> Caution:
    found = Caution(
        code=table.text("code"),
        title=table.text("title"),
        business=read_businesses(table, businesses),
        when=table.text("when"),
        text=table.text("text"),
        clause=table.text("clause"),
        rows=table.texts("rows", None),
        question=table.text("question", ""),
    )
    table.close()
    return found


def _checked(one: Caution, scope: Scope, note: Note) -> Caution:
    where = f"cautions（{one.code}）"
    check_sentence(one.text, scope, f"{where}.text", note)
    return replace(one, tree=check_expression(one.when, scope, f"{where}.when", note))
