"""Tables of enquiries: a question with its answer, answers kept ready, and help entries made in the running system."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongju.employers.models import Employer
from gongju.people.models import Person
from gongju.sealing_fields import SealedText


class Enquiry(models.Model):
    """业务咨询: one question to the office of a district, by whom and how to reach them; answered once, it stays.

    `token` is the unguessable part of the address at which a visitor reads the answer. `person` and `employer` are
    null for a visitor.
    """

    class Channel(models.TextChoices):
        WEB = "web", "网上"
        MAIL = "mail", "来信"
        PHONE = "phone", "电话"

    token = models.CharField(max_length=40, unique=True)
    authority = models.CharField("区", max_length=40)
    channel = models.CharField("途径", max_length=6, choices=Channel, default=Channel.WEB)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="enquiries")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="enquiries")
    name = SealedText("称呼", blank=True, default="")
    phone = SealedText("电话", blank=True, default="")
    topic = models.CharField("事项", max_length=40)
    text = models.TextField("问题")
    at = models.DateTimeField("提问时间")
    answer = models.TextField("回答", blank=True, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("回答时间", null=True, blank=True)
    forgotten_at = models.DateTimeField("清除联系方式的时间", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["authority", "answered_at", "at"], name="enquiry_desk")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="enquiry_answered_by_somebody",
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(name="enquiry_of_one", condition=Q(person__isnull=True) | Q(employer__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.topic} {self.at:%F}"


class CannedAnswer(models.Model):
    """An answer kept ready by an office; what is sent is a copy that the officer has read and may have changed."""

    authority = models.CharField("区", max_length=40)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("回答")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["authority", "title"], name="canned_answer_once")]

    def __str__(self) -> str:
        return self.title


class HelpEntry(models.Model):
    """A help entry made in the running system, shown beside the files; withdrawn when `withdrawn_at` is set."""

    topic = models.SlugField("地址", max_length=60, unique=True)
    authority = models.CharField("区", max_length=40, blank=True, default="")
    question = models.CharField("问题", max_length=120)
    part = models.CharField("栏目", max_length=40)
    text = models.TextField("回答")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("发布时间")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.question


class AskedCount(models.Model):
    """How many questions one network address sent within one hour; the address is kept as a digest only."""

    asker = models.CharField(max_length=80)
    hour = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["asker", "hour"], name="asked_count_once")]

    def __str__(self) -> str:
        return f"{self.hour:%F %H}: {self.asked}"
