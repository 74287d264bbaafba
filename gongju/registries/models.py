"""Tables of comparisons: what was asked of an office and what it said, how offices do, what was checked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongju.people.models import User
from gongju.registries.office import EMPLOYER, PERSON, Compared, Known, Level
from gongju.registries.offices import OFFICES
from gongju.sealing_fields import SealedJson


class Comparison(models.Model):
    """One question to one office about one person or employer, and its answer. Sealed, but for how it came out.

    `level` is empty until the first try; UNAVAILABLE is followed by further tries (`tries`, `tried_at`). A question
    that was asked anew is no longer `current`. `source`: the gateway that answered.
    """

    about = models.CharField(max_length=8, choices=[(PERSON, "个人"), (EMPLOYER, "单位")])
    about_id = models.PositiveBigIntegerField()
    office = models.CharField(max_length=20)
    current = models.BooleanField(default=True)
    asked_at = models.DateTimeField()
    question_digest = models.CharField(max_length=64)
    key = SealedJson(default=dict)
    claims = SealedJson(default=dict)
    level = models.CharField(max_length=12, choices=Level, blank=True, default="")
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True, default="")
    record = SealedJson(default=dict)
    items = SealedJson(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about", "about_id", "office"], condition=Q(current=True), name="one_current_comparison"
            ),
            models.CheckConstraint(
                name="comparison_answered",
                condition=Q(answered_at__isnull=True, level__in=["", Level.UNAVAILABLE])
                | (Q(answered_at__isnull=False) & ~Q(level__in=["", Level.UNAVAILABLE])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.about}:{self.about_id} {self.level}"

    @property
    def title(self) -> str:
        """The office in words."""
        return OFFICES[self.office].title

    @property
    def compared(self) -> tuple[Compared, ...]:
        """The items side by side."""
        return tuple(Compared(**one) for one in self.items)

    @property
    def known(self) -> Known:
        """What it is for whoever asks what can be known from it."""
        record: Mapping[str, object] = self.record
        return Known(level=self.level, claims=self.claims, record=record, items=self.compared)


class OfficeState(models.Model):
    """How an office's gateway does: after several failures in a row it is left alone until `shut_until`."""

    office = models.CharField(max_length=20, unique=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    shut_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.office}: {self.failures} failures"


class HandCheck(models.Model):
    """An officer looked into one comparison of a case by hand and lets what is stated stand; `level` as it was then."""

    case_number = models.CharField(max_length=20, db_index=True)
    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, related_name="hand_checks")
    level = models.CharField(max_length=12, choices=Level, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_number} {self.level}"
