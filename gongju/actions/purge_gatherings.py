"""Take out what was gathered and left lying: nobody added to it or finished it for longer than the term."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from gongju.access.actor import Actor
from gongju.actions.telling import tell
from gongju.documents import gathering_records as records
from gongju.documents import queries
from gongju.purging import AT_ONCE, PURGED, purge_past_term, told_of

KIND = "gatherings"


def purge_gatherings(*, actor: Actor, now: datetime) -> int:
    """Delete them and what was in them; how many. Their files go with `sweep_files`. Twice is once."""
    return purge_past_term(KIND, now, partial(_some, actor, now))


def _some(actor: Actor, now: datetime, before: datetime) -> int:
    with transaction.atomic():
        old = list(queries.gatherings_left_before(before)[:AT_ONCE])
        if old:
            rows = [[str(one.pk), one.title, [piece.digest for piece in one.pieces.all()]] for one in old]
            records.delete([one.pk for one in old])
            tell(actor=actor, now=now, action=PURGED, data=told_of(KIND, before, rows), quietly=True)
    return len(old)
