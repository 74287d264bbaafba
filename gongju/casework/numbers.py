"""Numbers given out once: the next one of a prefix and year, taken in the transaction that uses it."""

from __future__ import annotations

from typing import Protocol, TypeVar

from django.db import models
from django.db.models import F


class Counter(Protocol):
    """A row that keeps the last number of a prefix and a year."""

    last: int


Row = TypeVar("Row", bound=models.Model)


def next_number(counter: type[Row], *, prefix: str, year: int) -> int:
    """Count up the row of prefix and year, made when it is the first; held by this transaction until it ends."""
    rows = counter._default_manager.filter(prefix=prefix, year=year)
    if not rows.update(last=F("last") + 1):
        counter._default_manager.get_or_create(prefix=prefix, year=year)
        rows.update(last=F("last") + 1)
    number: int = rows.values_list("last", flat=True).get()
    return number
