"""Tables of a case: the case itself, its steps through the procedure, its clocks, and what it was judged on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongju.employers.models import Employer
from gongju.people.models import Office, Person
from gongju.sealing_fields import SealedJson

from .books import ProcedureText, RulebookText


class CaseNumber(models.Model):
    """The last number given out by one authority in one year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["prefix", "year"], name="case_number_once")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.year}{self.last:07d}"


class Case(models.Model):
    """One business of a person or an employer, at a stage of its procedure.

    `answers` is {fact name: value as typed}. `due_on` is the due date of the legal clock while it runs; null when
    no clock runs; `paused_since` is set while the applicant must act. `version` grows with each save of a draft.
    `rulebook` is null until the first submission and stays the same from then on. `territorial_office` is the 属地部门
    it was handed in to last; null where it never was. `started_by` is the party that opened it; `asked_by` the login
    that asks for an employer it is not filed with.
    """

    class Outcome(models.TextChoices):
        NONE = "", "办理中"
        APPROVED = "approved", "核准"
        REFUSED = "refused", "不予受理"
        REJECTED = "rejected", "未通过"
        WITHDRAWN = "withdrawn", "已撤回"
        CLOSED = "closed", "因失效关闭"

    class Starter(models.TextChoices):
        APPLICANT = "applicant", "本人"
        AGENT = "agent", "单位"

    number = models.CharField("业务编号", max_length=20, unique=True)
    type = models.CharField(max_length=60)
    authority = models.CharField("主管地区", max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    stage = models.CharField(max_length=40)
    open = models.BooleanField(default=True)
    exclusive = models.BooleanField(default=False)
    outcome = models.CharField("结果", max_length=12, choices=Outcome, blank=True, default="")
    round = models.PositiveSmallIntegerField("提交次数", default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="asked_cases"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="assigned_cases"
    )
    territorial_office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="属地部门"
    )
    started_by = models.CharField("发起方", max_length=10, choices=Starter, default=Starter.APPLICANT)
    opened_at = models.DateTimeField("发起时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    decided_at = models.DateTimeField("办结时间", null=True, blank=True)
    due_on = models.DateField("办理期限", null=True, blank=True)
    due_provisional = models.BooleanField("期限暂定", default=False)
    paused_since = models.DateTimeField("暂停起始", null=True, blank=True)
    rulebook = models.ForeignKey(RulebookText, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    procedure = models.ForeignKey(ProcedureText, on_delete=models.PROTECT, related_name="+")
    answers = SealedJson(default=dict)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["authority", "open", "stage", "due_on"], name="case_work_list"),
            models.Index(fields=["employer", "open", "opened_at"], name="case_by_employer"),
            models.Index(fields=["person", "open", "opened_at"], name="case_by_person"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(open=True, exclusive=True), name="one_open_exclusive_case"
            ),
            models.UniqueConstraint(
                fields=["employer", "type"],
                condition=Q(open=True, person__isnull=True, asked_by__isnull=True),
                name="one_open_case_of_a_type_per_employer",
            ),
            models.UniqueConstraint(fields=["asked_by"], condition=Q(open=True), name="one_open_case_asked_by_a_login"),
            models.CheckConstraint(
                name="case_of_someone", condition=Q(person__isnull=False) | Q(employer__isnull=False)
            ),
            models.CheckConstraint(
                name="case_open_or_decided",
                condition=Q(open=True, outcome="") | (Q(open=False, decided_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="case_submitted_has_rulebook",
                condition=Q(submitted_at__isnull=True) | Q(rulebook__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Step(models.Model):
    """One move of a case from stage to stage: what the timeline shows; `acknowledged`: the cautions told before it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    name = models.CharField(max_length=60)
    from_stage = models.CharField(max_length=40)
    to_stage = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    acknowledged = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class Interval(models.Model):
    """A stretch in which a legal clock of a case ran; `stopped_at` null while it runs."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="intervals")
    clock = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField("开始计时的原因", max_length=120, blank=True, default="")
    stopped_why = models.CharField("停止计时的原因", max_length=120, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["started_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "clock"], condition=Q(stopped_at__isnull=True), name="one_running_interval"
            ),
            models.CheckConstraint(
                name="interval_order",
                condition=Q(stopped_at__isnull=True) | Q(stopped_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.started_at:%F}"


class Snapshot(models.Model):
    """What was known when the case was handed in: facts with sources, the profile, the employer's particulars."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="snapshots")
    at = models.DateTimeField()
    round = models.PositiveSmallIntegerField()
    facts = SealedJson(default=list)
    profile = SealedJson(default=dict)
    employer = SealedJson(default=dict)

    class Meta:
        ordering: ClassVar = ["round"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "round"], name="snapshot_once_a_round")]

    def __str__(self) -> str:
        return f"{self.case_id} round {self.round}"


class VerdictKept(models.Model):
    """A verdict as it was given, with the facts it saw; shown from here, never recomputed to be shown."""

    class Moment(models.TextChoices):
        SUBMISSION = "submission", "提交时"
        ACCEPTANCE = "acceptance", "受理时"
        APPROVAL = "approval", "核准时"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="verdicts")
    at = models.DateTimeField()
    moment = models.CharField(max_length=12, choices=Moment)
    edition_digest = models.CharField(max_length=64)
    facts = SealedJson(default=list)
    verdict = SealedJson(default=dict)
    outcome = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.moment}: {self.outcome}"
