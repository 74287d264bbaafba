"""A filled part of a form as others read it: labels and texts, sealed numbers masked, repeated rows as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongju.forms.checking import typed_rows
from gongju.forms.comparing import shown
from gongju.forms.spec import FieldSpec, FormSpec, PartSpec

UNSHOWN = "photo"
"""Fields that hold the key of a stored file."""
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PartView:
    """What was filled into a part. A part that repeats has `columns` and `cells`, any other `lines` alone."""

    title: str
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def labelled(self) -> tuple[tuple[Line, ...], ...]:
        """The cells of each row with their columns."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever typed."""
        return not self.lines and not self.cells


def views_of(form: FormSpec, contents: Mapping[str, Any]) -> tuple[PartView, ...]:
    """Every part of {part: content} in the order of the form; those that hold nothing but files are left out."""
    return tuple(view_of(part, contents.get(name)) for name, part in form.parts.items() if _is_read(part))


def view_of(part: PartSpec, content: object) -> PartView:
    """One part, None where nothing was ever typed; empty fields are left out, and columns in which nothing stands."""
    rows = [row for row in typed_rows(part, content) if any(row.values())] if content is not None else []
    fields = [field for field in _fields(part) if any(shown(field, row) for row in rows)]
    if part.repeats:
        cells = tuple(tuple(shown(field, row) for field in fields) for row in rows)
        return PartView(part.title, columns=tuple(field.label for field in fields), cells=cells)
    lines = tuple((field.label, shown(field, rows[0])) for field in fields)
    return PartView(part.title, lines=lines)


def _fields(part: PartSpec) -> list[FieldSpec]:
    return [field for field in part if field.type != UNSHOWN]


def _is_read(part: PartSpec) -> bool:
    return bool(_fields(part))
