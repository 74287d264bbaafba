"""The yearly list: whose permit was suspended, retired from, cancelled for settling, or expired in a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongju.permits.models import Permit, PermitEvent

LEFT, RETIRED, SETTLED, CANCELLED, EXPIRED = "离职", "退休", "已落户", "注销", "到期失效"
WORDS = (LEFT, RETIRED, SETTLED, CANCELLED, EXPIRED)
Kind = PermitEvent.Kind


@dataclass(frozen=True, slots=True)
class Departure:
    """One permit that ended, or stood still, on a day of the year: in one of WORDS."""

    on: date
    word: str
    permit: Permit


def year_list(permits: QuerySet[Permit], year: int, today: date) -> list[Departure]:
    """Every departure of the year up to today, in order; without any consequence of its own (LF-08, CY-Q92).

    Who was suspended and taken on again is listed too: they left. A permit cancelled or retired from has not expired.
    """
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    named = permits.select_related("person", "employer")
    found = [*_events(named, first, last), *_expired(named, first, last, today)]
    return sorted(found, key=lambda one: (one.on, one.permit.pk))


def _events(permits: QuerySet[Permit], first: date, last: date) -> Iterator[Departure]:
    kinds = (Kind.SUSPENDED, Kind.RETIRED, Kind.CANCELLED)
    happened = PermitEvent.objects.filter(permit__in=permits, kind__in=kinds, on__range=(first, last))
    for event in happened.select_related("permit__person", "permit__employer", "case"):
        yield Departure(event.on, _word(event), event.permit)


def _word(event: PermitEvent) -> str:
    if event.kind == Kind.CANCELLED:
        return SETTLED if event.data.get("why") == "settled" else CANCELLED
    return LEFT if event.kind == Kind.SUSPENDED else RETIRED


def _expired(permits: QuerySet[Permit], first: date, last: date, today: date) -> Iterator[Departure]:
    """Those whose last day lay in the year and has passed; what ended before otherwise is not expired."""
    over = permits.filter(last_day__range=(first, last), last_day__lt=today)
    living = over.filter(Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=last))
    for permit in living.exclude(events__kind=Kind.RETIRED):
        yield Departure(permit.last_day, EXPIRED, permit)
