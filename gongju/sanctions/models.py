"""Tables of supervision: decisions in the register with what follows from them, and spot checks with their samples."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongju.employers.models import Agent, Employer
from gongju.people.models import Person
from gongju.permits.models import Permit


class Sanction(models.Model):
    """One decision, made by people, about exactly one person, employer or agent; the day tells whether it is in force.

    `bars` and `read_only` are what follows, as the kind said when it was entered. `until` null: until lifted.
    """

    authority = models.CharField("作出决定的机关", max_length=40)
    kind = models.CharField("种类", max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="sanctions")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="sanctions")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="sanctions")
    ground = models.CharField("事由", max_length=600)
    evidence = models.CharField("证据", max_length=600)
    decision = models.CharField("决定文号", max_length=80)
    bars = models.JSONField(default=list, blank=True)
    read_only = models.BooleanField(default=False)
    first_day = models.DateField("起始日期")
    until = models.DateField("截止日期", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")
    lifted_on = models.DateField("解除日期", null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lift_reason = models.CharField("解除理由", max_length=600, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-first_day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sanction_of_one",
                condition=Q(person__isnull=False, employer__isnull=True, agent__isnull=True)
                | Q(person__isnull=True, employer__isnull=False, agent__isnull=True)
                | Q(person__isnull=True, employer__isnull=True, agent__isnull=False),
            ),
            models.CheckConstraint(
                name="sanction_days_order", condition=Q(until__isnull=True) | Q(until__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="sanction_lifted_by_somebody",
                condition=Q(lifted_on__isnull=True)
                | (Q(lifted_by__isnull=False, lifted_on__gte=F("first_day")) & ~Q(lift_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_day}"


class SpotCheck(models.Model):
    """抽查: a random sample of the permits valid in a district on a day; by its `seed` anybody can draw it again."""

    authority = models.CharField("主管地区", max_length=40)
    title = models.CharField("名称", max_length=120)
    drawn_on = models.DateField("抽取日期")
    seed = models.BigIntegerField()
    population = models.PositiveIntegerField("范围内的证件数")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-drawn_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Checked(models.Model):
    """One permit of a sample: what was found, what is done about it, and the decision it led to, if any."""

    class Result(models.TextChoices):
        WAITING = "waiting", "待检查"
        FINE = "fine", "没有问题"
        PROBLEM = "problem", "有问题"
        UNCOOPERATIVE = "uncooperative", "不配合检查"

    check_of = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="items")
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    result = models.CharField("结果", max_length=14, choices=Result, default=Result.WAITING)
    note = models.CharField("检查情况", max_length=600, blank=True, default="")
    follow_up = models.CharField("后续处理", max_length=600, blank=True, default="")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)
    sanction = models.ForeignKey(Sanction, on_delete=models.PROTECT, null=True, blank=True, related_name="found_by")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_of", "permit"], name="checked_once"),
            models.CheckConstraint(
                name="checked_by_somebody", condition=Q(result="waiting") | Q(checked_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_of_id}: {self.permit_id} {self.result}"
