"""What the lots of an employer know for a verdict, and what a request itself names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from gongju.casework.models import Case
from gongju.facts import FactContent, FactValue, Source, Trust
from gongju.quota.models import Lot, NamedApplicant
from gongju.quota.use import years_of_use

TOLD = frozenset(
    {
        "needs_declared",
        "quota_available",
        "quota_decisions_this_year",
        "quota_obtained",
        "quota_requested_this_year",
        "quota_used_share",
    }
)
"""The facts of rulebooks/facts.toml that the lots answer."""
NAMED = "named_applicants"
"""The fact that a request of named applicants answers."""


def facts_of(employer_id: int, authority: str, on: date, wanted: Collection[str] = TOLD) -> list[FactValue]:
    """Those of the facts TOLD that are wanted and known on the day.

    The register of lots is whole: without a lot nothing was granted. A lot, be it of 0, also shows that needs were
    declared; what was declared elsewhere it does not know (DC-017, CY-Q12a, CY-Q13c, CY-Q22).
    """
    lots = Lot.objects.filter(employer_id=employer_id, authority=authority, last_day__gte=date(on.year, 1, 1))
    begun = sorted(lots, key=lambda lot: lot.first_day, reverse=True)
    told = dict(_of_lots([lot for lot in begun if lot.first_day <= on], on))
    if "quota_used_share" in wanted:
        told |= _of_last_year(employer_id, authority, on)
    asked = {*wanted, "needs_declared"} if "quota_obtained" in wanted else wanted
    return [_fact(name, value) for name, value in told.items() if name in asked]


def _of_lots(lots: list[Lot], on: date) -> Iterator[tuple[str, FactContent]]:
    counting = [lot for lot in lots if lot.last_day >= on]
    decisions = [lot for lot in lots if lot.first_day.year == on.year]
    yield "quota_obtained", any(lot.granted > 0 for lot in counting)
    yield "quota_available", sum(lot.granted - lot.reserved - lot.used for lot in counting)
    yield "quota_decisions_this_year", len(decisions)
    yield "quota_requested_this_year", bool(decisions)
    if counting:
        yield "needs_declared", True


def _of_last_year(employer_id: int, authority: str, on: date) -> dict[str, FactContent]:
    years = {one.year: one.used_share for one in years_of_use(employer_id, authority, on)}
    share = years.get(on.year - 1)
    return {} if share is None else {"quota_used_share": share}


def facts_of_request(case: Case) -> list[FactValue]:
    """How many applicants the request names (DX-010)."""
    return [_fact(NAMED, NamedApplicant.objects.filter(case=case).count() if case.pk else 0)]


def _fact(name: str, value: FactContent) -> FactValue:
    return FactValue(name, value, Source.SYSTEM, Trust.VERIFIED)
