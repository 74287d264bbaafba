"""Places: reserved at endorsement where the district set a number, used at approval, given back otherwise."""

import pytest

from gongju.errors import Refusal
from gongju.quota.models import Lot
from gongju.quota.queries import counters_by_movements
from tests import story
from tests.cast import NOW, Stage


def counters(lot: Lot) -> tuple[int, int, int]:
    """Granted, reserved, used; the movements must say the same."""
    now = Lot.objects.get(pk=lot.pk)
    assert counters_by_movements(now) == (now.granted, now.reserved, now.used)
    return now.granted, now.reserved, now.used


def test_without_a_lot_there_is_no_limit(stage: Stage) -> None:
    assert story.endorsed(stage).stage == "acceptance"


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
    story.go(stage.wu, story.reviewed(stage), "reject", reason="不符合条件。")
    assert counters(lot) == (1, 0, 0)


def test_a_correction_keeps_the_one_place(stage: Stage) -> None:
    lot = story.lot_of(stage, 1)
    case = story.returned(stage)
    later = NOW + 3 * story.DAY
    story.hand_in_one(stage.lin, case, "integrity", now=later)
    story.go(stage.lin, case, "resubmit", now=later)
    story.go(stage.zhao, case, "endorse", now=later)
    assert counters(lot) == (1, 1, 0)
