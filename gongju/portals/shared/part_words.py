"""A filled part of a form as others read it: rows of label and text, sealed numbers masked."""

from collections.abc import Mapping
from typing import Any, Protocol

from gongju.forms.checking import typed_rows
from gongju.forms.comparing import shown
from gongju.forms.spec import PartSpec


class Kept(Protocol):
    """A saved part of a profile or of an employer's particulars."""

    content: Any


Line = tuple[str, str]


def part_rows(part: PartSpec, saved: Kept | None) -> list[list[Line]]:
    """The filled fields of each row; [] where nothing was ever typed. Keys of stored files are left out."""
    if saved is None:
        return []
    rows = [_lines(part, row) for row in typed_rows(part, saved.content)]
    return [row for row in rows if row]


def _lines(part: PartSpec, row: Mapping[str, Any]) -> list[Line]:
    lines = [(field.label, shown(field, row)) for field in part if field.type != "photo"]
    return [(label, text) for label, text in lines if text]
