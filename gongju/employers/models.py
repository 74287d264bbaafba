"""Tables of employers: particulars, access per authority, agents, and employments (单位关联)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongju.people.models import Office, Person
from gongju.sealing_fields import SealedJson, SealedText


class Employer(models.Model):
    """One 聘用单位, known by its unified social credit code; `authority` is the district it handles business in.

    `territorial_office` is the 属地部门 of the place it stands in, where the district has such offices.
    """

    name = models.CharField("单位名称", max_length=120, db_index=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True)
    authority = models.CharField("主管地区", max_length=40, db_index=True, blank=True, default="")
    territorial_office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="employers", verbose_name="属地部门"
    )
    link_code = models.CharField("单位关联码", max_length=12, unique=True)
    closed = models.BooleanField("已停用", default=False)

    def __str__(self) -> str:
        return self.name


class EmployerPart(models.Model):
    """One part of 单位信息 as last typed (forms/employer.toml); shapes as in ProfilePart."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=30)
    content = SealedJson(default=dict)
    faults = models.JSONField(default=list, blank=True)
    missing = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["employer", "part"], name="employer_part_once")]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.part}"


class FormerName(models.Model):
    """A name the employer bore until a day; kept so that old papers can be matched."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField("曾用名", max_length=120, db_index=True)
    until = models.DateField("停用日期")
    case_number = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["-until"]

    def __str__(self) -> str:
        return self.name


class ProposedChange(models.Model):
    """Particulars as the employer wants them from a case on: {field: typed} of `proposals.form()`; not yet approved."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="proposed_changes")
    case_number = models.CharField(max_length=20, unique=True)
    content = SealedJson(default=dict)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.case_number}"


class EmployerTag(models.Model):
    """A standing that an authority, not the employer, says (区重点企业 …)."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="tags")
    authority = models.CharField(max_length=40)
    tag = models.CharField("认定", max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "authority", "tag"], name="employer_tag_once")
        ]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.tag}"


class EmployerAccess(models.Model):
    """Whether an employer may do business in one district (业务办理权限); what was decided about it: `sanctions`."""

    class State(models.TextChoices):
        OPEN = "open", "已开通"
        RESTRICTED = "restricted", "受限"
        CLOSED = "closed", "未开通"

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="accesses")
    authority = models.CharField("主管地区", max_length=40)
    state = models.CharField("状态", max_length=12, choices=State)
    since = models.DateField("起始日期")
    case_number = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "authority"], name="employer_access_once"),
            models.CheckConstraint(
                name="employer_access_state", condition=Q(state__in=["open", "restricted", "closed"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.authority} {self.state}"


class Agent(models.Model):
    """A filed handler (经办人) of an employer; a login acts for one employer at a time."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="agents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agencies")
    active = models.BooleanField("在用", default=True)
    name = models.CharField("姓名", max_length=60)
    phone = SealedText("手机号码", blank=True, default="")
    filed_on = models.DateField("备案日期", null=True, blank=True)
    ended_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "user"], name="agent_once"),
            models.UniqueConstraint(fields=["user"], condition=Q(active=True), name="agent_of_one_employer"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id}: {self.user_id}"


class Employment(models.Model):
    """单位关联 of a person and an employer: asked for, confirmed with a contract, ended by release.

    `contract_to` null means an open-ended contract; `contract_document_id` is a key of documents.Document.
    `leaving` is why it ended ("" where nobody said), `leaving_document_id` the paper that came with the release.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", "待单位确认"
        CONFIRMED = "confirmed", "已关联"
        REFUSED = "refused", "单位未通过"
        WITHDRAWN = "withdrawn", "已撤回"
        ENDED = "ended", "已解除"

    class Leaving(models.TextChoices):
        """Why an employment ends, in the words of the form (CY-Q62, CY-Q73a, CY-Q79, CY-Q83, CY-Q86a, SC-28)."""

        LEFT = "left", "离职"
        TRANSFERRED = "transferred", "集团内部调动"
        RETIRED = "retired", "退休"
        SETTLED = "settled", "已取得北京户籍"
        EXPIRED = "expired", "证件已失效"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="employments")
    state = models.CharField("状态", max_length=12, choices=State, default=State.REQUESTED)
    post = models.CharField("岗位", max_length=60, blank=True, default="")
    post_kind = models.CharField("岗位类别", max_length=40, blank=True, default="")
    kind = models.CharField("合同类型", max_length=40, blank=True, default="")
    employed_from = models.DateField("入职日期", null=True, blank=True)
    contract_from = models.DateField("合同起始日期", null=True, blank=True)
    contract_to = models.DateField("合同终止日期", null=True, blank=True)
    contract_document_id = models.UUIDField(null=True, blank=True)
    requested_at = models.DateTimeField("申请时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    ended_on = models.DateField("离职日期", null=True, blank=True)
    end_reason = models.CharField("原因", max_length=200, blank=True, default="")
    leaving = models.CharField("解除关联的原因", max_length=12, choices=Leaving, blank=True, default="")
    leaving_document_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["employer", "state"], name="employment_by_employer")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="confirmed"), name="one_confirmed_employment"),
            models.UniqueConstraint(
                fields=["person", "employer"], condition=Q(state="requested"), name="one_requested_employment"
            ),
            models.CheckConstraint(
                name="employment_contract_order",
                condition=Q(contract_to__isnull=True) | Q(contract_to__gte=F("contract_from")),
            ),
            models.CheckConstraint(
                name="employment_confirmed_has_contract",
                condition=~Q(state="confirmed")
                | Q(confirmed_at__isnull=False, contract_from__isnull=False, employed_from__isnull=False),
            ),
            models.CheckConstraint(
                name="employment_ended_has_day", condition=~Q(state="ended") | Q(ended_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.employer_id}: {self.state}"


class ReleaseRequest(models.Model):
    """A person asks the district to end an employment that the employer does not release, with the leaving certificate.

    `document_id` is a key of documents.Document. One waits at a time; an answer is final for that request.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待办理"
        RELEASED = "released", "已解除"
        REFUSED = "refused", "未予解除"
        SETTLED = "settled", "单位已解除"

    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="release_requests")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField("申请时间")
    left_on = models.DateField("离职日期")
    note = models.CharField("说明", max_length=300, blank=True, default="")
    document_id = models.UUIDField("离职证明")
    decided_at = models.DateTimeField("办结时间", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField("理由", max_length=300, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employment"], condition=Q(state="waiting"), name="one_waiting_release_request"
            ),
            models.CheckConstraint(
                name="release_request_decided",
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employment_id}: {self.state}"
