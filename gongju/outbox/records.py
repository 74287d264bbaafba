"""Putting work into the outbox, letting it be done sooner, and giving dead work another chance."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from gongju.errors import NotFound
from gongju.outbox.models import Task


def put(
    *,
    now: datetime,
    kind: str,
    payload: Mapping[str, object],
    dedup_key: str,
    not_before: datetime | None = None,
) -> None:
    """Add a task in the caller's transaction; with a key that is there already nothing is added.

    `payload` is JSON and names people by id only. `RuntimeError` outside of a transaction: work must be neither
    promised for a change that was rolled back, nor forgotten for one that was kept.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("outbox.put belongs inside the transaction that wants the work done")
    task = Task(kind=kind, payload=dict(payload), dedup_key=dedup_key, created_at=now, not_before=not_before or now)
    Task.objects.bulk_create([task], ignore_conflicts=True)


def revive(*, now: datetime, task_id: int) -> None:
    """Let a dead task be tried again from the start; `NotFound` when it is not dead."""
    revived = Task.objects.filter(pk=task_id, state=Task.State.DEAD).update(
        state=Task.State.WAITING, attempts=0, not_before=now, finished_at=None
    )
    if not revived:
        raise NotFound("已停止的任务")


def hasten(*, now: datetime, kind: str, prefix: str) -> int:
    """Let the waiting tasks of a kind whose key begins so be done now; return how many."""
    waiting = Task.objects.filter(kind=kind, dedup_key__startswith=prefix, state=Task.State.WAITING)
    return waiting.filter(not_before__gt=now).update(not_before=now)
