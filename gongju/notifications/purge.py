"""Takes out messages past their term; what is left is an entry with how many they were and a root over their hashes."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from gongju.journal import records as journal
from gongju.journal.refs import SYSTEM
from gongju.notifications.models import Message
from gongju.purging import AT_ONCE, PURGED, purge_past_term, told_of

KIND = "messages"


def purge_messages(*, now: datetime) -> int:
    """Delete what is older than the settings' term; how many. Twice is once."""
    return purge_past_term(KIND, now, partial(_some, now))


def _some(now: datetime, before: datetime) -> int:
    with transaction.atomic():
        old = list(Message.objects.filter(at__lt=before).order_by("pk")[:AT_ONCE])
        if old:
            rows = [[one.pk, one.person_id, one.employer_id, one.entry_id, one.title, one.text] for one in old]
            Message.objects.filter(pk__in=[one.pk for one in old]).delete()
            journal.write(now=now, actor=SYSTEM, action=PURGED, subjects=(), data=told_of(KIND, before, rows))
    return len(old)
