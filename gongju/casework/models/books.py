"""Tables of the books: each loaded rulebook and procedure with its text and digest, and the calendar."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RulebookText(models.Model):
    """One edition of one authority's rulebook as loaded; never changed, never deleted (trigger).

    `sources` is {path: text} of every file the edition was read from (itself, what it extends, the tables of
    facts), so that a case can be judged again by this row alone. A corrected reading of the same edition is a
    new row with another digest; cases keep the row they were first handed in under.
    """

    authority = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    sources = models.JSONField()
    in_force = models.DateField()
    until = models.DateField(null=True, blank=True)
    loaded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["authority", "in_force"], name="rulebook_in_force")]

    def __str__(self) -> str:
        return f"{self.authority} {self.edition}"


class ProcedureText(models.Model):
    """One edition of a procedure file as loaded; never changed, never deleted (trigger)."""

    type = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    loaded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["type", "edition"], name="procedure_by_type")]

    def __str__(self) -> str:
        return f"{self.type} {self.edition}"


class CalendarDay(models.Model):
    """A day an office has set from the yearly notice; it overrides the library's calendar."""

    day = models.DateField("日期", primary_key=True)
    working = models.BooleanField("是否工作日")
    note = models.CharField("说明", max_length=80, blank=True, default="")
    document = models.CharField("通知文号", max_length=80, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {'班' if self.working else '休'}"
