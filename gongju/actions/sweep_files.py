"""Destroy the stored files and pictures that no paper names any more: of what was purged, given up, or cut off."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from gongju.access.actor import Actor
from gongju.actions.telling import tell
from gongju.documents import queries, store
from gongju.purging import AT_ONCE, PURGED, told_of

KIND = "files"
UNDER_WAY = timedelta(days=1)
"""A file so new may belong to an upload whose row is still being written."""


def sweep_files(*, actor: Actor, now: datetime) -> int:
    """Destroy them; how many. Twice is once."""
    names = iter(store.files().names())
    return sum(_some(actor, now, some) for some in iter(lambda: tuple(islice(names, AT_ONCE)), ()))


def _some(actor: Actor, now: datetime, names: tuple[str, ...]) -> int:
    before = now - UNDER_WAY
    with transaction.atomic():
        gone = [name for name in queries.unnamed(names) if store.files().forget(name, before=before)]
        if gone:
            tell(actor=actor, now=now, action=PURGED, data=told_of(KIND, before, gone), quietly=True)
    return len(gone)
