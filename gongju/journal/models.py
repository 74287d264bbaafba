"""Tables of the journal: entries, their links into the chains of subjects, and the head of each chain."""

from typing import Any

from django.db import models
from django.db.models import Q

from gongju.journal.refs import ActorKind, SubjectKind


def choices(kinds: type[SubjectKind] | type[ActorKind]) -> list[tuple[str, str]]:
    """Return the kinds as Django wants choices."""
    return [(str(kind), str(kind)) for kind in kinds]


class Entry(models.Model):
    """One action: who, when, what, why. Rows are only ever added (triggers)."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10, choices=choices(ActorKind))
    actor_id = models.CharField(max_length=64)
    action = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    data: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    run = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="entry_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class Once(models.Model):
    """What is told or done only once, by its key; whoever makes the row does it."""

    key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Link(models.Model):
    """An entry's place in the chain of one subject: the hash covers the entry and the hash before it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="links")
    subject_kind = models.CharField(max_length=20, choices=choices(SubjectKind))
    subject_id = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "sequence"], name="link_once_per_place"),
            models.UniqueConstraint(fields=["entry", "subject_kind", "subject_id"], name="link_once_per_entry"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="link_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} #{self.sequence}"


class Head(models.Model):
    """Where a subject's chain ends. Writers queue on this row, and a chain cut short no longer fits it."""

    subject_kind = models.CharField(max_length=20, choices=choices(SubjectKind))
    subject_id = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="head_once_per_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} #{self.sequence}"
