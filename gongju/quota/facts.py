"""What the lots of an employer know for a verdict."""

from __future__ import annotations

from datetime import date

from gongju.facts import FactValue, Source, Trust
from gongju.quota.models import Lot
from gongju.quota.queries import in_force

TOLD = frozenset({"needs_declared", "quota_decisions_this_year", "quota_obtained"})
"""The facts of rulebooks/facts.toml that are answered here."""


def facts_of(employer_id: int, authority: str, on: date) -> list[FactValue]:
    """Whether places were granted for the day. A lot, be it of 0, also shows that needs were declared.

    The register of lots is whole: without a lot nothing was granted. What was declared elsewhere it does not know.
    """
    lots = in_force(Lot.objects.filter(employer_id=employer_id, authority=authority), on)
    granted = list(lots.order_by("-granted").values_list("granted", flat=True)[:1])
    obtained = [_fact("quota_obtained", granted != [] and granted[0] > 0), _decisions(employer_id, authority, on)]
    return [*obtained, _fact("needs_declared", True)] if granted else obtained


def _decisions(employer_id: int, authority: str, on: date) -> FactValue:
    """How many decisions the authority has given this year, one of 0 places included (CY-Q13c)."""
    lots = Lot.objects.filter(employer_id=employer_id, authority=authority, first_day__year=on.year)
    return FactValue("quota_decisions_this_year", lots.count(), Source.SYSTEM, Trust.VERIFIED)


def _fact(name: str, value: bool) -> FactValue:
    return FactValue(name, value, Source.SYSTEM, Trust.VERIFIED)
