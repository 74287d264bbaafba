"""Tables of what is handed in to a case and what officers found in it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongju.sealing_fields import SealedJson

from .case import Case


class HandedIn(models.Model):
    """One file version handed in as one material; taken back when `removed_at` is set.

    `original_on`: the day on which the paper itself came to the office it is brought to (DX-169, AMB-91).
    """

    class State(models.TextChoices):
        PENDING = "pending", "待核验"
        FIT = "fit", "符合"
        UNFIT = "unfit", "不符合"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handed_in")
    material = models.CharField(max_length=60)
    version = models.ForeignKey("documents.Version", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    remark = models.CharField("说明", max_length=400, blank=True, default="")
    removed_at = models.DateTimeField(null=True, blank=True)
    original_on = models.DateField("纸质原件收到日期", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["material", "at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "material", "version"], condition=Q(removed_at__isnull=True), name="handed_in_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.material}"


class Finding(models.Model):
    """One fault an officer found; open until `resolved_at`. `page` is 1-based, null when it names no page."""

    class About(models.TextChoices):
        CRITERION = "criterion", "条件"
        MATERIAL = "material", "材料"
        FIELD = "field", "填写内容"

    class Fault(models.TextChoices):
        INCORRECT = "incorrect", "有误"
        INCOMPLETE = "incomplete", "不全"
        OUT_OF_DATE = "out_of_date", "过期"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    round = models.PositiveSmallIntegerField()
    about_kind = models.CharField(max_length=10, choices=About)
    about = models.CharField(max_length=80)
    fault = models.CharField(max_length=12, choices=Fault)
    text = models.CharField("问题", max_length=600)
    clause = models.CharField("依据", max_length=120, blank=True, default="")
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["round", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.about}"


class Correction(models.Model):
    """一次性告知: all faults of a round sent back at once, answered when the case is handed in again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    round = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("已提醒次数", default=0)

    class Meta:
        ordering: ClassVar = ["round"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "round"], name="correction_once_a_round")]

    def __str__(self) -> str:
        return f"{self.case_id} round {self.round}"


class Expedite(models.Model):
    """加急: by which day a child's school needs the permit decided, and why; it shortens no term (DC-195, DC-198)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="expedite")
    needed_by = models.DateField("需要办结之日")
    ground = models.CharField("加急依据", max_length=400)
    asked_at = models.DateTimeField("申请时间")

    def __str__(self) -> str:
        return f"{self.case_id} by {self.needed_by}"


class Waiver(models.Model):
    """An officer's decision that a soft criterion need not hold, with the reason.

    `facts`: what the criterion looked at then, {name: content or None}; {} where it looks at nothing, or was decided
    before this was kept.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waivers")
    criterion = models.CharField(max_length=60)
    reason = models.TextField("理由")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    facts = SealedJson("认定时的情况", default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "criterion"], name="waiver_once"),
            models.CheckConstraint(name="waiver_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.criterion}"
