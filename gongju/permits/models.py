"""Tables of permits: what was approved, the events of its life, and the confirmations printed of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.people.models import Person
from gongju.sealing_fields import SealedJson


class PermitNumber(models.Model):
    """The last permit number given out by one authority in one year."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["prefix", "year"], name="permit_number_once")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.year}{self.last:06d}"


class Permit(models.Model):
    """One 工作居住证. Its columns hold what only events change; the state on a day is asked of `state`.

    `children` is a list of {name, identity_kind, identity_number, birth} as approved. `frozen_until` null while
    frozen means until lifted. `renewing_until` is set only where a rulebook lets an accepted renewal run past the
    last day (DC-162). `retired_on` is the day from which it has lapsed because its holder retired (CY-Q83).
    `imported_at`: it comes from the former system, and no case of this one issued it (DC-045).
    """

    number = models.CharField("证件编号", max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="permits")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="permits")
    authority = models.CharField("主管地区", max_length=40)
    first_day = models.DateField("有效期起")
    last_day = models.DateField("有效期止")
    issued_by = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_permit"
    )
    imported_at = models.DateTimeField("导入时间", null=True, blank=True)
    suspended_since = models.DateField("挂起日期", null=True, blank=True)
    frozen_from = models.DateField("冻结起始", null=True, blank=True)
    frozen_until = models.DateField("冻结截止", null=True, blank=True)
    renewing_until = models.DateField("续签审核截止", null=True, blank=True)
    retired_on = models.DateField("退休失效日期", null=True, blank=True)
    cancelled_on = models.DateField("注销日期", null=True, blank=True)
    children = SealedJson(default=list)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["employer", "last_day"], name="permit_by_employer"),
            models.Index(fields=["authority", "last_day"], name="permit_by_authority"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="permit_days_order", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="permit_freeze_order",
                condition=Q(frozen_until__isnull=True)
                | Q(frozen_from__isnull=False, frozen_until__gte=F("frozen_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def issuing_case(self) -> Case:
        """The case that issued it. LookupError for one of the former system."""
        if self.issued_by is None:
            raise LookupError(f"permit {self.number} was imported: no case issued it")
        return self.issued_by


class Particulars(models.Model):
    """What an approval took over from the profile, kept as it was then: {part: content}, of what a permit keeps.

    The newest row of a permit counts; the earlier ones tell under which name or address older papers were right.
    """

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="particulars")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField("核准时间")
    content = SealedJson(default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.permit_id} {self.at:%F}"


class PermitEvent(models.Model):
    """One thing that happened to a permit, on a day; `data` holds days and keys, no personal data.

    They stand in the order in which they were written down, in which each counts: a freeze that begins next month may
    be lifted today.
    """

    class Kind(models.TextChoices):
        ISSUED = "issued", "核发"
        RENEWED = "renewed", "续签"
        RENEWAL_ACCEPTED = "renewal_accepted", "续签受理"
        SUSPENDED = "suspended", "挂起"
        RESUMED = "resumed", "恢复有效"
        FROZEN = "frozen", "冻结"
        UNFROZEN = "unfrozen", "解冻"
        CHANGED = "changed", "信息变更"
        REISSUED = "reissued", "重新出具确认单"
        RETIRED = "retired", "退休，证件失效"
        CANCELLED = "cancelled", "注销"

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    on = models.DateField()
    at = models.DateTimeField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.permit_id}: {self.kind} {self.on}"


class Confirmation(models.Model):
    """One printed 确认单; its token is the unguessable part of the address in the QR code, `claim` the signed part."""

    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="confirmations")
    token = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField("出具时间")
    void_at = models.DateTimeField("作废时间", null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    claim = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-issued_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["permit"], condition=Q(void_at__isnull=True), name="one_live_confirmation")
        ]

    def __str__(self) -> str:
        return f"{self.permit_id} {self.issued_at:%F}"


class VerifyingOffice(models.Model):
    """用证部门: another office that asks by a key of its own whether a permit is in force (LF-01).

    The key itself is nowhere here, `key_digest` is its SHA-256. `purpose`: on what ground and for what it asks.
    """

    name = models.CharField("部门", max_length=80)
    purpose = models.CharField("依据和用途", max_length=300)
    key_digest = models.CharField(max_length=64, unique=True)
    an_hour = models.PositiveIntegerField("每小时次数")
    admitted_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], condition=Q(ended_at__isnull=True), name="verifying_office_once")
        ]

    def __str__(self) -> str:
        return self.name


class LookUps(models.Model):
    """How often one network address or 用证部门 asked for a permit within one hour; who it is, as a digest only."""

    asker = models.CharField(max_length=80)
    hour = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["asker", "hour"], name="look_ups_once_an_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%F %H}: {self.asked}"
