"""Two editions side by side: which entries stand in both, in one alone, and what they say differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from .describing_entries import BY, points_of
from .edition import Edition

PARTS = {
    "businesses": "业务",
    "criteria": "条件",
    "parameters": "数值",
    "tables": "数值表",
    "materials": "材料",
    "terms": "期限",
    "steps": "步骤",
    "state_changes": "状态",
    "quota": "指标",
    "questions": "未决问题",
    "contacts": "联系方式",
    "information": "说明",
}
"""The parts that are compared, in words and in the order of telling."""


class Change(Enum):
    """How an entry stands in the second edition as against the first; the value is what people read."""

    SAME = "相同"
    CHANGED = "不同"
    ADDED = "新增"
    REMOVED = "取消"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an entry in both editions; "" where one of them says nothing."""

    label: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Compared:
    """One entry in both editions: `business` names that it concerns (none: all), `by` who hands a paper in."""

    part: str
    title: str
    change: Change
    points: tuple[Point, ...]
    business: tuple[str, ...] = ()
    by: str = ""
    clauses: tuple[str, str] = ("", "")
    """Where in the published text, before and after."""


def compared(first: Edition, second: Edition) -> tuple[Compared, ...]:
    """Every entry of both, part by part, in the order of the second; what stands in the first alone comes last."""
    return tuple(one for part in PARTS for one in _part(part, first, second))


def difference_lines(first: Edition, second: Edition) -> Iterator[str]:
    """What is different, in Chinese, and for whom."""
    yield f"{first.key} → {second.key}"
    differing = [one for one in compared(first, second) if one.change is not Change.SAME]
    for part, word in PARTS.items():
        found = [one for one in differing if one.part == part]
        if found:
            yield ""
            yield word
        for one in found:
            yield f"  {one.change.value}：{one.title}{_for_whom(second, first, one)}"
            for point in one.points:
                if one.change is Change.CHANGED and point.differs:
                    yield f"      {point.label}：{point.before or '（没有）'} → {point.after or '（没有）'}"
    yield ""
    yield f"共 {len(differing)} 处不同。" if differing else "没有不同。"


def _for_whom(second: Edition, first: Edition, one: Compared) -> str:
    known = {**first.businesses, **second.businesses}
    words = [known[name].title for name in one.business if name in known]
    who = f"，由{one.by}交" if one.by else ""
    return f"（{'、'.join(words)}{who}）" if words else ""


def _part(part: str, first: Edition, second: Edition) -> Iterator[Compared]:
    before, after = _keyed(getattr(first, part)), _keyed(getattr(second, part))
    partners = _partners(before, after)
    for key, entry in after.items():
        partner = before.get(partners.get(key, ""))
        yield _compared(part, (first, partner), (second, entry))
    gone = [key for key in before if key not in partners.values()]
    for key in gone:
        yield _compared(part, (first, before[key]), (second, None))


def _keyed(entries: Mapping[str, object] | Sequence[object]) -> dict[str, object]:
    if isinstance(entries, Mapping):
        return dict(entries)
    return {str(getattr(one, "code", "") or _title(one)): one for one in entries}


def _partners(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, str]:
    """For each key of the second the one it stands for in the first: the same name, else the same title."""
    partners = {key: key for key in after if key in before}
    left = {_title(before[key]): key for key in before if key not in partners}
    for key, entry in after.items():
        if key not in partners and _title(entry) in left:
            partners[key] = left.pop(_title(entry))
    return partners


def _compared(part: str, before: tuple[Edition, object | None], after: tuple[Edition, object | None]) -> Compared:
    (first, old), (second, new) = before, after
    entry = new if new is not None else old
    points = _points(points_of(first, old) if old else {}, points_of(second, new) if new else {})
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
    else:
        change = Change.CHANGED if any(point.differs for point in points) else Change.SAME
    return Compared(
        part,
        _title(entry),
        change,
        points,
        tuple(getattr(entry, "business", ())),
        BY.get(getattr(entry, "by", ""), "") if part == "materials" else "",
        (str(getattr(old, "clause", "")), str(getattr(new, "clause", ""))),
    )


def _points(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Point, ...]:
    labels: Iterable[str] = dict.fromkeys((*new, *old))
    return tuple(Point(label, old.get(label, ""), new.get(label, "")) for label in labels)


def _title(entry: object) -> str:
    names = (getattr(entry, key, "") for key in ("title", "label", "name", "event", "text"))
    return next((str(name) for name in names if name), "")
