"""What the passing of a day asks for: reminders and closings. States are computed from the day and wait for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from gongju.access.actor import Actor
from gongju.actions.remind import remind
from gongju.actions.seal_day import seal_day
from gongju.actions.settle import settle_all
from gongju.actions.unanswered import close_unanswered, go_on_unanswered, remind_unanswered

VERBS = {
    "提醒到期、子女和解除关联": remind,
    "提醒补正": remind_unanswered,
    "到期没有补正，关闭": close_unanswered,
    "期满没有意见，转核准": go_on_unanswered,
    "封存昨天的办理记录": seal_day,
}


def daily(now: datetime) -> Mapping[str, int]:
    """Do all of it as the system, each case in a transaction of its own; how many of each. Twice is once."""
    actor = Actor.system()
    done = {title: verb(actor=actor, now=now) for title, verb in VERBS.items()}
    return {**done, "证件失效，关闭": settle_all(now=now)}
