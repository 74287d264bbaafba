"""Takes out messages past their term; what is left is an entry with how many they were and a root over their hashes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gongju.journal import records as journal
from gongju.journal.refs import SYSTEM
from gongju.notifications.models import Message
from gongju.purging import AT_ONCE, PURGED, proof_of

KIND = "messages"


def purge_messages(*, now: datetime) -> int:
    """Delete what is older than the settings' term, some at a time; how many. Twice is once."""
    days = settings.GONGJU.keep_days[KIND]
    done = found = _some(now, now - timedelta(days=days)) if days else 0
    while found:
        found = _some(now, now - timedelta(days=days))
        done += found
    return done


def _some(now: datetime, before: datetime) -> int:
    with transaction.atomic():
        old = list(Message.objects.filter(at__lt=before).order_by("pk")[:AT_ONCE])
        if old:
            rows = [[one.pk, one.person_id, one.employer_id, one.entry_id, one.title, one.text] for one in old]
            told = {"kind": KIND, "before": before.isoformat(), **proof_of(rows)}
            Message.objects.filter(pk__in=[one.pk for one in old]).delete()
            journal.write(now=now, actor=SYSTEM, action=PURGED, subjects=(), data=told)
    return len(old)
