"""Forget who asked: the name and phone number of a visitor whose question was answered longer ago than the term."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from gongju.access.actor import Actor
from gongju.actions.telling import tell
from gongju.enquiries import queries, records
from gongju.purging import AT_ONCE, PURGED, purge_past_term, told_of

KIND = "askers"


def forget_askers(*, actor: Actor, now: datetime) -> int:
    """Empty them; how many. Question and answer stay. Twice is once."""
    return purge_past_term(KIND, now, partial(_some, actor, now))


def _some(actor: Actor, now: datetime, before: datetime) -> int:
    with transaction.atomic():
        old = list(queries.askers_before(before)[:AT_ONCE])
        if old:
            told = told_of(KIND, before, [[one.pk, one.name, one.phone] for one in old])
            records.forget_askers([one.pk for one in old], now=now)
            tell(actor=actor, now=now, action=PURGED, data=told, quietly=True)
    return len(old)
