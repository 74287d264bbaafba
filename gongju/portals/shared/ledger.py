"""The movements of a lot of quota as every portal shows them, with what lapsed in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from gongju.quota.models import Lot, Movement
from gongju.quota.use import lapsed_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One movement; `late`: a place came free after the last day and has lapsed with that."""

    movement: Movement
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Movements, oldest first, and the places that lapsed by the day."""

    last_day: date
    rows: tuple[LedgerRow, ...]
    lapsed: int


def ledger_of(lot: Lot, movements: Iterable[Movement], on: date) -> Ledger:
    """The ledger of a lot as of a day from its movements, fetched with their cases."""
    released = Movement.Kind.RELEASED
    rows = tuple(
        LedgerRow(movement=one, late=one.kind == released and localdate(one.at) > lot.last_day) for one in movements
    )
    return Ledger(last_day=lot.last_day, rows=rows, lapsed=lapsed_of(lot, on))
