"""Reading quota: lots that count on a day, the balance, and the ledger of a lot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from gongju.casework.models import Case
from gongju.quota.models import Lot, Movement

Kind = Movement.Kind


@dataclass(frozen=True, slots=True)
class Balance:
    """Places of an employer on a day, over the lots that count on it."""

    granted: int
    reserved: int
    used: int

    @property
    def left(self) -> int:
        """Free places."""
        return self.granted - self.reserved - self.used


def in_force(lots: QuerySet[Lot], on: date) -> QuerySet[Lot]:
    """The lots whose days include the day: lapsed is computed, never written."""
    return lots.filter(first_day__lte=on, last_day__gte=on)


def open_lots(employer_id: int, authority: str, on: date) -> QuerySet[Lot]:
    """Lots that have a free place on the day, the one that ends first in front."""
    mine = in_force(Lot.objects.filter(employer_id=employer_id, authority=authority), on)
    return mine.filter(granted__gt=F("reserved") + F("used")).order_by("last_day", "pk")


def with_free_places(employer_id: int, on: date) -> QuerySet[Lot]:
    """Lots of any district that have not ended on the day and have a free place, those not begun included."""
    mine = Lot.objects.filter(employer_id=employer_id, last_day__gte=on)
    return mine.filter(granted__gt=F("reserved") + F("used")).order_by("pk")


def is_set(employer_id: int, authority: str, on: date) -> bool:
    """Whether the authority has set a number for the employer on the day, be it 0."""
    return in_force(Lot.objects.filter(employer_id=employer_id, authority=authority), on).exists()


def of_employer(employer_id: int) -> QuerySet[Lot]:
    """All lots of an employer, the newest in front, with who granted them."""
    return Lot.objects.filter(employer_id=employer_id).select_related("granted_by").order_by("-last_day", "-pk")


def balances(employer_ids: Iterable[int], authority: str, on: date) -> dict[int, Balance]:
    """For each employer the sum over its lots that count on the day, in one query; those without a lot are absent."""
    mine = in_force(Lot.objects.filter(employer_id__in=list(employer_ids), authority=authority), on)
    sums = mine.order_by().values("employer_id").annotate(g=Sum("granted"), r=Sum("reserved"), u=Sum("used"))
    return {row["employer_id"]: Balance(row["g"], row["r"], row["u"]) for row in sums}


def ledger(lot: Lot) -> QuerySet[Movement]:
    """Every movement of a lot, oldest first, with the case it was for."""
    return lot.movements.select_related("case")


def held_by(case: Case) -> int | None:
    """The key of the lot in which the case holds a place now; None if it holds none."""
    settled = Q(kind__in=[Kind.USED, Kind.RELEASED])
    held = (
        Movement.objects.filter(case=case)
        .order_by("lot_id")
        .values("lot_id")
        .annotate(taken=Count("pk", filter=Q(kind=Kind.RESERVED)), ended=Count("pk", filter=settled))
        .filter(taken__gt=F("ended"))
        .values_list("lot_id", flat=True)
    )
    return held.first()


def counters_by_movements(lot: Lot) -> tuple[int, int, int]:
    """Granted, reserved and used as the movements add up to; equal to the lot's own counters, always."""
    sums = dict(lot.movements.order_by().values_list("kind").annotate(Sum("count")))
    moved = {kind: sums.get(kind, 0) for kind in Kind}
    return (
        moved[Kind.GRANTED] - moved[Kind.RETURNED],
        moved[Kind.RESERVED] - moved[Kind.USED] - moved[Kind.RELEASED],
        moved[Kind.USED],
    )
