"""Tables of quota: rounds and what was asked for in them, lots of places granted, and every movement in the lots."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.people.models import Person


class Round(models.Model):
    """One round of an authority: which of its rulebook's rounds, the period it is in, and how much it may grant.

    Once published it stays as it was: what is asked for in its period afterwards comes into the next `batch`.
    `opens` and `closes` are the days of a notice, where the rulebook names none. `total` null: no number was set.
    `allotted` is the sum of the places its requests are to get, never over `total` (DC-014). While it is being
    published `granted_at` and `run` say since when and under which run; both stay.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "分配中"
        PUBLISHING = "publishing", "正在公布"
        PUBLISHED = "published", "已公布"

    authority = models.CharField("主管地区", max_length=40)
    code = models.CharField(max_length=40)
    first_day = models.DateField("所在期间的第一天")
    batch = models.PositiveSmallIntegerField("批次", default=1)
    opens = models.DateField("申报开始", null=True, blank=True)
    closes = models.DateField("申报截止", null=True, blank=True)
    total = models.PositiveIntegerField("总量", null=True, blank=True)
    allotted = models.PositiveIntegerField("已分配", default=0)
    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFT)
    granted_at = models.DateTimeField("公布时间", null=True, blank=True)
    run = models.CharField(max_length=40, blank=True, default="")
    scoring = models.JSONField("计分办法", default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["-first_day", "code", "-batch"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "code", "first_day", "batch"], name="round_once"),
            models.CheckConstraint(
                name="round_never_over_total", condition=Q(total__isnull=True) | Q(allotted__lte=F("total"))
            ),
            models.CheckConstraint(
                name="round_days_order",
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(closes__gte=F("opens")),
            ),
            models.CheckConstraint(
                name="round_granted_at_a_time", condition=Q(state="draft") | Q(granted_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.code} {self.first_day} {self.batch}"


class QuotaRequest(models.Model):
    """What one case asks for in a round, and the places it is to get; `places` null while nothing was decided.

    `round` null: it is not in an office's hands now, as after a return for correction.
    `again`: not the employer's first of the year (二次申报). `reason` stands where an officer decided by hand.
    `asked_back_at` and `asked_back_why`: the employer asks the office to return it for correction (CY-Q17a).
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="quota_request")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    asked = models.PositiveIntegerField("申报数量")
    again = models.BooleanField("二次申报", default=False)
    proposed = models.PositiveIntegerField("建议数量", null=True, blank=True)
    places = models.PositiveIntegerField("拟核定", null=True, blank=True)
    reason = models.CharField("调整理由", max_length=200, blank=True, default="")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_back_at = models.DateTimeField("申请退回时间", null=True, blank=True)
    asked_back_why = models.CharField("要更正什么", max_length=300, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="request_asked_back_with_words",
                condition=Q(asked_back_at__isnull=True) | ~Q(asked_back_why=""),
            )
        ]

    def __str__(self) -> str:
        return f"request {self.case_id}: {self.places}/{self.asked}"


class NamedApplicant(models.Model):
    """A person for whom an employer asks a place, named in its request (DX-010)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="named_applicants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "person"], name="named_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"


class Lot(models.Model):
    """Places granted to one employer for a span of days; never over, as a constraint.

    Counters are moved together with a Movement row; whether a lot has lapsed is asked of the day, never written.
    Its days stand; a trigger keeps anybody from extending them (CY-Q09c). `request`: what it answers, null where the
    office granted by hand; a request is answered once.
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
    request = models.OneToOneField(QuotaRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="lot")

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
    clause = models.CharField("依据", max_length=60, blank=True, default="")
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
