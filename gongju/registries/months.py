"""Records by month: what one row says, and how many months in a row lead up to the last one there is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from gongju.registries.office import Question, Stated
from gongju.rules.calendar import add_months

ASKED_MONTHS = 60
"""How far back an office is asked. Who has paid without a gap for longer is known to have paid for these months."""
PAYER = {"uscc": "text", "name": "text"}


def question(stated: Stated) -> Question | None:
    """Asked of the person as employed now; the claim is who the employer is."""
    if not (stated.identity_number and stated.uscc):
        return None
    key = {
        "name": stated.name,
        "identity_number": stated.identity_number,
        "from": f"{add_months(stated.on.replace(day=1), -ASKED_MONTHS):%Y-%m}",
    }
    return Question(key, {"uscc": stated.uscc, "employer": stated.employer})


def first_of(month: str) -> date:
    """2026-10 as 2026-10-01."""
    return date.fromisoformat(f"{month}-01")


def of_payer(months: Iterable[Mapping[str, Any]], payer: str, uscc: str) -> list[Mapping[str, Any]]:
    """The rows in which that employer paid."""
    return [row for row in months if row[payer]["uscc"] == uscc]


def leading_up_to(last: str, months: Iterable[Mapping[str, Any]]) -> int:
    """How many months without a gap end with `last`."""
    found: Collection[date] = {first_of(row["month"]) for row in months}
    count, month = 0, first_of(last)
    while month in found:
        count, month = count + 1, add_months(month, -1)
    return count


def lately(last: str, months: Iterable[Mapping[str, Any]], count: int) -> list[Mapping[str, Any]]:
    """The rows of so many months up to `last`."""
    since = add_months(first_of(last), 1 - count)
    return [row for row in months if since <= first_of(row["month"]) <= first_of(last)]
