"""Legal clocks: a due date as the sum of the stretches in which a clock ran, and how it came about in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gongju.rules.calendar import Counted, Dated, WorkCalendar
from gongju.rules.wording import day_text

UNIT_WORDS = {"working_days": "个工作日", "days": "日"}


class Length(Protocol):
    """How long a clock runs: a rulebook's Term, or anything with these two."""

    @property
    def length(self) -> int:
        """How many."""

    @property
    def unit(self) -> str:
        """ "working_days" or "days"; a clock that can be paused has no other."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days between which a clock ran, with the reasons in words; `stopped` None while it runs."""

    started: date
    stopped: date | None = None
    why: str = ""
    stopped_why: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Where a clock stands.

    `day`: the last day allowed, None while the clock is paused (then nothing falls due). `used` and `left` are in
    the term's unit up to the last stop; `provisional` when a year that is not published was counted through.
    """

    day: date | None
    provisional: bool
    used: int
    left: int
    lines: tuple[str, ...]

    @property
    def is_paused(self) -> bool:
        """Whether the clock has begun and stands still."""
        return self.day is None


def due(term: Length, stretches: Sequence[Stretch], calendar: WorkCalendar) -> Due | None:
    """Where the clock of a term stands after these stretches, in order of time; None when it never started.

    The day on which a stretch starts does not count (AMB-10); the day on which it stops does. ValueError for a unit
    in which no clock runs.
    """
    if term.unit not in UNIT_WORDS:
        raise ValueError(f"a clock cannot run in {term.unit!r}: write one of {', '.join(UNIT_WORDS)}")
    if not stretches:
        return None
    return _Count(term, calendar).over(stretches)


class _Count:
    """Walks the stretches of one clock, adding up what was used and writing down how."""

    def __init__(self, term: Length, calendar: WorkCalendar) -> None:
        self.term = term
        self.calendar = calendar
        self.used = 0
        self.provisional = False
        self.lines: list[str] = []

    @property
    def left(self) -> int:
        return max(self.term.length - self.used, 0)

    def over(self, stretches: Sequence[Stretch]) -> Due:
        for stretch in stretches:
            self._begin(stretch)
            end = self._end(stretch.started)
            if stretch.stopped is None or end.day <= stretch.stopped:
                return self._fallen_due(end)
            self._pause(stretch, stretch.stopped)
        return Due(None, self.provisional, self.used, self.left, tuple(self.lines))

    def _end(self, started: date) -> Dated:
        if self.term.unit == "days":
            return self.calendar.days_after(started, self.left)
        return self.calendar.add_working_days(started, self.left)

    def _passed(self, started: date, stopped: date) -> Counted:
        if self.term.unit == "days":
            return Counted(max((stopped - started).days, 0))
        return self.calendar.working_days_between(started, stopped)

    def _begin(self, stretch: Stretch) -> None:
        unit = UNIT_WORDS[self.term.unit]
        lead = f"{day_text(stretch.started)}{stretch.why}，"
        if self.lines:
            self.lines.append(f"{lead}继续计时，还剩 {self.left} {unit}，从次日起算。")
        else:
            self.lines.append(f"{lead}开始计时，期限 {self.term.length} {unit}，从次日起算。")

    def _pause(self, stretch: Stretch, stopped: date) -> None:
        passed = self._passed(stretch.started, stopped)
        self.used += passed.days
        self.provisional |= passed.provisional
        unit = UNIT_WORDS[self.term.unit]
        self.lines.append(f"{day_text(stopped)}{stretch.stopped_why}，暂停计时，已用 {self.used} {unit}。")

    def _fallen_due(self, end: Dated) -> Due:
        provisional = self.provisional or end.provisional
        self.lines.append(f"办理期限为 {day_text(end.day)}。")
        if provisional:
            self.lines.append("其中有的年份放假安排还没有公布，先按周一至周五计算，属于暂定；公布后重新计算。")
        return Due(end.day, provisional, self.used, self.left, tuple(self.lines))
