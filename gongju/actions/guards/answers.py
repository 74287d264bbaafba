"""Guards about what still has to be answered before a verdict is possible."""

from collections.abc import Iterator, Sequence

from gongju.access.actor import AGENT, PERSON
from gongju.actions.judge import is_said_by
from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.rules.facts import FactSpec

NAMED = 6
"""How many open questions one sentence names."""


def answers_complete(matter: Matter) -> Iterator[Objection]:
    """Nothing that still matters for the verdict, and that this party must say, is left unanswered."""
    yield from _told(matter.questions, "请填写后再提交；确实没有的选“无”或填 0。")


def facts_complete(matter: Matter) -> Iterator[Objection]:
    """Neither party has left anything unanswered that matters; what an office must say does not hold them up."""
    theirs = [one for one in matter.open_questions if is_said_by(one, PERSON) or is_said_by(one, AGENT)]
    yield from _told(theirs, "单位的请补全，本人的请退回本人补全。")


def _told(questions: Sequence[FactSpec], do: str) -> Iterator[Objection]:
    labels = [one.label for one in questions]
    if labels:
        more = f"等 {len(labels)} 项" if len(labels) > NAMED else ""
        yield Objection("answers.missing", f"还没有填写：{'、'.join(labels[:NAMED])}{more}。", do)
