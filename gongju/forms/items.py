"""What of a filling a permit keeps, item by item, and where two fillings differ in it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongju.forms.checking import as_content, check, holds, typed_rows
from gongju.forms.comparing import shown
from gongju.forms.spec import FieldSpec, FormSpec, PartSpec

Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One thing of an item that is not as it was; "" stands for nothing, numbers are masked."""

    item: str
    label: str
    before: str
    after: str


def kept_items(form: FormSpec, contents: Mapping[str, Any]) -> dict[str, Any]:
    """Of a filling ({part: content}) what belongs to an item, as typed; parts without one are left out."""
    return {
        name: as_content(part, _rows(part, contents.get(name)))
        for name, part in form.parts.items()
        if _fields(part) and name in contents
    }


def item_changes(
    form: FormSpec, before: Mapping[str, Any], after: Mapping[str, Any], *, on: date
) -> tuple[ItemChange, ...]:
    """Every difference between two fillings in what belongs to an item, in the order of the form.

    Values are compared as they are read, so that a date is the same however it was typed. A part that stands in only
    one of the two is not compared: nothing is known of it.
    """
    both = [part for name, part in form.parts.items() if _fields(part) and name in before and name in after]
    return tuple(change for part in both for change in _of_part(part, before[part.name], after[part.name], on))


def _fields(part: PartSpec) -> tuple[FieldSpec, ...]:
    return tuple(one for one in part if one.item)


def _rows(part: PartSpec, content: object) -> list[dict[str, Any]]:
    names = {one.name for one in _fields(part)}
    return [{name: typed for name, typed in row.items() if name in names} for row in typed_rows(part, content)]


def _of_part(part: PartSpec, before: object, after: object, on: date) -> Iterator[ItemChange]:
    old, new = _rows(part, before), _rows(part, after)
    if part.repeats:
        yield from _of_rows(part, old, new, on)
        return
    was, now = (old or [{}])[0], (new or [{}])[0]
    read_was, read_now = _read(part, was, on), _read(part, now, on)
    for field in _fields(part):
        if read_was.get(field.name) != read_now.get(field.name):
            yield ItemChange(field.item, field.label, _shown(field, was), _shown(field, now))


def _of_rows(part: PartSpec, old: Sequence[Typed], new: Sequence[Typed], on: date) -> Iterator[ItemChange]:
    """Rows that stand in both, wherever, are the same; of the others each old one goes with a new one in order."""
    item = _fields(part)[0].item
    gone, come = _without(part, old, new, on), _without(part, new, old, on)
    for number in range(max(len(gone), len(come))):
        was = _in_words(part, gone[number]) if number < len(gone) else ""
        now = _in_words(part, come[number]) if number < len(come) else ""
        yield ItemChange(item, part.row_title, was, now)


def _without(part: PartSpec, rows: Sequence[Typed], others: Sequence[Typed], on: date) -> list[Typed]:
    """The rows that have no equal among the others; of two alike each needs its own."""
    there = [_read(part, row, on) for row in others]
    left = []
    for row in rows:
        read = _read(part, row, on)
        if read in there:
            there.remove(read)
        else:
            left.append(row)
    return left


def _read(part: PartSpec, typed: Typed, on: date) -> dict[str, object]:
    """The values that are asked beside one another; one that cannot be read counts as it was typed."""
    read = check(part, [typed] if part.repeats else typed, on=on)
    values = read.rows[0] if read.rows else {}
    asked = (one for one in _fields(part) if holds(one.when, typed))
    found = {one.name: values.get(one.name, str(typed.get(one.name) or "").strip()) for one in asked}
    return {name: value for name, value in found.items() if value != ""}


def _shown(field: FieldSpec, typed: Typed) -> str:
    return shown(field, typed) if holds(field.when, typed) else ""


def _in_words(part: PartSpec, row: Typed) -> str:
    return "，".join(text for text in (_shown(one, row) for one in _fields(part)) if text)
