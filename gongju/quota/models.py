"""Tables of quota: lots of places an authority granted to an employer, and every movement in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongju.casework.models import Case
from gongju.employers.models import Employer


class Lot(models.Model):
    """Places granted to one employer for a span of days; never over, as a constraint.

    Counters are moved together with a Movement row; whether a lot has lapsed is asked of the day, never written.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="lots")
    authority = models.CharField("主管地区", max_length=40)
    granted = models.PositiveIntegerField("核定")
    reserved = models.PositiveIntegerField("占用", default=0)
    used = models.PositiveIntegerField("已用", default=0)
    first_day = models.DateField("起始日期")
    last_day = models.DateField("截止日期")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["last_day", "pk"]
        indexes: ClassVar = [models.Index(fields=["employer", "authority", "last_day"], name="lot_by_employer")]
        constraints: ClassVar = [
            models.CheckConstraint(name="lot_never_over", condition=Q(granted__gte=F("reserved") + F("used"))),
            models.CheckConstraint(name="lot_days_order", condition=Q(last_day__gte=F("first_day"))),
        ]

    def __str__(self) -> str:
        return f"lot {self.pk}: {self.reserved + self.used}/{self.granted}"


class Movement(models.Model):
    """One movement of places in a lot; append-only (trigger). The sum of movements equals the counters.

    granted: +count granted. reserved: +count reserved. used: reserved → used. released: −count reserved.
    returned: −count granted (places the employer gives back to the authority).
    """

    class Kind(models.TextChoices):
        GRANTED = "granted", "核定"
        RESERVED = "reserved", "占用"
        USED = "used", "使用"
        RELEASED = "released", "释放"
        RETURNED = "returned", "退回"

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=Kind)
    count = models.PositiveIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="quota_movements")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="movement_counts_something", condition=Q(count__gte=1)),
            models.CheckConstraint(
                name="movement_for_a_case",
                condition=~Q(kind__in=["reserved", "used", "released"]) | Q(case__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"lot {self.lot_id}: {self.kind} {self.count}"
