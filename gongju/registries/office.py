"""What all offices have in common: what is stated, what is asked, what is said, and how far the two agree."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from gongju.facts import FactValue
from gongju.registries.shapes import Shape

PERSON, EMPLOYER = "person", "employer"
"""Whom an office knows."""


class Level(models.TextChoices):
    """How far what is stated and what the office knows agree."""

    AGREES = "agrees", "一致"
    DIFFERS = "differs", "不一致"
    NO_RECORD = "no_record", "查无记录"
    UNAVAILABLE = "unavailable", "暂时查不到"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a person or an employer states, as far as an office is asked about it.

    `rows`: the parts of the form as checked, {part: rows}. `uscc` and `employer`: the employer itself, or where the
    person is confirmed. `on`: the day of asking.
    """

    on: date
    name: str = ""
    identity_kind: str = ""
    identity_number: str = ""
    uscc: str = ""
    employer: str = ""
    rows: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """`key` goes to the office and says of whom; `claims` stays here and is what the answer is held against."""

    key: Mapping[str, str]
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an office said; `as_of`: the day its own data stand at."""

    found: bool
    as_of: date
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """One item side by side; both texts are for people to read. `level` is AGREES, DIFFERS or NO_RECORD."""

    item: str
    label: str
    stated: str
    said: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A comparison as it is kept, for what can be known from it."""

    level: str
    claims: Mapping[str, Any]
    record: Mapping[str, Any]
    items: tuple[Compared, ...]

    def agrees(self, *items: str) -> bool:
        """Whether all of these items were compared and agree."""
        found = {one.item: one.level for one in self.items}
        return all(found.get(item) == Level.AGREES for item in items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One office: what it is asked, what its records look like, how they are compared, which facts they tell.

    `parts`: the parts of the form whose saving is a reason to ask. `question` is None where too little is stated to
    ask. `facts` is also given the code of the employer in question.
    """

    code: str
    title: str
    about: str
    path: str
    parts: frozenset[str]
    shape: Shape
    question: Callable[[Stated], Question | None]
    compare: Callable[[Mapping[str, Any], Answer], tuple[Compared, ...]]
    facts: Callable[[Known, str], Iterable[FactValue]]
    words: Mapping[str, str] = field(default_factory=dict)
    """What its own levels are called, where people know them by other words."""


def level_of(answer: Answer, items: Iterable[Compared]) -> Level:
    """What the whole comes to: any difference counts, then any gap; an answer without a record is no record."""
    levels = {one.level for one in items}
    if not answer.found or levels == {Level.NO_RECORD}:
        return Level.NO_RECORD
    return Level.DIFFERS if levels - {Level.AGREES} else Level.AGREES


def compared(item: str, label: str, stated: str, said: str) -> Compared:
    """Two texts side by side: brackets, widths and blanks make no difference; nothing said is no record."""
    level = Level.NO_RECORD if not said else Level.AGREES if _bare(stated) == _bare(said) else Level.DIFFERS
    return Compared(item, label, stated, said or "没有记录", level)


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in folded if letter.isalnum()).casefold()
