"""Guards about what still has to be answered before a verdict is possible."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.rules.verdict import Outcome

NAMED = 6
"""How many open questions one sentence names."""


def answers_complete(matter: Matter) -> Iterator[Objection]:
    """Nothing that still matters for the verdict, and that this party must say, is left unanswered."""
    labels = [one.label for one in matter.questions]
    if labels:
        more = f"等 {len(labels)} 项" if len(labels) > NAMED else ""
        yield Objection(
            "answers.missing",
            f"还没有填写：{'、'.join(labels[:NAMED])}{more}。",
            "请填写后再提交；确实没有的选“无”或填 0。",
        )


def facts_complete(matter: Matter) -> Iterator[Objection]:
    """Every criterion can be told met or not, or is an officer's to judge."""
    if matter.verdict.outcome == Outcome.NOT_KNOWN:
        titles = [one.title for one in matter.undecided if one.outcome == Outcome.NOT_KNOWN]
        yield Objection("facts.missing", f"还不能判断：{'；'.join(titles)}。", "请补全所需的信息后再提交。")
