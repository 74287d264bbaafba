"""The other districts of the demo city: one employer in each, who acts there, and when its places were granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

SETTLING = timedelta(days=20)
"""So long before its last day a lot is drawn on no more: what began then is decided while it holds."""
REACHED: tuple[tuple[str, int], ...] = (
    ("endorsement", 1),
    ("territorial", 3),
    ("acceptance", 4),
    ("review", 9),
    ("approval", 11),
    ("city", 12),
    ("approved", 18),
)
"""Stages that somebody's first issue has come to, where the district has the stage, and days since it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A district and its one employer. `desks`: who acts in each stage, and who allots (`quota`)."""

    code: str
    district: str
    employer: str
    agent: str
    note: str
    desks: Mapping[str, str]
    office: str = ""


NEIGHBOURS = (
    Neighbour(
        code="chaoyang",
        district="朝阳区",
        employer="北京望京云图信息技术有限公司",
        agent="宋佳",
        note="朝阳区：指标按月申报，新办要预约，区里核准后再由市级核准。",
        desks={"acceptance": "沈悦", "review": "沈悦", "approval": "顾岩", "quota": "顾岩", "city": "钟鸣"},
    ),
    Neighbour(
        code="dongcheng",
        district="东城区",
        employer="北京景山文博科技有限公司",
        agent="孟雪",
        note="东城区：每年第四季度申报下一年的需求，次年第一季度分配。",
        desks={"acceptance": "韩冬", "review": "韩冬", "approval": "贺岚", "quota": "贺岚"},
    ),
    Neighbour(
        code="daxing",
        district="大兴区",
        employer="北京黄村精密制造有限公司",
        agent="白露",
        note="大兴区：按季度申报并写明申请人；黄村镇先初审，情况表盖章报送原件。",
        desks={"territorial": "田禾", "acceptance": "冯远", "review": "冯远", "approval": "任重", "quota": "任重"},
        office="daxing-huangcun",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDays:
    """The last round of a district whose places were granted: when they were asked for, and when granted."""

    asked: datetime
    granted: datetime


def round_days(code: str, now: datetime) -> RoundDays:
    """Of 朝阳区 the month before the last, of 东城区 last year's fourth quarter, of 大兴区 this quarter or the last."""
    now = now.replace(hour=9, minute=10, second=0, microsecond=0)
    if code == "chaoyang":
        month = _first_of(now, months_back=2)
        return RoundDays(asked=month.replace(day=3), granted=month.replace(day=27))
    if code == "dongcheng":
        year = now.year if (now.month, now.day) > (4, 10) else now.year - 1
        return RoundDays(
            asked=now.replace(year=year - 1, month=11, day=10), granted=now.replace(year=year, month=3, day=20)
        )
    quarter = _first_of(now, months_back=(now.month - 1) % 3)
    if now - quarter < timedelta(days=35):
        quarter = _first_of(quarter, months_back=3)
    return RoundDays(asked=quarter.replace(day=8), granted=quarter.replace(day=14))


def _first_of(moment: datetime, *, months_back: int) -> datetime:
    months = moment.year * 12 + moment.month - 1 - months_back
    return moment.replace(year=months // 12, month=months % 12 + 1, day=1)
