"""Whether somebody signed in lately enough for what cannot be taken back: a decision on a case."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

SIGNED_IN_AT = "signed_in_at"
"""What the session calls the moment of the sign-in."""


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether the sign-in is not older than the settings allow for a decision; one of unknown age is old."""
    minutes = settings.GONGJU.fresh_minutes
    if not minutes:
        return True
    at = request.session.get(SIGNED_IN_AT, "")
    return bool(at) and now - datetime.fromisoformat(at) <= timedelta(minutes=minutes)
