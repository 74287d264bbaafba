"""Comparisons with other offices as a page draws them with `gongju/parts/comparisons.html`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongju.actions.comparisons import Standing
from gongju.registries.office import Compared, Level

TONES = {Level.AGREES: "ok", Level.DIFFERS: "warn", Level.NO_RECORD: "warn", Level.UNAVAILABLE: "wait", "": "wait"}
WAITING = "对方的系统暂时没有回应，恢复后自动补做；在这以前可以照常办理。"
ASKED = "正在询问，通常几秒钟就有结果。"
UNASKED = "填完有关内容后自动比对。"
UNASKED_OF_PAYERS = "关联单位、提交申请时自动比对。"
NOT_FOUND = "请核对：填错的，改正后自动重新比对；填写无误的，按材料清单交证明，由经办人员核实。"
DISPUTED = "请核对：填错的，改正后自动重新比对；填写无误的不用处理，由经办人员核实。"
NOTES = {
    "": ASKED,
    Level.UNAVAILABLE: WAITING,
    Level.AGREES: "",
    Level.DIFFERS: DISPUTED,
    Level.NO_RECORD: NOT_FOUND,
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: what is stated and what the office said."""

    label: str
    stated: str
    said: str
    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One office. `note` says to the party what to do; `standing` is all that is known."""

    standing: Standing
    tone: str
    items: tuple[ItemRow, ...]
    note: str

    @property
    def disputed(self) -> bool:
        """Whether something does not agree."""
        return self.tone == "warn"


def comparison_rows(found: Iterable[Standing]) -> tuple[ComparisonRow, ...]:
    """A row for each office."""
    return tuple(
        ComparisonRow(one, _tone(one), tuple(map(_item, one.comparison.compared if one.comparison else ())), _note(one))
        for one in found
    )


def _tone(one: Standing) -> str:
    return TONES[one.comparison.level] if one.comparison else "wait"


def _item(one: Compared) -> ItemRow:
    return ItemRow(one.label, one.stated, one.said, TONES[one.level], str(Level(one.level).label))


def _note(one: Standing) -> str:
    if one.comparison is None:
        return UNASKED if one.office.parts else UNASKED_OF_PAYERS
    return NOTES[one.comparison.level]
