"""Procedure files (TOML) to procedures; every fault names file, key and what to write instead, all faults at once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import cast, get_args

from .procedure import (
    AGENT,
    APPLICANT,
    EMPLOYER,
    PERSON,
    About,
    Moment,
    Opening,
    Procedure,
    Stage,
    Transition,
    Turn,
    Walk,
    WalkStep,
)
from .procedure_sense import senseless
from .toml_table import Fault, TomlTable


class ProcedureFaults(ValueError):
    """A procedure file cannot be used as it stands; `faults` says why, every one of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Take the faults in the order in which people should read them."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def read_procedures(folder: Path) -> tuple[Procedure, ...]:
    """Every edition of every type under `folder`/<type>/<edition>.toml, by type and edition. Raises ProcedureFaults."""
    read: list[Procedure] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*/*.toml")):
        source = path.relative_to(folder.parent).as_posix()
        try:
            read.append(read_procedure(path.read_text("utf-8"), source))
        except ProcedureFaults as refused:
            faults += refused.faults
    if faults:
        raise ProcedureFaults(faults)
    return tuple(read)


def read_procedure(text: str, source: str) -> Procedure:
    """The procedure in a file's text; `source` names the file in faults. Raises ProcedureFaults."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise ProcedureFaults([Fault(source, "-", f"不是 TOML：{broken}")]) from broken
    faults: list[Fault] = []
    procedure = _procedure(TomlTable(raw, file=source, key="", faults=faults), text)
    if not faults:
        faults += [Fault(source, key, what, hint) for key, what, hint in senseless(procedure)]
    if faults:
        raise ProcedureFaults(faults)
    return procedure


def _procedure(table: TomlTable, text: str) -> Procedure:
    read = Procedure(
        type=table.text("type"),
        edition=table.text("edition"),
        title=table.text("title"),
        summary=table.text("summary"),
        exclusive=table.truth("exclusive", None),
        holds_particulars=table.truth("holds_particulars", True),
        opening=_opening(table.table("opening", required=True)),
        stages={name: _stage(name, each) for name, each in table.named_tables("stages").items()},
        transitions={name: _transition(name, each) for name, each in table.named_tables("transitions").items()},
        walks=tuple(_walk(each) for each in table.tables("walks")),
        rows=table.texts("rows"),
        source=table.file,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )
    table.close()
    return read


def _opening(table: TomlTable) -> Opening:
    who = _starters(table)
    read = Opening(
        who=who,
        about=cast("About", table.one_of("about", get_args(About), PERSON if APPLICANT in who else EMPLOYER)),
        first=table.text("first"),
        first_for=_first_for(table.table("first_for")) if table.has("first_for") else {},
        guards=table.texts("guards"),
    )
    table.close()
    return read


def _starters(table: TomlTable) -> tuple[str, ...]:
    """One party as a text, or several as a list."""
    return table.texts("who", None) if table.written("who", list) else (table.text("who"),)


def _first_for(table: TomlTable) -> dict[str, str]:
    read = {party: table.text(party) for party in (APPLICANT, AGENT) if table.has(party)}
    table.close()
    return read


def _stage(name: str, table: TomlTable) -> Stage:
    read = Stage(
        name=name,
        title=table.text("title"),
        ongoing=table.text("ongoing", ""),
        turn=cast("Turn", table.one_of("turn", get_args(Turn), "")),
        edits=table.texts("edits"),
        clock=table.truth("clock"),
        outcome=table.text("outcome", ""),
        skip_by=table.text("skip_by", ""),
    )
    table.close()
    return read


def _transition(name: str, table: TomlTable) -> Transition:
    read = Transition(
        name=name,
        title=table.text("title"),
        who=table.texts("who", None),
        sources=table.texts("from", None),
        to=table.text("to"),
        guards=table.texts("guards"),
        effects=table.texts("effects"),
        events=table.texts("events"),
        moment=cast("Moment", table.one_of("moment", get_args(Moment), "")),
        needs_reason=table.truth("needs_reason"),
        other_than=table.texts("other_than"),
        of_itself=table.truth("of_itself"),
        confirm=table.text("confirm", ""),
        note=table.text("note", ""),
        rows=table.texts("rows"),
    )
    table.close()
    return read


def _walk(table: TomlTable) -> Walk:
    read = Walk(
        title=table.text("title"),
        stages=table.texts("stages"),
        steps=tuple(_walk_step(each) for each in table.tables("steps")),
    )
    table.close()
    return read


def _walk_step(table: TomlTable) -> WalkStep:
    read = WalkStep(
        by=table.text("by"),
        as_=table.text("as"),
        does=table.text("does"),
        stands=table.text("stands", ""),
        refused=table.text("refused", ""),
    )
    table.close()
    return read
