"""Counts how often one network address or office looks permits up, and the offices' keys; called by actions alone."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from gongju.permits.models import LookUps, VerifyingOffice
from gongju.permits.queries import digest_of_key
from gongju.sealing_fields import keyring

KEPT = timedelta(days=1)
KEY_BYTES = 32


def admit(*, name: str, purpose: str, an_hour: int, now: datetime) -> tuple[VerifyingOffice, str]:
    """An office with its key, of which the digest alone is kept."""
    key = secrets.token_urlsafe(KEY_BYTES)
    office = VerifyingOffice.objects.create(
        name=name, purpose=purpose, an_hour=an_hour, admitted_at=now, key_digest=digest_of_key(key)
    )
    return office, key


def renew_key(office: VerifyingOffice) -> str:
    """Another key in place of the one there was."""
    key = secrets.token_urlsafe(KEY_BYTES)
    office.key_digest = digest_of_key(key)
    office.save(update_fields=["key_digest"])
    return key


def end(office: VerifyingOffice, *, now: datetime) -> None:
    """Let its key count no more."""
    office.ended_at = now
    office.save(update_fields=["ended_at"])


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
