"""How old a sign-in is: for what cannot be taken back it must be fresh."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

SIGNED_IN_AT = "signed_in_at"
"""What the session calls the moment at which the provider asked the person, "" where it did not tell."""
ENTRANCE = "entrance"
"""What the session calls the way by which somebody came in."""


def asked_at(claims: Mapping[str, object], now: datetime) -> str:
    """When the provider last asked the person, as the session keeps it; "" where the token does not tell.

    A provider that has a session of its own may let somebody through without asking: our clock alone proves nothing.
    """
    told = claims.get("auth_time")
    if not isinstance(told, int) or isinstance(told, bool) or told <= 0:
        return ""
    # A clock that goes before ours must not make a sign-in fresh for longer.
    return datetime.fromtimestamp(min(told, int(now.timestamp())), UTC).isoformat()


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether the sign-in is not older than the settings allow for a decision; one of unknown age is old."""
    minutes = settings.GONGJU.fresh_minutes
    if not minutes:
        return True
    at = request.session.get(SIGNED_IN_AT, "")
    return bool(at) and now - datetime.fromisoformat(at) <= timedelta(minutes=minutes)
