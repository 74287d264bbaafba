"""Filters that write dates, sums, spans and masked numbers: `{% load gongju_words %}{{ permit.last_day|day }}`."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django import template

from gongju import clock
from gongju.portals.shared import wording
from gongju.sealing import mask_identity, mask_name, mask_phone

register = template.Library()
register.filter("day", wording.day_text)
register.filter("short_day", wording.short_day_text)
register.filter("weekday", wording.weekday_text)
register.filter("month", wording.month_text)
register.filter("yuan", wording.yuan_text)
register.filter("wan", wording.wan_text)
register.filter("months", wording.months_text)
register.filter("masked_identity", mask_identity)
register.filter("masked_phone", mask_phone)
register.filter("masked_name", mask_name)


@register.filter
def moment(value: datetime | None) -> str:
    """2026年11月21日 14:05 in Beijing."""
    return wording.moment_text(value.astimezone(clock.BEIJING) if value else None)


@register.filter
def days_left(value: date | None, on: date | None = None) -> str:
    """还有 49 天, counted from `on` (today where none is given)."""
    return wording.days_between_text(value, on or clock.today())


@register.filter
def plain(value: int | Decimal | None) -> str:
    """A number with thousands marks and no noughts at its end."""
    return "" if value is None else wording.plain(value)


@register.filter
def of(mapping: Mapping[object, object], key: object) -> object:
    """`{{ titles|of:business }}`: the value under a key that is a variable; the key itself where there is none."""
    return mapping.get(key, key)
