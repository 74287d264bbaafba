"""Guards about hearing the person before a rejection."""

from collections.abc import Iterator

from gongju.actions.hearing import INTENDED, hearing_of
from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.rules.wording import day_text


def heard(matter: Matter) -> Iterator[Objection]:
    """The person was told the reason of an intended rejection, and has answered or let the days for it pass."""
    hearing = hearing_of(matter)
    if hearing is None or not hearing.left:
        here = any(INTENDED in move.events for move in matter.procedure.leaving(matter.case.stage))
        first = "请先" if here else "这一步不能告知；请退回前一步，由前一步"
        do = f"{first}告知拟不予核准的理由，等申请人陈述意见或者期满。"
        yield Objection("hearing.none", "还没有听取申请人的意见。", do)


def answer_term_over(matter: Matter) -> Iterator[Objection]:
    """The days for an answer have passed."""
    hearing = hearing_of(matter)
    if hearing is not None and not hearing.is_over(matter.today):
        yield Objection("hearing.open", f"申请人可以在{day_text(hearing.until)}（含当天）以前陈述意见，期限还没有满。")
