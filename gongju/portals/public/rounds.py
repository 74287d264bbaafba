"""When an employer may declare its needs, as stands on the guide: the round open today, or the next one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongju.portals.shared.wording import day_text
from gongju.rules.calendar import Dated, WorkCalendar
from gongju.rules.edition import Edition
from gongju.rules.entries import QuotaRound
from gongju.rules.rounds import RoundDates, next_round


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round with the tag of today and its days as pairs of name and words; no tag where notice is given each time."""

    round: QuotaRound
    tone: str
    word: str
    days: tuple[tuple[str, str], ...]


def rounds_of(edition: Edition, calendar: WorkCalendar, on: date) -> tuple[RoundShown, ...]:
    """Every round of the edition."""
    return tuple(_shown(next_round(one, on, calendar), on) for one in edition.rounds)


def _shown(found: RoundDates, on: date) -> RoundShown:
    open_ = found.is_open(on)
    tone, word = {True: ("ok", "现在可以申报"), False: ("wait", "现在不申报"), None: ("", "")}[open_]
    return RoundShown(found.round, tone, word, tuple(_days(found)))


def _days(found: RoundDates) -> Iterator[tuple[str, str]]:
    if found.opens and found.closes:
        yield "申报时间", f"{_text(found.opens)}至{_text(found.closes)}"
    else:
        yield "申报时间", "以区里的通知为准"
    if found.round.channel:
        yield "申报渠道", found.round.channel
    if found.decided:
        since = f"{_text(found.decided_from)}至" if found.decided_from else ""
        yield "分配结果", f"{since}{_text(found.decided)}{'' if since else '以前'}"
    if found.round.valid_days is not None:
        year = "，不跨年度" if found.round.within_year else ""
        yield "指标有效期", f"下达后 {found.round.valid_days} 日{year}"
    elif found.round.places_later:
        yield "指标用于", f"{day_text(found.places_from)}至{day_text(found.places_to)}"


def _text(day: Dated | None) -> str:
    if day is None:
        return ""
    return f"{day_text(day.day)}{'（暂定）' if day.provisional else ''}"
