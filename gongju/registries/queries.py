"""Reading comparisons: the current one of each office, those in doubt, what was checked by hand, how offices stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils.timezone import localdate

from gongju.registries.address import Gateway
from gongju.registries.models import Comparison, HandCheck, OfficeState
from gongju.registries.office import EMPLOYER, PERSON, Level, Office
from gongju.registries.offices import OFFICES, offices_about


def gateway(office: str) -> Gateway | None:
    """Where an office is asked; None where this installation does not ask it."""
    return settings.GONGJU.registries.get(office)


def asked_about(about: str) -> tuple[Office, ...]:
    """The offices this installation asks about a person, or an employer."""
    return tuple(one for one in offices_about(about) if gateway(one.code) is not None)


def current(about: str, about_id: int) -> Mapping[str, Comparison]:
    """The current comparison of each office about somebody, in one query, in the order of the offices."""
    found = {one.office: one for one in Comparison.objects.filter(about=about, about_id=about_id, current=True)}
    return {code: found[code] for code in OFFICES if code in found}


def of_parties(person_id: int | None, employer_id: int | None) -> tuple[Comparison, ...]:
    """The current comparisons about a person and an employer, in one query, in the order of the offices."""
    theirs = Q(about=PERSON, about_id=person_id or 0) | Q(about=EMPLOYER, about_id=employer_id or 0)
    found = {one.office: one for one in Comparison.objects.filter(theirs, current=True)}
    return tuple(found[code] for code in OFFICES if code in found)


def by_id(comparison_id: int) -> Comparison | None:
    """One comparison, also one that is no longer current."""
    return Comparison.objects.filter(pk=comparison_id).first()


def is_fresh(comparison: Comparison, on: date) -> bool:
    """Whether it was answered, and not too long before the day to be relied on then."""
    kept = timedelta(days=settings.GONGJU.registry_fresh_days)
    return comparison.answered_at is not None and on - localdate(comparison.answered_at) <= kept


def is_answered(comparison: Comparison, on: date) -> bool:
    """Whether there is a record to be relied on that day."""
    return is_fresh(comparison, on) and comparison.level not in ("", Level.UNAVAILABLE, Level.NO_RECORD)


def waits(comparison: Comparison) -> bool:
    """Whether the office has yet to answer."""
    return comparison.level in ("", Level.UNAVAILABLE)


def hand_checks(case_number: str) -> Mapping[int, HandCheck]:
    """For each comparison the last look by hand in this case."""
    rows = HandCheck.objects.filter(case_number=case_number).select_related("by")
    return {row.comparison_id: row for row in rows}


def is_settled(comparison: Comparison, check: HandCheck | None) -> bool:
    """Whether an officer looked into it as it stands; what the office says since outweighs that (unless it agrees)."""
    return check is not None and check.level == comparison.level


def states() -> Mapping[str, OfficeState]:
    """How the offices do, those that ever failed."""
    return {one.office: one for one in OfficeState.objects.all()}


def waiting() -> Mapping[str, int]:
    """How many current questions each office has yet to answer."""
    rows = Comparison.objects.filter(current=True, answered_at__isnull=True)
    return dict(rows.values_list("office").annotate(Count("pk")))
