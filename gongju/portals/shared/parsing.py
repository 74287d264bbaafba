"""From what a person typed to a typed value, or a sentence that says what to write instead."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from .fields import Field, Value
from .wording import day_text, month_text, months_text, plain, wan_text, yuan_text

UNSURE = "?"
"""What the choice 不清楚 sends."""
YES, NO = "yes", "no"
FEN = 100
WAN_FEN = 1_000_000
YEAR_MONTHS = 12
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
LONGEST_BOX = 300
"""Signs in a box that holds no running text: beyond that nobody types, and reading it must not take long."""
LARGEST = Decimal(10) ** 13
_SIGNS_OF_NUMBERS = frozenset("+-.0123456789")


class Wrong(Exception):
    """What was typed cannot be read; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the boxes of one field, as sent: several for a date or for check boxes."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The first box, trimmed and with full-width signs made plain."""
        return clean(self.parts[0]) if self.parts else ""

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
    value = PARSERS[field.type](field, typed)
    _check_bounds(field, value)
    return value


def _missing(field: Field) -> str:
    if field.type in ("choice", "choices", "truth"):
        return f"请选择{field.asked}" if not _is_question(field) else "请选择一项"
    if field.type.startswith("file"):
        return f"请上传{field.asked}"
    return f"请填写{field.asked}" if not _is_question(field) else "请填写这一项"


def _is_question(field: Field) -> bool:
    return field.label.endswith(("?", "？"))


def _number(typed: Typed, unit: str, example: str) -> Decimal:
    """A decimal; thousands marks and the unit itself may be typed too."""
    text = typed.text.replace(",", "").replace(" ", "")
    text = text.removesuffix(unit) if unit else text
    try:
        if not _SIGNS_OF_NUMBERS.issuperset(text):  # 1e999999999 would be written out in full
            raise InvalidOperation
        number = Decimal(text)
    except InvalidOperation:
        raise Wrong(f"请用数字填写，例如 {example}") from None
    if abs(number) > LARGEST:
        raise Wrong("数字太大，请核对")
    return number


def _count(field: Field, typed: Typed) -> Value:
    number = _number(typed, field.unit, "3")
    if number != int(number):
        raise Wrong("请填整数，例如 3")
    if number < 0:
        raise Wrong("不能小于 0")
    return int(number)


def _decimal(field: Field, typed: Typed) -> Value:
    number = _number(typed, field.unit, "3.5")
    return int(number) if number == int(number) else number


def _money(field: Field, typed: Typed) -> Value:
    """Fen. `1.6万` may be typed into a box of 元 too."""
    text = typed.text.removesuffix("元")
    per_wan = field.unit == "万元" or text.endswith("万")
    amount = _number(Typed((text.removesuffix("万"),)), "", "50" if field.unit == "万元" else "16480 或 16480.50")
    fen = amount * (WAN_FEN if per_wan else FEN)
    if fen != int(fen):
        raise Wrong("金额最多写到分，例如 16480.50")
    if fen < 0:
        raise Wrong("金额不能小于 0")
    return int(fen)


def _duration(field: Field, typed: Typed) -> Value:
    """Months: whole ones as int, else Decimal. `2年6个月` may be typed too."""
    both = re.fullmatch(r"(\d{1,4})年零?(\d{1,4})个?月", typed.text.replace(" ", ""))
    if both:
        return int(both[1]) * YEAR_MONTHS + int(both[2])
    text = typed.text.removesuffix("个月").removesuffix("月")
    in_months = text != typed.text or field.unit == "月"
    number = _number(Typed((text.removesuffix("年"),)), "", "8" if field.unit == "月" else "3 或 2.5")
    if number < 0:
        raise Wrong("不能小于 0")
    months = number if in_months and not text.endswith("年") else number * YEAR_MONTHS
    return int(months) if months == int(months) else months


def _whole(text: str, what: str) -> int:
    cleaned = clean(text).removesuffix(what)
    if not cleaned.isascii() or not cleaned.isdigit() or len(cleaned) > 4:
        raise Wrong(f"日期的{what}要填数字" if cleaned else f"日期还缺{what}")
    return int(cleaned)


def _split_date(typed: Typed, wanted: int) -> tuple[str, ...]:
    """The parts of a date, also when it was sent, or pasted into the first box, in one piece (2024年3月15日)."""
    if not any(clean(part) for part in typed.parts[1:]):
        return tuple(re.split(r"[-/.年月日]", typed.text.rstrip("年月日")))[:wanted]
    return typed.parts[:wanted]


def _year_and_month(parts: tuple[str, ...]) -> tuple[int, int]:
    padded = (*parts, "", "")
    year, month = _whole(padded[0], "年"), _whole(padded[1], "月")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Wrong("年份要写四位数，例如 2024")
    if not 1 <= month <= 12:
        raise Wrong("月份要在 1 到 12 之间")
    return year, month


def _day(field: Field, typed: Typed) -> Value:
    parts = (*_split_date(typed, 3), "", "")
    year, month = _year_and_month(parts)
    number = _whole(parts[2], "日")
    try:
        return date(year, month, number)
    except ValueError:
        raise Wrong(f"{year}年{month}月没有 {number} 日") from None


def _month(field: Field, typed: Typed) -> Value:
    """The first day of the month, as the rules hold it."""
    year, month = _year_and_month(_split_date(typed, 2))
    return date(year, month, 1)


def _choice(field: Field, typed: Typed) -> Value:
    if typed.parts[0] not in field.choices:
        raise Wrong("请从列出的选项里选一项")
    return typed.parts[0]


def _choices(field: Field, typed: Typed) -> Value:
    chosen = frozenset(part for part in typed.parts if part)
    if not chosen <= set(field.choices):
        raise Wrong("请从列出的选项里选")
    return chosen


def _truth(field: Field, typed: Typed) -> Value:
    if typed.text not in (YES, NO):
        raise Wrong("请选“是”或“否”")
    return typed.text == YES


def _text(field: Field, typed: Typed) -> Value:
    text = typed.parts[0].strip().replace("\r\n", "\n")
    if len(text) > field.longest:
        raise Wrong(f"最多 {field.longest} 个字，现在是 {len(text)} 个字")
    return text


def _close(field: Field, typed: Typed) -> Value:
    """Numbers of papers and phones: blanks inside are no part of them, letters are capitals."""
    return re.sub(r"[\s-]", "", typed.text).upper()


def _email(field: Field, typed: Typed) -> Value:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", typed.text):
        raise Wrong("电子邮箱要像 name@example.com 这样写")
    return typed.text


PARSERS: Mapping[str, Callable[[Field, Typed], Value]] = {
    "text": _text,
    "long_text": _text,
    "identity": _close,
    "uscc": _close,
    "phone": _close,
    "email": _email,
    "count": _count,
    "number": _decimal,
    "money": _money,
    "duration": _duration,
    "day": _day,
    "month": _month,
    "choice": _choice,
    "choices": _choices,
    "truth": _truth,
    "file": _text,
    "file_photo": _text,
}
RUNNING_TEXT = frozenset(name for name, parser in PARSERS.items() if parser is _text)


def _check_bounds(field: Field, value: Value) -> None:
    if isinstance(value, (bool, str, frozenset)):
        return
    low, high = field.minimum, field.maximum
    if low is not None and value < low:  # type: ignore[operator]  # bounds have the type of the field
        raise Wrong(f"不能{'早' if isinstance(value, date) else '小'}于{_space(value_text(field, low))}")
    if high is not None and value > high:  # type: ignore[operator]
        raise Wrong(f"不能{'晚' if isinstance(value, date) else '大'}于{_space(value_text(field, high))}")


def _space(text: str) -> str:
    return f" {text}"


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
