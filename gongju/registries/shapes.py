"""What an answer must look like: small descriptions that a record is held against before anybody believes it.

A shape is "text", "day" (2026-11-23), "month" (2026-11), "truth" or "money" (whole fen, not negative, at most MOST), a
tuple of the words that may stand there, a list with the shape of its items, or a mapping of names to shapes; a name
that ends in "?" may be absent. What a record holds besides is left alone: an office may add to its answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from gongju.rules.calendar import YEARS

Shape = str | tuple[str, ...] | list["Shape"] | Mapping[str, "Shape"]
LONGEST = 2000
"""The longest text and the longest list that are believed."""
MOST = 10**15
"""The largest sum that is believed: ten million million yuan, beyond any employer's capital."""
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


def misfits(value: object, shape: Shape, where: str = "record") -> Iterator[str]:
    """Where the value does not fit, as paths; what stands there is not told, because logs would keep it."""
    if isinstance(shape, str):
        if not PLAIN[shape](value):
            yield where
    elif isinstance(shape, tuple):
        if value not in shape:
            yield where
    elif isinstance(shape, list):
        yield from _in_list(value, shape[0], where)
    elif isinstance(value, Mapping):
        for name, inner in shape.items():
            bare = name.rstrip("?")
            if bare in value:
                yield from misfits(value[bare], inner, f"{where}.{bare}")
            elif bare == name:
                yield f"{where}.{bare}"
    else:
        yield where


def _in_list(value: object, shape: Shape, where: str) -> Iterator[str]:
    if not isinstance(value, list) or len(value) > LONGEST:
        yield where
        return
    for number, item in enumerate(value):
        yield from misfits(item, shape, f"{where}[{number}]")


def _is_text(value: object) -> bool:
    """What can be written down: nothing of no length, no NUL, no half of a pair."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        return False
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_day(value: object) -> bool:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return day is not None and day.isoformat() == value and day.year in YEARS


def _is_month(value: object) -> bool:
    return isinstance(value, str) and _MONTH.fullmatch(value) is not None and _is_day(f"{value}-01")


def _is_money(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


PLAIN: Mapping[str, Callable[[object], bool]] = {
    "text": _is_text,
    "day": _is_day,
    "month": _is_month,
    "truth": lambda value: isinstance(value, bool),
    "money": _is_money,
}
