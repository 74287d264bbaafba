"""Reading the outbox: how much waits, and what has died."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from gongju.outbox.models import Task


def counts() -> dict[str, int]:
    """Return the number of tasks by state; every state is named, also with 0."""
    found = dict(Task.objects.values_list("state").annotate(Count("id")))
    return {state: found.get(state, 0) for state in Task.State.values}


def dead() -> QuerySet[Task]:
    """Return the tasks that were given up, the latest first."""
    return Task.objects.filter(state=Task.State.DEAD).order_by("-finished_at", "-id")


def due(now: datetime) -> QuerySet[Task]:
    """Return what a worker may claim: waiting and its time has come, or left behind by a worker whose lease ran out."""
    return Task.objects.filter(
        Q(state=Task.State.WAITING, not_before__lte=now) | Q(state=Task.State.LEASED, leased_until__lt=now)
    )
