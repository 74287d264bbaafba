"""The table of work to be done later, written in the transaction that wants it done."""

from typing import Any

from django.db import models
from django.db.models import Q


class Task(models.Model):
    """One piece of work. `attempts` counts claims, `lease` names the claim that may finish it."""

    class State(models.TextChoices):
        WAITING = "waiting", "待办"
        LEASED = "leased", "办理中"
        DONE = "done", "已完成"
        DEAD = "dead", "已停止"

    kind = models.CharField(max_length=60)
    payload: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    dedup_key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(state="waiting"), name="task_waiting"),
            models.Index(fields=["leased_until"], condition=Q(state="leased"), name="task_leased"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="leased", lease__isnull=False, leased_until__isnull=False)
                | (~Q(state="leased") & Q(lease__isnull=True, leased_until__isnull=True)),
                name="task_lease_while_leased",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dedup_key}"
