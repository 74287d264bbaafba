"""单位信息变更: old and new side by side, papers by what changes, former names kept; nothing is edited past it."""

import pytest

from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.propose_particulars import propose_particulars
from gongju.actions.save_part import save_employer_part
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers import profile, proposals, queries
from gongju.employers.models import Employer
from gongju.errors import NotFound, Refusal
from tests import cast, story
from tests.cast import NOW, Stage
from tests.story import DAY

NEW_NAME = "北京海河蓝智能科技有限公司"


def _employer(stage: Stage) -> Employer:
    return Employer.objects.get(pk=stage.hhl.pk)


@pytest.fixture
def draft(stage: Stage) -> Case:
    """An open employer begins the business."""
    story.access_opened(stage)
    return open_case(actor=stage.zhao, now=NOW, type="change_of_employer_particulars")


def _propose(stage: Stage, case: Case, **content: object) -> None:
    propose_particulars(actor=stage.zhao, now=NOW, case_number=case.number, content=content)


def _due(stage: Stage, case: Case) -> set[str]:
    matter = matter_of(actor=stage.zhao, now=NOW, case=casework.by_number(case.number))
    return {one.material.code for one in matter.due if one.certain}


def _approve(stage: Stage, case: Case) -> Case:
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "submit", now=NOW + DAY)
    story.go(stage.sun, case, "accept", now=NOW + DAY)
    story.decide_what_is_left(stage.wu, case, now=NOW + DAY)
    return story.go(stage.wu, case, "approve", now=NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("content", "papers"),
    [
        ({"name": NEW_NAME}, {"rename_certificate", "changed_licence"}),
        ({"legal_representative": "孙河"}, {"changed_licence"}),
        ({"registered_address": "北京市昌平区科技园区振兴路 1 号"}, {"changed_licence"}),
        ({"registered_capital": "800"}, {"changed_licence"}),
        ({"high_tech": False}, {"changed_high_tech"}),
    ],
)
def test_each_kind_asks_for_its_papers(stage: Stage, draft: Case, content: dict[str, object], papers: set[str]) -> None:
    """LF-07, CL-095, CL-096, CL-097."""
    _propose(stage, draft, **content)
    assert _due(stage, draft) == papers


def test_nothing_changes_before_the_approval_and_the_former_name_is_kept_with_its_last_day(
    stage: Stage, draft: Case
) -> None:
    """AMC-37, CY-Q43a: a paper of its days may bear the former name."""
    _propose(stage, draft, name=NEW_NAME, legal_representative="孙河")
    assert [(one.kind, one.before, one.after) for one in proposals.changes(_employer(stage), _proposed(draft))] == [
        ("名称", stage.hhl.name, NEW_NAME),
        ("法定代表人", "钱海", "孙河"),
    ]
    assert _employer(stage).name == stage.hhl.name
    assert _approve(stage, draft).outcome == "approved"
    changed, today = _employer(stage), NOW.date() + 2 * DAY
    assert changed.name == NEW_NAME
    assert profile.contents(changed)["registration"]["legal_representative"] == "孙河"
    assert profile.contents(changed)["registration"]["registered_capital"] == "500"
    assert queries.name_on(changed, today) == stage.hhl.name
    assert queries.name_on(changed, today + DAY) == NEW_NAME
    assert stage.hhl.name in queries.names_of(changed)
    assert list(queries.named(stage.hhl.name)) == [changed]


def _proposed(case: Case) -> dict[str, object]:
    return proposals.of_case(case.number) or {}


def test_a_request_that_changes_nothing_is_not_handed_in(stage: Stage, draft: Case) -> None:
    with pytest.raises(Objected, match="还没有填写变更后的信息"):
        story.go(stage.zhao, draft, "submit")
    _propose(stage, draft, legal_representative="钱海")
    with pytest.raises(Objected, match="与现在的一样"):
        story.go(stage.zhao, draft, "submit")


def test_what_is_wrong_stays_as_typed_and_is_told(stage: Stage, draft: Case) -> None:
    checked = propose_particulars(
        actor=stage.zhao, now=NOW, case_number=draft.number, content={"uscc": "91110114MA01HH111X"}
    )
    assert [one.place.field for one in checked.faults] == ["uscc"]
    assert _proposed(draft) == {"uscc": "91110114MA01HH111X"}
    with pytest.raises(Objected, match="有误"):
        story.go(stage.zhao, draft, "submit")


def test_approved_fields_are_not_edited_past_the_business_and_others_are_free(stage: Stage) -> None:
    """LF-07: until the employer is open everything is free; from then on what was approved is not."""
    cast.fill_employer(stage.zhao)
    registration = {**cast.PARTICULARS["registration"], "registered_capital": "600"}
    save_employer_part(actor=stage.zhao, now=NOW, part="registration", content=registration)
    assert profile.contents(_employer(stage))["registration"]["registered_capital"] == "600"
    story.access_opened(stage)
    kept = profile.contents(_employer(stage))["registration"]["registered_capital"]
    tried = {**cast.PARTICULARS["registration"], "registered_capital": "999", "business_scope": "软件开发"}
    save_employer_part(actor=stage.zhao, now=NOW, part="registration", content=tried)
    after = profile.contents(_employer(stage))["registration"]
    assert (after["registered_capital"], after["business_scope"]) == (kept, "软件开发")
    contact = {**cast.PARTICULARS["contact"], "contact_phone": "13900000009"}
    save_employer_part(actor=stage.zhao, now=NOW, part="contact", content=contact)
    assert profile.contents(_employer(stage))["contact"]["contact_phone"] == "13900000009"


def test_another_employers_code_is_refused_at_the_approval(stage: Stage, draft: Case) -> None:
    _propose(stage, draft, uscc=stage.nankou.uscc)
    with pytest.raises(Refusal, match="已是另一家单位的"):
        _approve(stage, draft)
    assert _employer(stage).uscc == stage.hhl.uscc


def test_it_is_nobody_elses(stage: Stage, draft: Case) -> None:
    with pytest.raises(NotFound):
        propose_particulars(actor=stage.ma, now=NOW, case_number=draft.number, content={"name": NEW_NAME})
    other = open_case(actor=stage.zhao, now=NOW, type="change_of_authority", authority="dongcheng")
    with pytest.raises(Refusal, match="不变更单位信息"):
        propose_particulars(actor=stage.zhao, now=NOW, case_number=other.number, content={"name": NEW_NAME})
