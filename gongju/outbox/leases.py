"""Claiming, finishing and failing a task: each one guarded update, so that who lost the lease changes nothing.

An attempt is counted when it is claimed: a task that kills its worker is given up like one that fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from gongju.outbox.models import Task
from gongju.outbox.queries import due

LONGEST_ERROR = 1000
KILLED = "the worker did not come back from this task, {attempts} times in a row"

Effect = Callable[[], None]


@dataclass(frozen=True)
class Pace:
    """How long a claim holds, how often a task is tried, and the pauses between: each four times the one before."""

    lease: timedelta = timedelta(minutes=2)
    attempts: int = 8
    first_pause: timedelta = timedelta(seconds=10)
    longest_pause: timedelta = timedelta(hours=6)

    def pause(self, attempts: int) -> timedelta:
        """Return how long to wait after this many attempts have failed."""
        return self.first_pause * min(4.0 ** (attempts - 1), self.longest_pause / self.first_pause)


def claim(*, now: datetime, pace: Pace) -> Task | None:
    """Return a due task, leased to the caller, or None when nothing is due. Never blocks on another worker."""
    while True:
        with transaction.atomic():
            task = due(now).select_for_update(skip_locked=True).order_by("not_before", "id").first()
            if task is None:
                return None
            if task.attempts < pace.attempts:
                return _leased(task, now, pace)
            _bury(_unchanged(task), now, KILLED.format(attempts=task.attempts))


def finish(task: Task, *, now: datetime, effect: Effect | None) -> bool:
    """Mark the task done and commit `effect` in the same transaction; False, and no effect, when the lease was lost."""
    with transaction.atomic():
        done = _unchanged(task).update(
            state=Task.State.DONE, lease=None, leased_until=None, finished_at=now, last_error=""
        )
        if done and effect is not None:
            effect()
    return bool(done)


def fail(task: Task, *, now: datetime, error: str, pace: Pace) -> bool:
    """Let the task wait for its next attempt, or give it up after the last; False when the lease was lost."""
    with transaction.atomic():
        if task.attempts >= pace.attempts:
            return _bury(_unchanged(task), now, error)
        return bool(
            _unchanged(task).update(
                state=Task.State.WAITING,
                lease=None,
                leased_until=None,
                not_before=now + pace.pause(task.attempts),
                last_error=error[:LONGEST_ERROR],
            )
        )


def postpone(task: Task, *, now: datetime, until: datetime, why: str, effect: Effect | None) -> bool:
    """Let the task wait until its time comes, as if it had never been tried, and commit `effect` with that.

    False, and no effect, when the lease was lost.
    """
    with transaction.atomic():
        put_back = _unchanged(task).update(
            state=Task.State.WAITING,
            attempts=0,
            lease=None,
            leased_until=None,
            not_before=max(until, now),
            last_error=why[:LONGEST_ERROR],
        )
        if put_back and effect is not None:
            effect()
    return bool(put_back)


def _leased(task: Task, now: datetime, pace: Pace) -> Task | None:
    seen = _unchanged(task)
    task.state, task.attempts = Task.State.LEASED, task.attempts + 1
    task.lease, task.leased_until = uuid4(), now + pace.lease
    won = seen.update(state=task.state, attempts=task.attempts, lease=task.lease, leased_until=task.leased_until)
    return task if won else None


def _unchanged(task: Task) -> QuerySet[Task]:
    """Return the row as long as nobody claimed, finished or failed it since it was read."""
    return Task.objects.filter(pk=task.pk, state=task.state, lease=task.lease, attempts=task.attempts)


def _bury(row: QuerySet[Task], now: datetime, error: str) -> bool:
    return bool(
        row.update(
            state=Task.State.DEAD, lease=None, leased_until=None, finished_at=now, last_error=error[:LONGEST_ERROR]
        )
    )
