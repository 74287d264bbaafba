"""Places: reserved at endorsement where the rulebook asks for one, used at approval, given back otherwise."""

from pathlib import Path

import pytest

from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.preview import preview
from gongju.casework import queries as casework
from gongju.errors import Refusal
from gongju.quota.facts import TOLD
from gongju.quota.models import Lot, Movement
from gongju.quota.queries import counters_by_movements
from tests import story
from tests.cast import NOW, Stage
from tests.reworded import load_reworded

AS_PRINTED = 'quota = "where_set"'


def counters(lot: Lot) -> tuple[int, int, int]:
    """Granted, reserved, used; the movements must say the same."""
    now = Lot.objects.get(pk=lot.pk)
    assert counters_by_movements(now) == (now.granted, now.reserved, now.used)
    return now.granted, now.reserved, now.used


def test_without_a_lot_there_is_no_limit_where_the_rulebook_limits_by_lots_alone(stage: Stage) -> None:
    assert story.endorsed(stage).stage == "acceptance"


def test_without_a_lot_nothing_is_handed_in_where_the_rulebook_requires_a_place(stage: Stage, tmp_path: Path) -> None:
    load_reworded(tmp_path, (AS_PRINTED, 'quota = "required"'))
    case = story.submitted(stage)
    story.hand_in_what_is_due(stage.zhao, case)
    endorse = next(one for one in allowed_moves(actor=stage.zhao, now=NOW, case=case) if one.name == "endorse")
    assert endorse.why_not == ("单位没有可用的工作居住证指标。请先向区人力社保部门申报指标，核定后再提交。",)
    lot = story.lot_of(stage, 1)
    assert story.go(stage.zhao, case, "endorse").stage == "acceptance"
    assert counters(lot) == (1, 1, 0)


def test_a_lot_is_left_alone_where_the_rulebook_asks_for_no_place(stage: Stage, tmp_path: Path) -> None:
    load_reworded(tmp_path, (AS_PRINTED, 'quota = "none"'))
    lot = story.lot_of(stage, 0)
    assert story.approved(stage).outcome == "approved"
    assert counters(lot) == (0, 0, 0)
    assert not Movement.objects.exists()


def test_a_place_still_held_is_used_though_the_rulebook_stopped_asking(stage: Stage, tmp_path: Path) -> None:
    lot = story.lot_of(stage, 1)
    case = story.reviewed(stage)
    load_reworded(tmp_path, (AS_PRINTED, 'quota = "none"'))
    story.go(stage.wu, case, "approve", now=NOW + 2 * story.DAY)
    assert counters(lot) == (1, 0, 1)


def test_a_number_of_zero_bars_a_first_issue(stage: Stage) -> None:
    story.lot_of(stage, 0)
    case = story.submitted(stage)
    story.hand_in_what_is_due(stage.zhao, case)
    with pytest.raises(Refusal, match="没有可用的工作居住证指标"):
        story.go(stage.zhao, case, "endorse")
    case.refresh_from_db()
    assert case.stage == "endorsement"


@pytest.mark.parametrize(("who", "move", "reason"), [("lin", "withdraw", ""), ("sun", "refuse", "不符合条件。")])
def test_a_case_that_ends_otherwise_gives_its_place_back(stage: Stage, who: str, move: str, reason: str) -> None:
    lot = story.lot_of(stage, 1)
    case = story.endorsed(stage)
    assert counters(lot) == (1, 1, 0)
    story.go(getattr(stage, who), case, move, reason=reason)
    assert counters(lot) == (1, 0, 0)


def test_a_rejection_gives_the_place_back(stage: Stage) -> None:
    lot = story.lot_of(stage, 1)
    case = story.reviewed(stage)
    story.go(stage.wu, case, "announce_rejection", reason="不符合条件。")
    story.go(stage.lin, case, "answer_rejection", reason="没有别的材料。")
    story.go(stage.wu, case, "reject", reason="不符合条件。")
    assert counters(lot) == (1, 0, 0)


def test_a_correction_keeps_the_one_place(stage: Stage) -> None:
    lot = story.lot_of(stage, 1)
    case = story.returned(stage)
    later = NOW + 3 * story.DAY
    story.hand_in_one(stage.lin, case, "integrity", now=later)
    story.go(stage.lin, case, "resubmit", now=later)
    story.go(stage.zhao, case, "endorse", now=later)
    assert counters(lot) == (1, 1, 0)


ASKS_FOR_PLACES = """
[[criteria]]
code = "quota"
kind = "condition"
business = "first_issue"
title = "单位取得办理指标"
rule = "quota_obtained"
unmet = "单位没有取得办理指标。"
clause = "三"
rows = ["CP-010"]
"""


def test_the_lots_answer_a_rulebook_that_looks_at_them(stage: Stage, tmp_path: Path) -> None:
    # DC-016, DC-017
    load_reworded(tmp_path, more=ASKS_FOR_PLACES)
    case = story.submitted(stage)

    def seen() -> tuple[str, set[str]]:
        shown = preview(actor=stage.lin, now=NOW, case=casework.by_number(case.number))
        (quota,) = [one for one in shown.verdict.criteria if one.code == "quota"]
        return quota.outcome, {fact.name for fact in shown.facts} & TOLD

    assert seen() == ("unmet", {"quota_obtained"})
    story.lot_of(stage, 0)
    assert seen() == ("unmet", {"quota_obtained", "needs_declared"})
    story.lot_of(stage, 1)
    assert seen() == ("met", {"quota_obtained", "needs_declared"})


def test_the_lots_are_not_read_where_no_rule_looks_at_them(stage: Stage) -> None:
    case = story.submitted(stage)
    shown = preview(actor=stage.lin, now=NOW, case=casework.by_number(case.number))
    assert not {fact.name for fact in shown.facts} & TOLD
