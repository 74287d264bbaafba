"""An employer's use of its places year by year, and the mark of two wasteful years in a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Sum

from gongju.quota.models import Lot, Movement

Kind = Movement.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfUse:
    """What became of the places of lots that began in a year, as of a day.

    `granted` as granted first: used, reserved, returned, lapsed and left add up to it.
    """

    year: int
    granted: int
    used: int
    reserved: int
    returned: int
    lapsed: int
    left: int
    decisions: int
    """How often the office has decided, a number of 0 included (CY-Q13c)."""

    @property
    def wasteful(self) -> bool:
        """Whether places lapsed that were neither used nor returned (CY-Q11b)."""
        return self.lapsed > 0

    @property
    def used_share(self) -> int | None:
        """Used of what was granted and not returned, in per cent; None where that is nothing."""
        kept = self.granted - self.returned
        return round(100 * self.used / kept) if kept > 0 else None


def lapsed_of(lot: Lot, on: date) -> int:
    """Free places whose last day is past: computed, never written (CY-Q09c, CY-Q21)."""
    return lot.granted - lot.reserved - lot.used if lot.last_day < on else 0


def years_of_use(employer_id: int, authority: str, on: date) -> list[YearOfUse]:
    """Every year in which lots began, the newest in front; two queries."""
    lots = Lot.objects.filter(employer_id=employer_id, authority=authority, first_day__lte=on)
    back = dict(
        Movement.objects.filter(lot__in=lots, kind=Kind.RETURNED)
        .order_by()
        .values_list("lot_id")
        .annotate(given_back=Sum("count"))
    )
    found: dict[int, YearOfUse] = {}
    for lot in lots.order_by("-first_day"):
        year, returned, lapsed = lot.first_day.year, back.get(lot.pk, 0), lapsed_of(lot, on)
        before = found.get(year) or YearOfUse(
            year=year, granted=0, used=0, reserved=0, returned=0, lapsed=0, left=0, decisions=0
        )
        found[year] = replace(
            before,
            granted=before.granted + lot.granted + returned,
            used=before.used + lot.used,
            reserved=before.reserved + lot.reserved,
            returned=before.returned + returned,
            lapsed=before.lapsed + lapsed,
            left=before.left + lot.granted - lot.reserved - lot.used - lapsed,
            decisions=before.decisions + 1,
        )
    return list(found.values())


def is_marked(years: Iterable[YearOfUse], in_a_row: int, year: int) -> bool:
    """Whether each of so many years before was wasteful: 次年压减 (CY-Q11b). 0: the rules have no such mark."""
    wasteful = {one.year for one in years if one.wasteful}
    return in_a_row > 0 and all(year - back in wasteful for back in range(1, in_a_row + 1))
