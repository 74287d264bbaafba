"""What the page 居住证指标 shows: rounds, the request in hand, places with their ledger, use over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongju.access.actor import Actor
from gongju.access.lots import visible_lots
from gongju.casework import books, queries
from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.errors import Refusal
from gongju.portals.shared.ledger import Ledger, ledger_of
from gongju.quota.models import Lot
from gongju.quota.rounds import RoundStanding, standings
from gongju.quota.use import YearOfUse, is_marked, years_of_use
from gongju.rules.edition import Edition
from gongju.rules.entries import QuotaRound

BUSINESS = "quota_request"
LOTS, CASES = 20, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LotShown:
    """A lot on a day. `free` can still be used."""

    lot: Lot
    ledger: Ledger
    free: int
    returnable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaPage:
    """Everything the page shows; `stage` is where the request in hand stands, `again` what a further one is called."""

    rounds: tuple[RoundStanding, ...]
    declares: bool
    current: Case | None
    stage: str
    decided: tuple[Case, ...]
    again: str
    lots: tuple[LotShown, ...]
    years: tuple[YearOfUse, ...]
    marked: bool
    wasteful_years: int

    @property
    def ahead(self) -> tuple[LotShown, ...]:
        """Lots with free places, the one that lapses first in front."""
        return tuple(sorted((one for one in self.lots if one.free), key=lambda one: one.lot.last_day))


def quota_page(actor: Actor, employer: Employer, on: date) -> QuotaPage:
    """The page as of a day (CY-Q08a, CY-Q11a, CY-Q11b, CY-Q12b, SC-05..SC-07)."""
    edition = _edition(employer, on)
    rounds = standings(edition, on) if edition else ()
    entries = edition.rounds if edition else ()
    cases = list(queries.of_employer(employer.pk).filter(type=BUSINESS)[:CASES])
    current = next((case for case in cases if case.open), None)
    years = tuple(years_of_use(employer.pk, employer.authority, on))
    wasteful = max((one.wasteful_years for one in entries), default=0)
    returnable = any(one.returnable for one in entries)
    lots = visible_lots(actor).filter(employer=employer).order_by("-last_day", "-pk").prefetch_related(MOVEMENTS)
    return QuotaPage(
        rounds=rounds,
        declares=edition is not None and BUSINESS in edition.businesses,
        current=current,
        stage=books.procedure_by_digest(current.procedure.digest).stage(current.stage).title if current else "",
        decided=tuple(case for case in cases if not case.open),
        again=_again(entries, years, on),
        lots=tuple(_lot(lot, on, returnable=returnable) for lot in lots[:LOTS]),
        years=years,
        marked=is_marked(years, wasteful, on.year),
        wasteful_years=wasteful,
    )


MOVEMENTS = "movements__case"


def _edition(employer: Employer, on: date) -> Edition | None:
    try:
        return books.edition_for(employer.authority, on)
    except Refusal:
        return None


def _again(entries: tuple[QuotaRound, ...], years: tuple[YearOfUse, ...], on: date) -> str:
    """The name of a further request, where the year has had a decision already."""
    decided = any(one.year == on.year and one.decisions for one in years)
    return next((one.again for one in entries if one.again), "") if decided else ""


def _lot(lot: Lot, on: date, *, returnable: bool) -> LotShown:
    free = lot.granted - lot.reserved - lot.used if lot.first_day <= on <= lot.last_day else 0
    return LotShown(
        lot=lot,
        ledger=ledger_of(lot, lot.movements.all(), on),
        free=free,
        returnable=returnable and free > 0,
    )
