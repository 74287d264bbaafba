"""From what a person typed to a typed value, or a sentence that says what to write instead.

Numbers, dates and choices are read by the rules' own reader: a form, a file of facts and a saved answer take the same.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongju.forms.checking import DATE_BOXES, UNSURE, email, joined
from gongju.forms.spec import FACT_TYPES
from gongju.rules.facts import FactSpec
from gongju.rules.given import read_fact

from .fields import Field, Value
from .wording import day_text, month_text, months_text, plain, wan_text, yuan_text

YES, NO = "yes", "no"
FEN = 100
WAN_FEN = 1_000_000
YEAR_MONTHS = 12
LONGEST_BOX = 300
"""Signs in a box that holds no running text: beyond that nobody types, and reading it must not take long."""


class Wrong(Exception):
    """What was typed cannot be read; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the boxes of one field, as sent: several for a date or for check boxes."""

    parts: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Nothing was typed in any box, or 不清楚 was chosen."""
        return all(clean(part) in ("", UNSURE) for part in self.parts)


def clean(text: str) -> str:
    """Full-width digits and signs made plain (NFKC), blanks at the ends taken off."""
    return unicodedata.normalize("NFKC", text).strip()


def parse(field: Field, typed: Typed) -> Value | None:
    """The value of a field, None when left blank. Raises Wrong with a sentence for people."""
    if typed.blank:
        if field.required:
            raise Wrong(_missing(field))
        return None
    if field.type not in RUNNING_TEXT and any(len(part) > LONGEST_BOX for part in typed.parts):
        raise Wrong(f"写得太长，最多 {LONGEST_BOX} 个字")
    try:
        return PARSERS[field.type](field, typed)
    except ValueError as wrong:
        raise Wrong(str(wrong).removesuffix("。")) from None


def _missing(field: Field) -> str:
    if field.type in ("choice", "choices", "truth"):
        return f"请选择{field.asked}" if not _is_question(field) else "请选择一项"
    if field.type.startswith("file"):
        return f"请上传{field.asked}"
    return f"请填写{field.asked}" if not _is_question(field) else "请填写这一项"


def _is_question(field: Field) -> bool:
    return field.label.endswith(("?", "？"))


def _fact(field: Field, typed: Typed) -> Value:
    """As the rules read a fact; a date from its boxes, choices from their ticks."""
    given: object = typed.parts[0]
    if field.type in DATE_BOXES:
        given = joined(typed.parts[: len(DATE_BOXES[field.type])], field.type)
    elif field.type == "choices":
        given = [part for part in typed.parts if part]
    return read_fact(_as_fact(field), given)


def _as_fact(field: Field) -> FactSpec:
    return FactSpec(
        name=field.name,
        type=field.type,  # type: ignore[arg-type]  # only for types that facts have
        label="" if _is_question(field) else field.label,
        unit=field.unit,
        choices=field.choices,
        minimum=field.minimum,
        maximum=field.maximum,
    )


def _text(field: Field, typed: Typed) -> Value:
    text = typed.parts[0].strip().replace("\r\n", "\n")
    if len(text) > field.longest:
        raise ValueError(f"最多 {field.longest} 个字，现在是 {len(text)} 个字")
    return text


def _close(field: Field, typed: Typed) -> Value:
    """Numbers of papers and phones: blanks inside are no part of them, letters are capitals."""
    return re.sub(r"[\s-]", "", clean(typed.parts[0])).upper()


def _email(field: Field, typed: Typed) -> Value:
    return email(typed.parts[0])


PARSERS: Mapping[str, Callable[[Field, Typed], Value]] = {
    **dict.fromkeys(FACT_TYPES, _fact),
    "text": _text,
    "long_text": _text,
    "identity": _close,
    "uscc": _close,
    "phone": _close,
    "email": _email,
    "file": _text,
    "file_photo": _text,
}
RUNNING_TEXT = frozenset(name for name, parser in PARSERS.items() if parser is _text)


def value_text(field: Field, value: Value | None) -> str:
    """A value as people write it, with its unit; "" when there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return month_text(value) if field.type == "month" else day_text(value)
    if isinstance(value, frozenset):
        return "、".join(choice for choice in field.choices if choice in value)
    if isinstance(value, str):
        return value
    return _quantity_text(field, value)


def _quantity_text(field: Field, value: int | Decimal) -> str:
    if field.type == "money":
        return wan_text(int(value)) if field.unit == "万元" else yuan_text(int(value))
    if field.type == "duration":
        return months_text(value)
    return f"{plain(value)} {field.unit}".strip()
