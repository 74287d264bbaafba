"""Destroy copies of papers that prove who somebody is once nothing has needed them for the term of the settings."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from gongju.access.actor import Actor
from gongju.actions.telling import tell
from gongju.casework.identity_papers import kinds_of_identity_papers, past_need
from gongju.documents import records
from gongju.purging import AT_ONCE, PURGED, purge_past_term, told_of
from gongju.sanctions.queries import cases_being_checked

KIND = "identity_papers"


def purge_identity_papers(*, actor: Actor, now: datetime) -> int:
    """Note them as destroyed; how many. Who handed in what and when stays; the bytes go with `sweep_files`.

    The term begins with the decision on the last case that has the copy, with the upload where none has. Left alone is
    what an open case, a spot check or the release from an employer still needs. Twice is once.
    """
    return purge_past_term(KIND, now, partial(_some, actor, now, kinds_of_identity_papers()))


def _some(actor: Actor, now: datetime, kinds: frozenset[str], before: datetime) -> int:
    with transaction.atomic():
        old = list(past_need(kinds, before=before, kept_for=cases_being_checked())[:AT_ONCE])
        if old:
            rows = [[one.pk, str(one.document_id), one.number, one.digest] for one in old]
            records.purge([one.pk for one in old], now=now)
            tell(actor=actor, now=now, action=PURGED, data=told_of(KIND, before, rows), quietly=True)
    return len(old)
