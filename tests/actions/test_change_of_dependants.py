"""证件业务信息变更: children come to the permit, change on it and leave it, each with the papers of the district."""

import pytest

from gongju.actions.comparing import differences_of
from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected
from gongju.actions.preview import preview
from gongju.actions.print_confirmation import print_confirmation
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.permits.verification import verify_token
from tests import changing, story
from tests.cast import Stage
from tests.changing import CHILD, LATER

TYPE = "change_of_dependants"


def papers_of(stage: Stage, case: Case) -> set[str]:
    seen = preview(actor=stage.lin, now=LATER, case=casework.by_number(case.number))
    return {one.due.material.code for one in seen.papers if one.due.certain}


def test_a_child_comes_to_the_permit_and_the_old_paper_is_void(stage: Stage) -> None:
    """CP-122: with marriage voucher, the child's hukou pages and birth certificate."""
    permit = changing.holding(stage)
    old = print_confirmation(actor=stage.lin, now=LATER, permit_number=permit.number)
    changing.save(stage, "children", [CHILD])
    case = changing.drafted(stage, TYPE)
    assert {"change_child_marriage", "change_child_hukou", "change_child_birth"} <= papers_of(stage, case)
    told = differences_of(matter_of(actor=stage.zhao, now=LATER, case=case))
    assert [(one.item, one.label, one.approved) for one in told] == [("随往子女", "增加", "")]
    changing.approved(stage, changing.endorsed(stage, case))

    permit.refresh_from_db()
    assert [child["name"] for child in permit.children] == ["林知夏"]
    shown = verify_token(old.token, LATER.date())
    assert shown is not None
    assert (shown.void, len(shown.children)) == (True, 1)
    anew = print_confirmation(actor=stage.lin, now=LATER, permit_number=permit.number)
    again = verify_token(anew.token, LATER.date())
    assert again is not None
    assert (again.void, len(again.children)) == (False, 1)


def test_a_child_born_out_of_wedlock_needs_proof_of_descent_instead(stage: Stage) -> None:
    """CP-123."""
    changing.holding(stage)
    changing.save(stage, "children", [{**CHILD, "out_of_wedlock": True}])
    due = papers_of(stage, changing.drafted(stage, TYPE))
    assert "change_child_blood" in due
    assert "change_child_marriage" not in due


def test_a_child_leaves_the_permit_without_papers_of_its_own(stage: Stage) -> None:
    permit = changing.holding(stage)
    changing.save(stage, "children", [CHILD])
    changing.approved(stage, changing.endorsed(stage, changing.drafted(stage, TYPE)))
    changing.save(stage, "children", [{**CHILD, "accompanying": False}])
    case = changing.drafted(stage, TYPE)
    assert not {one for one in papers_of(stage, case) if one.startswith("change_child")}
    changing.approved(stage, changing.endorsed(stage, case))
    permit.refresh_from_db()
    assert permit.children == []


def test_children_as_they_are_are_no_change(stage: Stage) -> None:
    changing.holding(stage)
    case = changing.drafted(stage, TYPE)
    with pytest.raises(Objected, match="没有要变更的"):
        story.go(stage.lin, case, "submit", now=LATER)
