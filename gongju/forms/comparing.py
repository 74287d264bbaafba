"""What changed between two fillings of a form, field by field, for whoever looks at a second submission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongju.forms.checking import is_blank, typed_rows
from gongju.forms.spec import FieldSpec, FormSpec, PartSpec
from gongju.sealing import mask_identity, mask_phone

YES_NO = {"yes": "是", "no": "否", True: "是", False: "否"}
DATE_UNITS = {"day": "年月日", "month": "年月"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is not as it was; `row` counts from 1, 0 in a part without rows; "" stands for nothing."""

    part: str
    row: int
    label: str
    before: str
    after: str


def changes(form: FormSpec, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Every difference between two fillings ({part: content}), in the order of the form; numbers are masked."""
    return tuple(
        change for name, part in form.parts.items() for change in _of_part(part, before.get(name), after.get(name))
    )


def _of_part(part: PartSpec, before: object, after: object) -> Iterator[Change]:
    old, new = typed_rows(part, before), typed_rows(part, after)
    for number in range(max(len(old), len(new))):
        was = old[number] if number < len(old) else {}
        now = new[number] if number < len(new) else {}
        for field in part:
            if _plain(was.get(field.name)) != _plain(now.get(field.name)):
                row = number + 1 if part.repeats else 0
                yield Change(part.title, row, field.label, shown(field, was), shown(field, now))


def _plain(typed: object) -> object:
    return None if is_blank(typed) else typed


def shown(field: FieldSpec, typed: Mapping[str, Any]) -> str:
    """What was typed in a field as others may read it: with its unit, dates in words, sealed numbers masked."""
    given = typed.get(field.name)
    if is_blank(given):
        return ""
    if field.type == "truth":
        return YES_NO.get(given, str(given)) if not isinstance(given, list) else ""
    if field.type in DATE_UNITS:
        return _date_words(given, DATE_UNITS[field.type])
    if isinstance(given, list):
        return "、".join(map(str, given))
    text = str(given).strip()
    if field.sealed:
        return mask_phone(text) if field.type == "phone" else mask_identity(text)
    return f"{text} {field.unit}" if field.unit and text[-1:].isdigit() else text


def _date_words(given: object, units: str) -> str:
    """2008年7月 of "2008-07" or ["2008", "7"]; what is no such date stays as it was typed."""
    parts = list(map(str, given)) if isinstance(given, list) else str(given).strip().split("-")
    if len(parts) != len(units) or not all(part.isdecimal() for part in parts):
        return "-".join(parts)
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, units, strict=True))
