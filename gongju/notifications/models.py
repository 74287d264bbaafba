"""The table of messages: one for each recipient and journal entry."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gongju.employers.models import Employer
from gongju.journal.models import Entry
from gongju.people.models import Person


class Message(models.Model):
    """What a person, or the agents of an employer, were told of one event; `read_at` null until opened."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="messages")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, null=True, related_name="messages")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=80)
    case_number = models.CharField("业务编号", max_length=20, blank=True, default="")
    title = models.CharField("标题", max_length=120)
    text = models.TextField("内容")
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="message_of_person"),
            models.Index(fields=["employer", "-at"], name="message_of_employer"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "entry"], condition=Q(person__isnull=False), name="message_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["employer", "entry"], condition=Q(employer__isnull=False), name="message_once_an_employer"
            ),
            models.CheckConstraint(
                name="message_has_one_recipient",
                condition=Q(person__isnull=True, employer__isnull=False)
                | Q(person__isnull=False, employer__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.entry_id}"
