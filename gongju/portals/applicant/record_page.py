"""办理记录与回执: what was recorded of my case or permit, and which of it is sealed under a day's signed root."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongju.access.actor import Actor
from gongju.casework import books
from gongju.journal.models import DayRoot, Link
from gongju.journal.refs import ActorKind, SubjectKind, SubjectRef
from gongju.journal.roots import links_of, receipt_of
from gongju.sealing.receipts import Receipt

WORDS = {
    "open": "建立申请",
    "fill": "填写申请",
    "propose": "填写新的信息",
    "hand_in": "提交材料",
    "take_back": "取回材料",
    "expedite": "申请加急",
    "print_form": "打印情况表",
    "due": "提醒办理期限",
    "correction_waits": "提醒补正",
    "print_confirmation": "出具确认单",
    "reissue": "作废并重新出具确认单",
    "import": "从原来的系统导入",
    "settled": "登记落户",
    "book": "预约",
    "cancel": "取消预约",
    "move": "更改预约",
    "view_full": "工作人员查看完整号码",
}
"""Acts that no procedure file names, by the last word of the entry's action."""
FOR_THE_OFFICE = ("finding", "material", "criterion", "quota", "office")
"""Entries of an office's own work, told of in its notice and not before."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its person sees it; `root` is None while its day is not sealed."""

    sequence: int
    at: datetime
    title: str
    root: DayRoot | None


def lines_of(subject: SubjectRef, actor: Actor) -> tuple[list[Line], int]:
    """What was recorded, newest first, and how many entries of the office's own work are sealed beside it."""
    shown = links_of(subject)
    mine = [link for link in shown if _is_for(link, actor)]
    titles = _titles()
    return [_line(link, titles) for link in reversed(mine)], len(shown) - len(mine)


def receipt_for(subject: SubjectRef, sequence: int, actor: Actor) -> Receipt | None:
    """The receipt of one line; None for one that is not sealed, not there, or not for this reader."""
    link = next((one for one in links_of(subject) if one.sequence == sequence and _is_for(one, actor)), None)
    return receipt_of(subject, sequence) if link else None


def case_of(number: str) -> SubjectRef:
    """A case in the journal."""
    return SubjectRef(SubjectKind.CASE, number)


def permit_of(number: str) -> SubjectRef:
    """A permit in the journal."""
    return SubjectRef(SubjectKind.PERMIT, number)


def _is_for(link: Link, actor: Actor) -> bool:
    own = link.entry.actor_kind == ActorKind.USER and link.entry.actor_id == str(actor.user_id)
    area, _, act = link.entry.action.partition(".")
    return own or not (area in FOR_THE_OFFICE or act == "assign")


def _line(link: Link, titles: dict[str, str]) -> Line:
    act = link.entry.action.partition(".")[2]
    title = titles.get(link.entry.action) or WORDS.get(act, "办理记录")
    leaf = getattr(link, "leaf", None)
    return Line(link.sequence, link.entry.at, title, leaf.root if leaf else None)


def _titles() -> dict[str, str]:
    """The words of every transition of every business, by its action."""
    return {f"{one.type}.{move.name}": move.title for one in books.procedures() for move in one.transitions.values()}
