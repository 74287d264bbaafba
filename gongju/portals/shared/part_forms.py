"""A part of `forms/*.toml` on a page: what was typed, row by row, with the faults that were found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongju.forms.checking import is_blank
from gongju.forms.spec import FieldSpec, PartSpec

from .fields import Field, FieldType
from .forms import DATE_PARTS, Box, Form, Sent, sent
from .pages import number_in
from .parsing import NO, YES

TYPES: Mapping[str, FieldType] = {"photo": "file_photo"}
MANY = ("choices", *DATE_PARTS)
"""Types whose boxes are kept as a list of what was typed."""


def field_of_spec(spec: FieldSpec) -> Field:
    """A field of a form file as a field of a page. Whether it is required is told by what is missing, not refused."""
    return Field(
        name=spec.name,
        label=spec.ask or spec.label,
        type=TYPES.get(spec.type, spec.type),  # type: ignore[arg-type]  # a form's other types are a page's too
        hint=spec.hint,
        unit=spec.unit,
        choices=spec.choices,
        required=spec.required,
        listed=spec.listed,
        minimum=spec.minimum,
        maximum=spec.maximum,
        longest=spec.longest,
        autocomplete=spec.autocomplete,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """One box with the condition under which it is asked: another box of the row, and the values it must have."""

    box: Box
    when: str = ""
    values: str = ""


@dataclass(frozen=True, slots=True)
class RowForm:
    """One row of a part that repeats, or the whole of a part that does not."""

    number: int
    form: Form
    asked: tuple[Asked, ...]

    @property
    def ordinal(self) -> int:
        """The row as people count."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class PartForm:
    """A part as a page draws it with `gongju/part_form.html`. `none`: the tick that says there is no row."""

    part: PartSpec
    rows: tuple[RowForm, ...]
    none: bool

    @property
    def faults(self) -> list[Box]:
        """The boxes something is wrong with, in the order of the page."""
        return [box for row in self.rows for box in row.form.faults]

    @property
    def may_add(self) -> bool:
        """Whether one more row fits."""
        return len(self.rows) < self.part.repeats

    @property
    def by_box(self) -> dict[str, str]:
        """What is wrong, by the id of the box."""
        return {box.id: box.fault for box in self.faults}


def part_form(
    part: PartSpec, content: object, faults: Iterable[Mapping[str, Any]] = (), *, one_more: bool = False
) -> PartForm:
    """What is kept of a part (as typed; None when nothing ever was) with the faults kept beside it.

    `one_more`: an empty row at the end, for somebody who wants to add one.
    """
    kept = list(content) if isinstance(content, Sequence) else [content] if isinstance(content, Mapping) else []
    none = bool(part.none_label) and content == []
    if (not kept and not none) or (one_more and len(kept) < part.repeats):
        kept.append({})
    rows = tuple(_row(part, number, typed) for number, typed in enumerate(kept))
    for fault in faults:
        _blame(rows, fault)
    return PartForm(part, rows, none)


def _row(part: PartSpec, number: int, typed: Mapping[str, Any]) -> RowForm:
    prefix = _prefix(part, number)
    open_fields = [one for one in part if not one.locked]
    given = {f"{prefix}{one.name}": _boxes(one, typed[one.name]) for one in open_fields if one.name in typed}
    form = Form([field_of_spec(one) for one in open_fields], sent(given), prefix=prefix)
    for box in form:
        box.fault = ""  # what is wrong was found when it was saved, and stands beside it
    asked = [
        Asked(form[one.name], *((f"{prefix}{one.when.field}", "|".join(one.when.values)) if one.when else ()))
        for one in open_fields
    ]
    return RowForm(number, form, tuple(asked))


def _boxes(spec: FieldSpec, typed: Any) -> list[str]:
    """A kept value as it stood in the boxes, also when it came from elsewhere: a truth, or a date in one piece."""
    if isinstance(typed, bool):
        return [YES if typed else NO]
    if isinstance(typed, list):
        return [str(one) for one in typed]
    pieces = re.split(r"[-/.年月日]", str(typed).rstrip("年月日")) if spec.type in DATE_PARTS else [str(typed)]
    return pieces if len(pieces) <= len(DATE_PARTS.get(spec.type, "1")) else [str(typed)]


def _prefix(part: PartSpec, number: int) -> str:
    return f"{number}-" if part.repeats else ""


def _blame(rows: Sequence[RowForm], fault: Mapping[str, Any]) -> None:
    number = fault.get("row") or 0
    if number < len(rows) and fault["field"] in rows[number].form.boxes:
        rows[number].form.blame(str(fault["field"]), str(fault["message"]))


def typed_content(part: PartSpec, data: Sent) -> object:
    """What a page's boxes brought, as a part is kept: a list of rows where it repeats, else one row.

    The row whose number stands under `remove` is left out, and so are empty rows at the end.
    """
    if not part.repeats:
        return _typed_row(part, 0, data)
    if part.none_label and data.getlist("none"):
        return []
    rows = [_typed_row(part, number, data) for number in range(_count(part, data))]
    removed = data.getlist("remove")
    rows = [row for number, row in enumerate(rows) if str(number) not in removed]
    while rows and all(is_blank(value) for value in rows[-1].values()):
        rows.pop()
    return rows or [{}]


def _count(part: PartSpec, data: Sent) -> int:
    return min(number_in((data.getlist("rows") or ["1"])[-1], 1), part.repeats)


def _typed_row(part: PartSpec, number: int, data: Sent) -> dict[str, object]:
    form = Form([field_of_spec(one) for one in part if not one.locked], data, prefix=_prefix(part, number))
    return dict(_kept(form))


def _kept(form: Form) -> Iterator[tuple[str, object]]:
    for name, box in form.boxes.items():
        parts = list(box.typed.parts)
        if not is_blank(parts):
            yield name, parts if box.field.type in MANY else parts[0]
