"""What an approval gives: a permit with its days and the children as handed in."""

from typing import Any

import pytest

from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.casework.models import Case
from gongju.permits.models import Permit
from tests import story
from tests.cast import NOW, Stage

CHILD: dict[str, Any] = {
    "name": "林知夏",
    "sex": "女",
    "birth": "2019-05-12",
    "identity_kind": "居民身份证",
    "identity_number": "110101201905120022",
    "accompanying": True,
    "out_of_wedlock": False,
}
STAYING = {**CHILD, "name": "林知秋", "accompanying": False}


def approved_with(stage: Stage, *children: dict[str, Any]) -> Case:
    story.access_opened(stage)
    case = story.drafted(stage, children=list(children))
    story.go(stage.lin, case, "submit")
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "endorse")
    story.go(stage.sun, case, "accept")
    story.decide_what_is_left(stage.zhou, case)
    story.go(stage.zhou, case, "pass_review")
    return story.go(stage.wu, case, "approve")


def test_only_accompanying_children_stand_on_the_permit(stage: Stage) -> None:
    case = approved_with(stage, CHILD, STAYING)
    permit = Permit.objects.get(issued_by=case)
    assert permit.children == [
        {
            "name": "林知夏",
            "identity_kind": "居民身份证",
            "identity_number": "110101201905120022",
            "birth": "2019-05-12",
        }
    ]


def test_the_papers_of_accompanying_children_are_due(stage: Stage) -> None:
    case = approved_with(stage, CHILD)
    assert {"child_hukou", "child_birth", "child_marriage"} <= set(case.handed_in.values_list("material", flat=True))


def test_who_holds_a_permit_cannot_ask_for_a_first_one(stage: Stage) -> None:
    story.approved(stage)
    with pytest.raises(Objected, match="不能再次新办"):
        open_case(actor=stage.lin, now=NOW + 5 * story.DAY, type="first_issue")
