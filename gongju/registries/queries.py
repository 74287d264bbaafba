"""Reading comparisons: the current one of each office, those in doubt, what was checked by hand, how offices stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

from gongju.registries.address import Gateway
from gongju.registries.models import Comparison, HandCheck, OfficeState
from gongju.registries.office import Level, Office
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


def is_fresh(comparison: Comparison, now: datetime) -> bool:
    """Whether it was answered, and not too long ago to be relied on."""
    kept = timedelta(days=settings.GONGJU.registry_fresh_days)
    return comparison.answered_at is not None and now - comparison.answered_at <= kept


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
