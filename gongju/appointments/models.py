"""Tables of appointments: the slots an office has opened, and the booking of each case and round."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gongju.casework.models import Case


class Slot(models.Model):
    """A stretch of one working day in which an office takes up to `capacity` cases in; never more, as a constraint.

    `booked` is moved together with the bookings. `closed_why` tells why nothing more may be booked; "" while open.
    """

    authority = models.CharField("主管地区", max_length=40)
    day = models.DateField("日期")
    starts = models.TimeField("开始时间")
    ends = models.TimeField("结束时间")
    capacity = models.PositiveSmallIntegerField("可约件数")
    booked = models.PositiveSmallIntegerField("已约件数", default=0)
    closed_why = models.CharField("停约原因", max_length=120, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["day", "starts", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "day", "starts"], name="slot_once"),
            models.CheckConstraint(name="slot_never_over", condition=Q(capacity__gte=F("booked"))),
            models.CheckConstraint(name="slot_hours_order", condition=Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.day} {self.starts:%H:%M}: {self.booked}/{self.capacity}"

    @property
    def left(self) -> int:
        """How many more it takes."""
        return 0 if self.closed_why else self.capacity - self.booked

    @property
    def hours(self) -> str:
        """The stretch as people read it: 09:00—11:30."""
        return f"{self.starts:%H:%M}—{self.ends:%H:%M}"


class Booking(models.Model):
    """The appointment of a case in one round of submission. One that is held counts in its slot; a cancelled one not.

    kept: the office saw to the case. missed: the office waited and the employer was not there.
    """

    class State(models.TextChoices):
        BOOKED = "booked", "已预约"
        KEPT = "kept", "已办理"
        CANCELLED = "cancelled", "已取消"
        MISSED = "missed", "未按约办理"

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bookings")
    round = models.PositiveSmallIntegerField("提交次数")
    state = models.CharField("状态", max_length=10, choices=State, default=State.BOOKED)
    reason = models.CharField("原因", max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("预约时间")

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["case", "round", "state"], name="booking_of_case")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="booked"), name="one_booking_held"),
            models.UniqueConstraint(fields=["case", "round"], condition=Q(state="kept"), name="one_kept_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} round {self.round}: {self.state}"
