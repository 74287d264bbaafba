"""From one opened file, over the edition it extends, to a complete and checked edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from .cautions import read_cautions
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
from .entries import Business, Step
from .facts import FactTable
from .reading_criteria import read_criteria
from .reading_entries import (
    read_benefits,
    read_business_table,
    read_comparisons,
    read_contacts,
    read_information,
    read_not_modelled,
    read_rounds,
    read_state_changes,
    read_steps,
    read_terms,
)
from .reading_examples import read_bases, read_examples
from .reading_facts import read_facts_of
from .reading_figures import read_parameters, read_questions, read_tables, read_values
from .reading_papers import read_groups, read_materials
from .retirement import RetirementTable
from .succession import check_days
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
    named = _with_names(_headed(table, under, ground, note), table, under)
    scope = scope_of(named.facts, named.parameters, named.tables, named.questions, ground.retirement)
    scope = check_values(named.values, scope, note)
    check_parameters(named.parameters, scope, note)
    judging = _with_rules(replace(named, scope=scope, named=scope.values), table, under, note)
    edition = _with_guide(judging, table, under)
    table.close()
    check_days(edition, note)
    check_rows(edition, note)
    return edition


def _headed(table: TomlTable, under: Edition | None, ground: Ground, note: Note) -> Edition:
    """The edition with its header and what it stands on."""
    header = table.table("edition", required=True)
    own_facts = read_facts_of(table)
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
        assumed=header.truth("assumed"),
        question=header.text("question", ""),
        checked_on=header.day("checked_on"),
        extends=header.text("extends", ""),
        accounts_for=_accounted(header, note),
        facts=FactTable({**(under.facts if under else ground.facts), **own_facts}.values()),
        own_facts=tuple(own_facts),
        retirement=ground.retirement,
        paths=paths,
        digest=_digest(paths, ground.texts),
        source=ground.texts[table.file],
    )
    header.close()
    return edition


def _with_names(edition: Edition, table: TomlTable, under: Edition | None) -> Edition:
    """Whatever rules may name: businesses, figures, shared expressions, questions, groups."""
    parameters = {**(under.parameters if under else {}), **read_parameters(table)}
    questions = {**(under.questions if under else {}), **read_questions(table)}
    return replace(
        edition,
        businesses=_own_first(read_business_table(table, edition.facts), under.businesses if under else {}),
        parameters=parameters,
        tables={**(under.tables if under else {}), **read_tables(table, parameters)},
        values={**(under.values if under else {}), **read_values(table)},
        questions=questions,
        readings={name: one.recommended for name, one in questions.items()},
        groups={**(under.groups if under else {}), **read_groups(table)},
    )


def _with_rules(edition: Edition, table: TomlTable, under: Edition | None, note: Note) -> Edition:
    """What is judged, asked for and counted, each with its expression checked."""
    criteria, shown = read_criteria(table, edition.businesses)
    written = {one.code for one in criteria}
    inherited = under.criterion_examples if under else ()
    materials = _merged(under.materials if under else (), read_materials(table, edition.businesses))
    cautions = read_cautions(table, edition.businesses, edition.scope, note)
    return replace(
        edition,
        cautions=_merged(under.cautions if under else (), cautions),
        comparisons=_merged(under.comparisons if under else (), read_comparisons(table, edition.businesses)),
        criteria=_merged(under.criteria if under else (), check_criteria(criteria, edition.scope, note)),
        criterion_examples=(*(one for one in inherited if one.criterion not in written), *shown),
        materials=materials,
        whens=check_materials(materials, edition.groups, edition.scope, note),
        terms=_merged(under.terms if under else (), read_terms(table, edition.businesses)),
        bases={**(under.bases if under else {}), **read_bases(table, edition.businesses)},
        examples=read_examples(table, edition.businesses),
    )


def _with_guide(edition: Edition, table: TomlTable, under: Edition | None) -> Edition:
    """What people read and nobody is judged by."""
    return replace(
        edition,
        steps=(*(own := read_steps(table, edition.businesses)), *_steps_of_others(own, under)),
        state_changes=read_state_changes(table),
        quota=read_information(table, "quota"),
        rounds=read_rounds(table, edition.facts),
        contacts=read_contacts(table),
        benefits=read_benefits(table) or (under.benefits if under else ()),
        information=read_information(table, "information"),
        not_modelled=read_not_modelled(table),
    )


def _own_first(own: dict[str, Business], under: Mapping[str, Business]) -> dict[str, Business]:
    """What the edition writes itself in its order, then what it takes over."""
    return own | {name: one for name, one in under.items() if name not in own}


def _steps_of_others(own: tuple[Step, ...], under: Edition | None) -> tuple[Step, ...]:
    """The inherited steps of a business of which the edition writes none itself."""
    written = {name for one in own for name in one.business}
    return tuple(one for one in (under.steps if under else ()) if written.isdisjoint(one.business))


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


def _accounted(header: TomlTable, note: Note) -> tuple[str, ...]:
    """The rows of `accounts_for`: one span or id, or a list of them."""
    listed = header.written("accounts_for", list)
    written = header.texts("accounts_for") if listed else (header.text("accounts_for", ""),)
    found: list[str] = []
    for text in filter(None, written):
        try:
            found += rows_between(text)
        except ValueError:
            note("edition.accounts_for", f"不能是 {text!r}", "写成编号或首尾两个编号，如 CP-001..CP-183；几段写成列表")
    return tuple(found)
