"""Tables of people: offices, persons, logins with their staff roles, and the parts of a profile."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from gongju.sealing_fields import DigestOf, SealedJson, SealedText


class Office(models.Model):
    """One authority's office; rows are made from the contacts of the rulebooks, never from code."""

    class Kind(models.TextChoices):
        DISTRICT = "district", "区人力社保局"
        TERRITORIAL = "territorial", "属地部门"
        CITY = "city", "市级部门"

    code = models.CharField("编码", max_length=80, unique=True)
    authority = models.CharField("主管地区", max_length=40, db_index=True)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    address = models.CharField("地址", max_length=200, blank=True)
    phones = models.JSONField("电话", default=list, blank=True)
    hours = models.CharField("办公时间", max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["authority", "kind", "code"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A human being known by one identity document; the number is sealed, its digest is searched."""

    name = models.CharField("姓名", max_length=60, db_index=True)
    identity_kind = models.CharField("证件类型", max_length=40)
    identity_number = SealedText("证件号码")
    identity_digest = DigestOf("identity_number", unique=True)
    phone = SealedText("手机号码", blank=True, default="")
    phone_digest = DigestOf("phone", db_index=True)
    sex = models.CharField("性别", max_length=4, blank=True, default="")
    birth = models.DateField("出生日期", null=True, blank=True)

    def __str__(self) -> str:
        return f"person {self.pk}"


class User(AbstractUser):
    """A login, linked to the issuer and subject of a sign-in provider; the username is opaque."""

    class Kind(models.TextChoices):
        PERSON = "person", "个人"
        AGENT = "agent", "单位经办人"
        STAFF = "staff", "工作人员"

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.PERSON)
    display_name = models.CharField("显示名", max_length=60, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="users")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="users")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="user_office_for_staff_alone",
                condition=models.Q(office__isnull=True) | models.Q(kind="staff"),
            ),
            models.CheckConstraint(
                name="user_staff_is_no_applicant",
                condition=models.Q(person__isnull=True) | ~models.Q(kind="staff"),
            ),
        ]

    def get_full_name(self) -> str:
        """The name that pages show."""
        return self.display_name or self.username

    def get_short_name(self) -> str:
        """The name that pages show where room is short."""
        return self.get_full_name()


class StaffRole(models.Model):
    """What a member of staff may do in the office the login belongs to."""

    class Role(models.TextChoices):
        DISTRICT_ACCEPT = "district.accept", "区受理"
        DISTRICT_REVIEW = "district.review", "区审核"
        DISTRICT_APPROVE = "district.approve", "区复核"
        DISTRICT_QUOTA = "district.quota", "区指标"
        DISTRICT_ENQUIRIES = "district.enquiries", "区咨询"
        CITY_READ = "city.read", "市级查阅"
        CITY_APPROVE = "city.approve", "市级核准"
        TERRITORIAL_REVIEW = "territorial.review", "属地初审"
        OPERATOR = "operator", "系统管理员"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_roles")
    role = models.CharField("角色", max_length=30, choices=Role)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "role"], name="staff_role_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class ProfilePart(models.Model):
    """One part of 完善信息 as last typed; wrong entries are kept too, their faults beside them.

    `content` is {field: text or list} for a single part, a list of such for a repeated one (forms/profile.toml).
    `faults` is [{"field", "row", "message"}]; `missing` is [{"field", "row"}], the required fields still empty.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="profile_parts")
    part = models.CharField(max_length=30)
    content = SealedJson(default=dict)
    faults = models.JSONField(default=list, blank=True)
    missing = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "part"], name="profile_part_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.part}"


class SignIn(models.Model):
    """How a provider knows a login: by issuer and subject alone."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issuer", "subject"], name="sign_in_once")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.issuer}"
