"""How dates, sums, spans and masked numbers are written for people."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

WEEKDAYS = "一二三四五六日"
TONES: Mapping[str, str] = MappingProxyType(
    {
        # outcomes of rules
        "met": "ok",
        "unmet": "bad",
        "not_known": "wait",
        "to_be_judged": "warn",
        # papers handed in
        "pending": "wait",
        "fit": "ok",
        "unfit": "bad",
        # a permit on a day, in the words of the guides
        "有效": "ok",
        "挂起": "warn",
        "冻结": "warn",
        "续签审核中": "info",
        "失效": "bad",
        "注销": "bad",
        "查无此证": "wait",
        # what came of a case
        "approved": "ok",
        "refused": "bad",
        "rejected": "bad",
        "withdrawn": "wait",
        "closed": "wait",
    }
)
"""Which of the five tones (ok, warn, bad, info, wait) goes with a state."""


def tone_of(state: object) -> str:
    """The tone of a state; a tone's own name is itself, anything else is neutral."""
    word = str(state)
    return word if word in ("ok", "warn", "bad", "info", "wait") else TONES.get(word, "info")


def day_text(day: date | None) -> str:
    """2026年11月21日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def short_day_text(day: date | None) -> str:
    """11月21日, where the year is plain."""
    return f"{day.month}月{day.day}日" if day else ""


def weekday_text(day: date | None) -> str:
    """星期六."""
    return f"星期{WEEKDAYS[day.weekday()]}" if day else ""


def moment_text(moment: datetime | None) -> str:
    """2026年11月21日 14:05, in the zone the moment carries."""
    return f"{day_text(moment.date())} {moment:%H:%M}" if moment else ""


def month_text(month: date | str | None) -> str:
    """2026年3月, from a day in it or from "2026-03"."""
    if not month:
        return ""
    if isinstance(month, date):
        return f"{month.year}年{month.month}月"
    year, number = month.split("-")[:2]
    return f"{int(year)}年{int(number)}月"


def yuan_text(fen: int | None) -> str:
    """16,480 元; 分 are written only where there are any."""
    if fen is None:
        return ""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}.{rest:02d} 元" if rest else f"{sign}{whole:,} 元"


def wan_text(fen: int | None) -> str:
    """50 万元, 12.5 万元."""
    if fen is None:
        return ""
    return f"{plain(Decimal(fen) / 1_000_000)} 万元"


def months_text(months: int | Decimal | None) -> str:
    """2 年 4 个月; 8 个月; 3 年."""
    if months is None:
        return ""
    whole, rest = divmod(months, 12)
    years = f"{plain(whole)} 年" if whole else ""
    left = f"{plain(rest)} 个月" if rest or not whole else ""
    return f"{years} {left}".strip()


def days_between_text(day: date | None, on: date) -> str:
    """还有 49 天; 今天; 已过 3 天."""
    if day is None:
        return ""
    days = (day - on).days
    if days == 0:
        return "今天"
    return f"还有 {days} 天" if days > 0 else f"已过 {-days} 天"


def plain(number: int | Decimal) -> str:
    """A number with thousands marks and without noughts at its end."""
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
