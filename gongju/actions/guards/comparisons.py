"""Guards about comparisons with other offices: what does not agree is looked into, not simply passed or refused."""

from collections.abc import Iterator

from gongju.actions.comparisons import Standing
from gongju.actions.matter import Matter
from gongju.actions.objection import Objection


def comparisons_settled(matter: Matter) -> Iterator[Objection]:
    """Where the rulebook says so, each comparison agrees or an officer looked into it (DC-183, DX-175, CY-Q88a)."""
    for one in matter.comparisons:
        if one.holds:
            yield _waiting(one) if one.waits else _differing(one)


def _waiting(one: Standing) -> Objection:
    by_hand = one.rule is not None and one.rule.by_hand
    do = "可以人工核对并写明意见后继续，恢复后补做比对。" if by_hand else "请等该部门恢复后再办。"
    return Objection("comparison.waits", f"与{one.office.title}的比对还没有结果（{one.word}）。", do)


def _differing(one: Standing) -> Objection:
    by_hand = one.rule is not None and one.rule.by_hand
    do = "请核实：填错的退回补正，无误的写明核对意见。" if by_hand else "请退回补正。"
    return Objection("comparison.differs", f"与{one.office.title}的比对{one.word}：{'、'.join(one.disputed)}。", do)
