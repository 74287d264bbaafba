"""Seal the journal up to yesterday under one signed root: whoever keeps the root sees any later change."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.journal import root_records
from gongju.journal.models import DayRoot
from gongju.signatures import signer

logger = logging.getLogger(__name__)
NOT_SIGNED = (
    "没有签名密钥：每日总指纹没有签名，改动记录的人可以一并改掉它。请设置 GONGJU_SIGNING_KEYS。"
    "The journal's root of %s is NOT SIGNED: set GONGJU_SIGNING_KEYS."
)


def seal_day(*, actor: Actor, now: datetime) -> int:
    """Seal yesterday and what is left of the days before it; 1, or 0 when that is done. Twice is once.

    It writes no entry: what it makes is itself part of the journal. `actor` is the system.
    """
    day = localdate(now) - timedelta(days=1)
    if DayRoot.objects.filter(day__gte=day).exists():
        return 0
    try:
        with transaction.atomic():
            root = root_records.seal(day, now=now, signer=signer())
    except IntegrityError:  # another worker was first
        return 0
    if not root.key_id:
        logger.warning(NOT_SIGNED, day)
    return 1
