"""Hints while a form is filled in: told beside what was typed, with a better wording; they stop nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongju.forms.checking import is_blank, typed_rows
from gongju.forms.spec import CautionSpec, PartSpec


@dataclass(frozen=True, slots=True)
class Hint:
    """`row` counts from 1, 0 in a part without rows; `suggest` is what could be written instead, "" for nothing."""

    field: str
    label: str
    row: int
    text: str
    suggest: str = ""


def hints_of(part: PartSpec, content: object) -> tuple[Hint, ...]:
    """Every hint on a part as typed, in the order of the file."""
    rows = [
        {name: str(typed).strip() for name, typed in row.items() if not is_blank(typed)}
        for row in typed_rows(part, content)
    ]
    return tuple(hint for one in part.cautions for hint in _hints(part, one, rows))


def _hints(part: PartSpec, one: CautionSpec, rows: list[dict[str, str]]) -> Iterator[Hint]:
    label = part.field(one.field).label
    if one.first_in:
        first = rows[0].get(one.field, "") if rows else ""
        if first and first not in one.first_in:
            yield Hint(one.field, label, 1 if part.repeats else 0, one.text)
        return
    for number, row in enumerate(rows, 1):
        found = re.match(one.begins, row.get(one.field, ""))
        if found:
            rest = row[one.field][found.end() :].strip()
            yield Hint(one.field, label, number if part.repeats else 0, one.text, rest)
