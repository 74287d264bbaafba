"""What every purge does: it takes out rows past the term of the settings, some at a time, and leaves a proof of them.

The proof is how many rows went and one root over their keyed hashes. Who kept a copy and has the digest key can show
that a row was among them; nobody else learns from it what a row said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.conf import settings

from gongju.sealing.canonical import canonical
from gongju.sealing.merkle import root_of
from gongju.sealing_fields import keyring

AT_ONCE = 500
PURGED = "retention.purge"
PURPOSE = "purged"


def purge_past_term(kind: str, now: datetime, some: Callable[[datetime], int]) -> int:
    """How many went: `some` takes out up to `AT_ONCE` of before a moment, and says how many.

    A term of 0 days is for ever.
    """
    days = settings.GONGJU.keep_days[kind]
    done = 0
    while days and (found := some(now - timedelta(days=days))):
        done += found
    return done


def told_of(kind: str, before: datetime, rows: Sequence[object]) -> dict[str, object]:
    """The data of a purge's entry."""
    return {"kind": kind, "before": before.isoformat(), **proof_of(rows)}


def proof_of(rows: Sequence[object]) -> dict[str, object]:
    """`count` and `root` over the rows in their order, each as JSON without floats or dates."""
    ring = keyring()
    return {
        "count": len(rows),
        "root": root_of([ring.digest(canonical(row).decode(), purpose=PURPOSE) for row in rows]),
    }
