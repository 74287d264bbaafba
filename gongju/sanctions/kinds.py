"""The kinds of sanctions as `sanctions/kinds.toml` says: whom they are about and what follows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

EVERYTHING = "*"
SUBJECTS = ("person", "employer", "agent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind. `bars`: types of business not to be started, EVERYTHING for all. `months` None: until lifted.

    `standing`: what the fact `employer_standing` is while it is in force; empty: as the access says.
    """

    code: str
    title: str
    about: str
    follows: str
    clause: str = ""
    bars: tuple[str, ...] = ()
    read_only: bool = False
    standing: str = ""
    months: int | None = None
    authorities: tuple[str, ...] = ()


class KindFault(ValueError):
    """A file of kinds that cannot be used: which kind, which key."""


def kinds() -> Mapping[str, Kind]:
    """Every kind by its code, in the order of the file. Raises KindFault."""
    return _read(settings.GONGJU.sanctions_file)


def kinds_of(authority: str, about: str) -> tuple[Kind, ...]:
    """The kinds that an authority knows about such a subject; the city knows all."""
    mine = (one for one in kinds().values() if one.about == about)
    return tuple(one for one in mine if not one.authorities or authority in (*one.authorities, "beijing"))


@lru_cache(maxsize=4)
def _read(file: Path) -> Mapping[str, Kind]:
    return {code: _kind(code, table) for code, table in tomllib.loads(file.read_text("utf-8")).items()}


def _kind(code: str, table: dict[str, object]) -> Kind:
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    try:
        found = Kind(code=code, **told)  # type: ignore[arg-type]
    except TypeError as wrong:
        raise KindFault(f"sanctions/kinds.toml [{code}]: {wrong}") from wrong
    if found.about not in SUBJECTS:
        raise KindFault(f"sanctions/kinds.toml [{code}]: about is one of {', '.join(SUBJECTS)}")
    return found
