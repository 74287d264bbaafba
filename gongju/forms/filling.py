"""How far a part of a form is filled in, and what is kept of what was typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from gongju.forms.checking import typed_rows
from gongju.forms.spec import FormSpec, PartSpec


class Saved(Protocol):
    """A kept part: a row of ProfilePart or EmployerPart."""

    content: Any
    faults: Any
    missing: Any


class Standing(StrEnum):
    """How far a part is filled in."""

    EMPTY = "empty"
    WRONG = "wrong"
    UNFINISHED = "unfinished"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Filling:
    """A part of the form with what is kept of it; `saved` None when nobody ever typed anything."""

    part: PartSpec
    saved: Saved | None

    @property
    def title(self) -> str:
        """The part's name for people."""
        return self.part.title

    @property
    def standing(self) -> Standing:
        """How far it is filled in; what is wrong weighs more than what is missing."""
        if self.saved is None:
            return Standing.EMPTY
        if self.saved.faults:
            return Standing.WRONG
        return Standing.UNFINISHED if self.saved.missing else Standing.COMPLETE


def fillings_of(form: FormSpec, saved: Mapping[str, Saved]) -> tuple[Filling, ...]:
    """Every part in the order of the form with what is kept of it."""
    return tuple(Filling(part, saved.get(name)) for name, part in form.parts.items())


def unfinished(fillings: tuple[Filling, ...]) -> tuple[Filling, ...]:
    """Those that are not complete."""
    return tuple(one for one in fillings if one.standing is not Standing.COMPLETE)


def kept_of(part: PartSpec, content: object) -> object:
    """What is kept of a part as typed: its own fields alone, without those that are known and not asked."""
    shut = {one.name for one in part if one.locked}
    rows = [{name: typed for name, typed in row.items() if name not in shut} for row in typed_rows(part, content)]
    if part.repeats:
        return rows
    return rows[0] if rows else {}
