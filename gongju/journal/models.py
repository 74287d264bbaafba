"""Tables of the journal: entries, their links into the chains of subjects, chain heads, and each day's signed root."""

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
    """What is told only once: its key, and the entry that tells it and names the key too. Rows are only ever added."""

    key = models.CharField(max_length=160, unique=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="once")

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


class DayRoot(models.Model):
    """The root over everything that was recorded up to the end of one day, signed where there is a key.

    Each names the one before it, so that none can be taken out from between. Rows are only ever added (triggers).
    """

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField(unique=True)
    sealed_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    merkle = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    key_id = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"#{self.number} {self.day}"


class Leaf(models.Model):
    """One link of an entry (or an entry without any) under a day's root; `salt` keeps what a receipt does not show."""

    root = models.ForeignKey(DayRoot, on_delete=models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="leaves")
    link = models.OneToOneField(Link, on_delete=models.PROTECT, null=True, blank=True, related_name="leaf")
    salt = models.CharField(max_length=32)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root", "position"], name="leaf_once_per_position"),
            models.UniqueConstraint(fields=["entry"], condition=Q(link__isnull=True), name="leaf_once_per_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.root_id}/{self.position}"
