"""Writing enquiries, answers and help entries; counting what one address asks. Called by actions alone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from gongju.enquiries.models import AskedCount, CannedAnswer, Enquiry, HelpEntry
from gongju.errors import MovedOn
from gongju.sealing_fields import keyring

TOKEN_BYTES = 18
KEPT = timedelta(days=1)


def ask(*, now: datetime, **columns: Any) -> Enquiry:
    """A new question with its unguessable address."""
    return Enquiry.objects.create(token=secrets.token_urlsafe(TOKEN_BYTES), at=now, **columns)


def answer(enquiry: Enquiry, *, now: datetime, by_id: int, text: str) -> None:
    """Answer it, once. MovedOn when a colleague was first."""
    waiting = Enquiry.objects.filter(pk=enquiry.pk, answered_at__isnull=True)
    if not waiting.update(answer=text, answered_by_id=by_id, answered_at=now):
        raise MovedOn("这条咨询")


def keep_ready(*, now: datetime, authority: str, title: str, text: str, by_id: int) -> CannedAnswer:
    """Keep an answer ready; of the same title the text is replaced."""
    told = {"text": text, "by_id": by_id, "at": now}
    return CannedAnswer.objects.update_or_create(authority=authority, title=title, defaults=told)[0]


def publish(*, now: datetime, by_id: int, **columns: Any) -> HelpEntry:
    """A help entry, shown from now on."""
    return HelpEntry.objects.create(at=now, by_id=by_id, topic=f"q-{secrets.token_hex(4)}", **columns)


def withdraw(entry: HelpEntry, *, now: datetime) -> None:
    """Show it no longer. MovedOn when it was withdrawn already."""
    if not HelpEntry.objects.filter(pk=entry.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        raise MovedOn("这条问答")


def count(asker: str, *, now: datetime) -> int:
    """One more question by this address; how many that makes in this hour. Counts of past days are dropped."""
    digest = keyring().digest(asker, purpose="enquiries.asked")
    hour = now.replace(minute=0, second=0, microsecond=0)
    mine = AskedCount.objects.filter(asker=digest, hour=hour)
    if not mine.update(asked=F("asked") + 1):
        AskedCount.objects.filter(hour__lt=hour - KEPT).delete()
        with suppress(IntegrityError), transaction.atomic():
            AskedCount.objects.create(asker=digest, hour=hour)
        mine.update(asked=F("asked") + 1)
    return mine.values_list("asked", flat=True).get()


def forget_askers(keys: Sequence[int], *, now: datetime) -> int:
    """Empty the name and phone number of these; how many."""
    return Enquiry.objects.filter(pk__in=keys).update(name="", phone="", forgotten_at=now)
