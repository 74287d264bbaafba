"""From one opened file, over the edition it extends, to a complete and checked edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from .checking import (
    Note,
    check_criteria,
    check_materials,
    check_parameters,
    check_values,
    fault_noter,
    rows_between,
    scope_of,
)
from .citing import check_rows
from .edition import Edition
from .facts import FactSpec, FactTable
from .reading_criteria import read_criteria
from .reading_entries import (
    read_benefits,
    read_business_table,
    read_contacts,
    read_groups,
    read_information,
    read_materials,
    read_not_modelled,
    read_state_changes,
    read_steps,
    read_terms,
)
from .reading_examples import read_bases, read_examples
from .reading_facts import read_facts_of
from .reading_figures import read_parameters, read_questions, read_tables, read_values
from .retirement import RetirementTable
from .toml_table import Fault, TomlTable


class Coded(Protocol):
    """An entry that an edition may replace by writing one with the same code."""

    @property
    def code(self) -> str:
        """What the entry is called."""


Entry = TypeVar("Entry", bound=Coded)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every edition of a library stands on, and where faults are noted."""

    facts: FactTable
    retirement: RetirementTable
    texts: Mapping[str, str]
    shared: tuple[str, ...]
    faults: list[Fault]


def read_edition(table: TomlTable, under: Edition | None, ground: Ground) -> Edition:
    """The edition in `table` over the one it extends; what it writes replaces what has the same name or code."""
    note = fault_noter(table.file, ground.faults)
    own_facts = read_facts_of(table)
    facts = FactTable(_over(under.facts if under else ground.facts, own_facts).values())
    businesses = {**(under.businesses if under else {}), **read_business_table(table)}
    parameters = {**(under.parameters if under else {}), **read_parameters(table)}
    tables = {**(under.tables if under else {}), **read_tables(table, parameters)}
    values = {**(under.values if under else {}), **read_values(table)}
    questions = {**(under.questions if under else {}), **read_questions(table)}
    groups = {**(under.groups if under else {}), **read_groups(table)}
    criteria, criterion_examples = read_criteria(table, businesses)
    materials = _merged(under.materials if under else (), read_materials(table, businesses))
    scope = check_values(values, scope_of(facts, parameters, tables, questions, ground.retirement), note)
    check_parameters(parameters, scope, note)
    header = table.table("edition", required=True)
    paths = _paths(table, under, ground)
    edition = Edition(
        authority=header.text("authority"),
        prefix=header.text("prefix"),
        name=header.text("name"),
        office=header.text("office", ""),
        edition=header.text("edition"),
        title=header.text("title"),
        in_force=header.day("in_force"),
        until=header.day("until") if header.written("until", date) else None,
        checked_on=header.day("checked_on"),
        extends=header.text("extends", ""),
        accounts_for=_span(header, note),
        facts=facts,
        own_facts=tuple(own_facts),
        retirement=ground.retirement,
        businesses=businesses,
        parameters=parameters,
        tables=tables,
        values=values,
        questions=questions,
        readings={name: one.recommended for name, one in questions.items()},
        criteria=_merged(under.criteria if under else (), check_criteria(criteria, scope, note)),
        criterion_examples=criterion_examples,
        materials=materials,
        groups=groups,
        whens=check_materials(materials, groups, scope, note),
        terms=_merged(under.terms if under else (), read_terms(table, businesses)),
        steps=read_steps(table, businesses),
        state_changes=read_state_changes(table),
        quota=read_information(table, "quota"),
        contacts=read_contacts(table),
        benefits=read_benefits(table) or (under.benefits if under else ()),
        information=read_information(table, "information"),
        not_modelled=read_not_modelled(table),
        bases=read_bases(table, businesses),
        examples=read_examples(table, businesses),
        scope=scope,
        named=scope.values,
        paths=paths,
        digest=_digest(paths, ground.texts),
        source=ground.texts[table.file],
    )
    header.close()
    table.close()
    check_rows(edition, note)
    return edition


def _over(under: Mapping[str, FactSpec], own: Mapping[str, FactSpec]) -> dict[str, FactSpec]:
    return {**under, **own}


def _merged(under: Iterable[Entry], own: tuple[Entry, ...]) -> tuple[Entry, ...]:
    replaced = {one.code for one in own}
    return (*(one for one in under if one.code not in replaced), *own)


def _paths(table: TomlTable, under: Edition | None, ground: Ground) -> tuple[str, ...]:
    """Every file the edition is built from: itself, those it extends, the shared ones."""
    return (table.file, *(under.paths if under else ground.shared))


def _digest(paths: Iterable[str], texts: Mapping[str, str]) -> str:
    """One digest over the paths and texts of every file an edition is built from."""
    found = hashlib.sha256()
    for path in paths:
        for part in (path, texts[path]):
            data = part.encode()
            found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def _span(header: TomlTable, note: Note) -> tuple[str, ...]:
    written = header.text("accounts_for", "")
    try:
        return rows_between(written)
    except ValueError:
        note("edition.accounts_for", f"不能是 {written!r}", "写成首尾两个编号，如 CP-001..CP-183")
        return ()
