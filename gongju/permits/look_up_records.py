"""Counts how often one network address looks permits up; called by actions alone."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from gongju.permits.models import LookUps
from gongju.sealing_fields import keyring

KEPT = timedelta(days=1)


def count(asker: str, *, now: datetime) -> int:
    """One more look-up by this address; how many that makes in this hour. Counts of past days are dropped."""
    digest = keyring().digest(asker, purpose="permits.look_ups")
    hour = now.replace(minute=0, second=0, microsecond=0)
    mine = LookUps.objects.filter(asker=digest, hour=hour)
    if not _once_more(mine):
        _begin(digest, hour)
        _once_more(mine)
    return mine.values_list("asked", flat=True).get()


def _once_more(mine: QuerySet[LookUps]) -> int:
    return mine.update(asked=F("asked") + 1)


def _begin(digest: str, hour: datetime) -> None:
    """A row for a new hour; that another process was first does not matter."""
    LookUps.objects.filter(hour__lt=hour - KEPT).delete()
    with suppress(IntegrityError), transaction.atomic():
        LookUps.objects.create(asker=digest, hour=hour)
