"""Whether the employers of a permit are those that paid the social insurance, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongju.rules.calendar import add_months

Paid = Mapping[date, frozenset[str]]
"""Who paid for a month (its first day): codes of employers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A permit comes to an employer on a day. `free_from`: the day it was suspended before, else the same day."""

    uscc: str
    on: date
    free_from: date


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def transfers_match(turns: Sequence[Turn], paid: Paid, *, last: date) -> bool:
    """Each new employer paid from the month after the transfer at the latest, and the one before no more (DC-079).

    `turns` in order, the first one the issue. A transfer whose next month is not on record yet, after `last`, is not
    held against anybody. Without a transfer there is nothing that could differ.
    """
    for before, turn in pairwise(turns):
        after = add_months(month_of(turn.on), 1)
        if after > last:
            continue
        if turn.uscc not in paid.get(month_of(turn.on), frozenset()) | paid.get(after, frozenset()):
            return False
        later = [payers for month, payers in paid.items() if month >= after]
        if before.uscc != turn.uscc and not _comes_back(turns, before, turn) and _any_paid(later, before.uscc):
            return False
    return True


def units_match(turns: Sequence[Turn], paid: Paid, *, since: date) -> bool:
    """In every month on record from `since` on, somebody paid at whom the permit stood, or was about to (AMB-97)."""
    looked_at = (month for month in paid if month >= max(month_of(since), month_of(turns[0].on)))
    return all(paid[month] & _at(turns, month) for month in looked_at)


def _at(turns: Sequence[Turn], month: date) -> frozenset[str]:
    """At whom the permit stood on some day of the month; while suspended, also at whom it stood next."""
    end = add_months(month, 1)
    ends = [turn.on for turn in turns[1:]] + [date.max]
    return frozenset(
        turn.uscc for turn, left in zip(turns, ends, strict=True) if turn.free_from < end and left >= month
    )


def _comes_back(turns: Sequence[Turn], before: Turn, turn: Turn) -> bool:
    return any(one.uscc == before.uscc and one.on > turn.on for one in turns)


def _any_paid(months: Sequence[frozenset[str]], uscc: str) -> bool:
    return any(uscc in payers for payers in months)
