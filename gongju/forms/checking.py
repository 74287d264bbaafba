"""What was typed into a part of a form: what it means, what is wrong with it, and what is still missing."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from gongju import identity
from gongju.facts import FactContent
from gongju.forms.spec import FACT_TYPES, Condition, FieldSpec, PartSpec
from gongju.rules.given import read_fact

UNSURE = "?"
"""What the choice 不清楚 is typed as; it counts as not answered."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LANDLINE = re.compile(r"0\d{9,11}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DATE_BOXES = {"day": "年月日", "month": "年月"}
"""The boxes that a date is typed into, by type of field."""
YEAR_DIGITS, MONTHS = 4, 12
Row = Mapping[str, FactContent]
Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a part; `row` counts from 0, None in a part without rows."""

    field: str
    row: int | None = None

    def as_json(self) -> dict[str, object]:
        """As it is kept beside what was typed."""
        return {"field": self.field, "row": self.row}


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong at a place, as a sentence for people."""

    place: Place
    message: str

    def as_json(self) -> dict[str, object]:
        """As it is kept beside what was typed."""
        return {**self.place.as_json(), "message": self.message}


@dataclass(frozen=True, slots=True)
class Checked:
    """A part as read: `rows` hold what could be read (one row in a part that is filled in once)."""

    rows: tuple[Row, ...]
    faults: tuple[FieldFault, ...]
    missing: tuple[Place, ...]

    @property
    def is_complete(self) -> bool:
        """Nothing wrong and nothing missing."""
        return not self.faults and not self.missing

    def as_json(self) -> dict[str, list[dict[str, object]]]:
        """What is kept beside what was typed: `faults` and `missing`."""
        return {
            "faults": [fault.as_json() for fault in self.faults],
            "missing": [place.as_json() for place in self.missing],
        }


def typed_rows(part: PartSpec, content: object) -> list[dict[str, Any]]:
    """What was typed, as rows of known fields; anything that no form of ours sends is left out."""
    rows = content if isinstance(content, list) else [content]
    known = {one.name: one for one in part}
    return [
        {name: _bounded(known[name], row[name]) for name in known if name in row}
        for row in rows[: max(part.repeats, 1)]
        if isinstance(row, Mapping)
    ]


def as_content(part: PartSpec, rows: Sequence[Typed]) -> object:
    """Rows as a part's content is kept: a list where the part repeats, else the one row."""
    return [dict(row) for row in rows] if part.repeats else dict(rows[0]) if rows else {}


def _bounded(field: FieldSpec, typed: Any) -> Any:
    """Kept as typed up to a length beyond which nobody types: a form is no place to store files in."""
    if isinstance(typed, list):
        return [str(one)[: field.longest * 2] for one in typed[:100]]
    return typed if isinstance(typed, bool) else str(typed)[: field.longest * 2]


def check(part: PartSpec, content: object, *, on: date) -> Checked:
    """Read a part as typed; `on` is the day of filling in. Nothing typed is ever refused: faults are told beside it."""
    typed = typed_rows(part, content)
    read = [_read_row(part, row, None if not part.repeats else number, on) for number, row in enumerate(typed)]
    missing = [place for one in read for place in one.missing]
    if not typed and (not part.repeats or not part.none_label):
        missing = [Place(one.name, 0 if part.repeats else None) for one in part if one.required and not one.locked]
    return Checked(
        rows=tuple(row for one in read for row in one.rows),
        faults=tuple(fault for one in read for fault in one.faults),
        missing=tuple(missing),
    )


def _read_row(part: PartSpec, typed: Typed, number: int | None, on: date) -> Checked:
    values: dict[str, FactContent] = {}
    faults: list[FieldFault] = []
    for field in part:
        if is_blank(typed.get(field.name)):
            continue
        try:
            values[field.name] = read(field, typed, on)
        except ValueError as wrong:
            faults.append(FieldFault(Place(field.name, number), str(wrong)))
    faults += [FieldFault(Place(name, number), text) for name, text in _contradictions(part, values, on)]
    asked = [one for one in part if one.required and not one.locked and holds(one.when, typed)]
    missing = tuple(Place(one.name, number) for one in asked if is_blank(typed.get(one.name)))
    return Checked((values,), tuple(faults), missing)


def is_blank(typed: object) -> bool:
    """Whether nothing was answered: no text, no tick, or 不清楚."""
    if isinstance(typed, list):
        return all(is_blank(one) for one in typed)
    return typed is None or (isinstance(typed, str) and typed.strip() in ("", UNSURE))


def holds(condition: Condition | None, typed: Typed) -> bool:
    """Whether what was typed beside makes a field be asked."""
    if condition is None:
        return True
    given = typed.get(condition.field)
    if isinstance(given, bool):
        given = "yes" if given else "no"
    return bool(set(given if isinstance(given, list) else [given]) & set(condition.values))


def read(field: FieldSpec, typed: Typed, on: date) -> FactContent:
    """The value of one field of a row. ValueError with a sentence for people."""
    given = typed[field.name]
    if isinstance(given, list) and field.type in DATE_BOXES:
        given = joined([str(one) for one in given], field.type)
    if field.type in FACT_TYPES:
        value: FactContent = read_fact(field.as_fact, given)
        if field.type == "text":
            _check_length(field, str(value))
        return value
    return _OWN[field.type](field, str(given), typed, on)


def joined(typed: Sequence[str], type: str) -> str:
    """A date typed into boxes is one text; pasted whole into the first it is one already. ValueError names the box."""
    words, boxes = DATE_BOXES[type], [unicodedata.normalize("NFKC", one).strip() for one in typed]
    if not any(boxes[1:]) and not boxes[0].isdecimal():
        return boxes[0]
    for box, word in zip_longest(boxes, words, fillvalue=""):
        if not box:
            raise ValueError(f"日期还缺{word}。")
        if not box.isascii() or not box.isdigit():
            raise ValueError(f"日期的{word}要填数字。")
    if len(boxes[0]) != YEAR_DIGITS:
        raise ValueError("年份要写四位数，例如 2024。")
    if not 1 <= int(boxes[1]) <= MONTHS:
        raise ValueError("月份要在 1 到 12 之间。")
    if len(boxes) > len("年月") and not 1 <= int(boxes[2]) <= monthrange(int(boxes[0]), int(boxes[1]))[1]:
        raise ValueError(f"{boxes[0]}年{int(boxes[1])}月没有 {boxes[2]} 日。")
    return "-".join(boxes)


def _check_length(field: FieldSpec, text: str) -> str:
    if len(text) > field.longest:
        raise ValueError(f"{field.label}最多 {field.longest} 个字，现在是 {len(text)} 个字。")
    return text


def _good(reading: identity.Reading) -> str:
    if not reading.good:
        raise ValueError(reading.fault)
    return reading.value


def _identity(field: FieldSpec, text: str, typed: Typed, on: date) -> str:
    """By the rules of the paper chosen beside it; while none is chosen it cannot be told right from wrong."""
    kind = typed.get(field.kind) if field.kind else identity.IdentityKind.RESIDENT
    if kind not in set(identity.IdentityKind):
        return identity.normalised(text)
    return _good(identity.identity(str(kind), text, on=on))


def _phone(text: str) -> str:
    """A mobile number, or a landline with its area code."""
    landline = _LANDLINE.fullmatch(identity.normalised(text))
    return landline.group() if landline else _good(identity.mobile(text))


def email(text: str) -> str:
    """An address of electronic mail. ValueError with a sentence."""
    address = unicodedata.normalize("NFKC", text).strip()
    if not _EMAIL.fullmatch(address):
        raise ValueError("电子邮箱要像 name@example.com 这样写。")
    return address


def _photo(text: str) -> str:
    if not _UUID.fullmatch(text):
        raise ValueError("照片没有传上来，请重新上传。")
    return text


_OWN: Mapping[str, Callable[[FieldSpec, str, Typed, date], str]] = {
    "long_text": lambda field, text, typed, on: _check_length(field, text.strip().replace("\r\n", "\n")),
    "identity": _identity,
    "phone": lambda field, text, typed, on: _phone(text),
    "uscc": lambda field, text, typed, on: _good(identity.uscc(text)),
    "email": lambda field, text, typed, on: email(text),
    "photo": lambda field, text, typed, on: _photo(text),
}


def _contradictions(part: PartSpec, values: Row, on: date) -> list[tuple[str, str]]:
    """Days that cannot be: in the future where only the past is asked, or an end before its beginning."""
    found = []
    for field in part:
        day = values.get(field.name)
        if not isinstance(day, date):
            continue
        if field.past and day > on:
            found.append((field.name, f"{field.label}不能晚于今天。"))
        other = values.get(field.not_after) if field.not_after else None
        if isinstance(other, date) and other < day:
            found.append((field.name, f"{field.label}不能晚于{part.field(field.not_after).label}。"))
    return found
