"""证件基础信息变更: what differs is found, the papers follow from it, and the permit follows the approval."""

import pytest

from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.actions.print_confirmation import print_confirmation
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import Refusal
from gongju.facts import Source
from gongju.people import profile
from gongju.people.models import Person
from gongju.permits import queries as permits
from gongju.permits.differences import differences
from gongju.permits.models import Permit
from gongju.permits.verification import verify, verify_token
from gongju.portals.applicant.changes import offers_of
from tests import changing, story
from tests.cast import PROFILE, Stage
from tests.changing import LATER, MOVED

TYPE = "change_of_particulars"
DAY = LATER.date()


def different(permit: Permit) -> list[tuple[str, str, str, str]]:
    found = differences(permit, profile.contents(permit.person), on=DAY)
    return [(one.item, one.label, one.approved, one.latest) for one in found]


def papers_of(stage: Stage, case: Case) -> set[str]:
    seen = preview(actor=stage.lin, now=LATER, case=casework.by_number(case.number))
    return {one.due.material.code for one in seen.papers if one.due.certain}


def test_a_new_permit_says_what_the_profile_says(stage: Stage) -> None:
    assert different(changing.holding(stage)) == []


def test_what_differs_is_told_in_words_and_sought_by_the_application(stage: Stage) -> None:
    """CY-Q91: the profile is the latest, the permit as approved; the change business finds the difference."""
    permit = changing.holding(stage)
    changing.save(stage, "residence", MOVED)
    told = ("居住地址", "居住地址", "昌平区回龙观西大街 1 号 2 单元 301", "昌平区回龙观东大街 2 号 301")
    assert different(permit) == [told]

    case = open_case(actor=stage.lin, now=LATER, type=TYPE)
    facts = {one.name: one for one in matter_of(actor=stage.lin, now=LATER, case=case).facts}
    assert facts["changed_items"].value == frozenset({"居住地址"})
    assert facts["changed_items"].source is Source.SYSTEM
    assert "change_residence_permit" in papers_of(stage, case)


def test_what_is_named_besides_counts_too(stage: Stage) -> None:
    """A renewed identity card has the number it had: only the person knows (CL-091)."""
    changing.holding(stage)
    changing.save(stage, "residence", MOVED)
    case = changing.drafted(stage, TYPE, changed_items=["身份证件"])
    facts = {one.name: one for one in matter_of(actor=stage.lin, now=LATER, case=case).facts}
    assert facts["changed_items"].value == frozenset({"居住地址", "身份证件"})
    assert facts["changed_items"].source is Source.APPLICANT


def test_the_permit_follows_the_approval_and_the_paper_stays_good(stage: Stage) -> None:
    """An address does not stand on the confirmation: what was printed goes on counting."""
    permit = changing.holding(stage)
    printed = print_confirmation(actor=stage.lin, now=LATER, permit_number=permit.number)
    changing.save(stage, "residence", MOVED)
    changing.approved(stage, changing.endorsed(stage, changing.drafted(stage, TYPE)))

    assert different(permit) == []
    event = permit.events.get(kind="changed")
    assert event.data == {"items": "居住地址"}
    shown = verify_token(printed.token, DAY)
    assert shown is not None
    assert not shown.void


def test_a_new_name_stands_on_the_permit_only_once_approved(stage: Stage) -> None:
    """CL-093: the old name stays readable; the confirmation printed under it is void and printed anew."""
    permit = changing.holding(stage)
    before = print_confirmation(actor=stage.lin, now=LATER, permit_number=permit.number)
    changing.save(stage, "identity", {**PROFILE["identity"], "new_name": "林晓荷"})
    assert different(permit) == [("姓名", "姓名", "林晓禾", "林晓荷")]
    case = changing.endorsed(stage, changing.drafted(stage, TYPE))
    assert verify(permit.number, "林晓荷", DAY) is None
    changing.approved(stage, case)

    person = Person.objects.get(pk=permit.person_id)
    assert person.name == "林晓荷"
    assert profile.contents(person)["identity"]["former_name"] == "林晓禾"
    permit.refresh_from_db()
    assert [row.content["identity"]["name"] for row in permit.particulars.all()] == ["林晓荷", "林晓禾"]
    assert verify(permit.number, "林晓荷", DAY) is not None
    old = verify_token(before.token, DAY)
    assert old is not None
    assert old.void
    again = print_confirmation(actor=stage.lin, now=LATER, permit_number=permit.number)
    assert again.token != before.token
    assert permits.holder(permit).name == "林晓荷"


def test_a_new_number_that_is_anothers_is_refused(stage: Stage) -> None:
    changing.holding(stage)
    identity = {**PROFILE["identity"], "new_identity_kind": "居民身份证", "new_identity_number": "110101199203070016"}
    changing.save(stage, "identity", identity)
    case = changing.endorsed(stage, changing.drafted(stage, TYPE))
    with pytest.raises(Refusal, match="已经登记在另一个人名下"):
        changing.approved(stage, case)
    assert casework.by_number(case.number).stage == "approval"


def test_without_a_difference_there_is_nothing_to_hand_in(stage: Stage) -> None:
    changing.holding(stage)
    case = changing.drafted(stage, TYPE)
    with pytest.raises(Objected, match="没有要变更的信息"):
        story.go(stage.lin, case, "submit", now=LATER)


def test_who_holds_no_permit_changes_none(stage: Stage) -> None:
    story.access_opened(stage)
    story.go(stage.lin, story.drafted(stage), "withdraw")
    with pytest.raises(Refusal, match="还没有工作居住证"):
        open_case(actor=stage.lin, now=LATER, type=TYPE)


def test_a_returned_case_still_stands_in_the_way(stage: Stage) -> None:
    """CC-256 (AMC-29): the first issue was sent back and is not closed; no other business may begin."""
    story.returned(stage)
    with pytest.raises(Refusal, match="已有一项业务在办"):
        open_case(actor=stage.lin, now=LATER, type=TYPE)


def test_a_withdrawn_one_does_not(stage: Stage) -> None:
    """CC-257: the one before was withdrawn by the person, so the next may begin."""
    changing.holding(stage)
    changing.save(stage, "residence", MOVED)
    first = changing.drafted(stage, TYPE)
    story.go(stage.lin, first, "withdraw", now=LATER)
    assert open_case(actor=stage.lin, now=LATER, type=TYPE).open


def test_a_first_sign_in_that_differs_proposes_the_fitting_changes(stage: Stage) -> None:
    """CC-271: profile and paper differ in an address and a child, so both change businesses are proposed."""
    permit = changing.holding(stage)
    changing.save(stage, "residence", MOVED)
    changing.save(stage, "children", [changing.CHILD])
    offered = {one.type: one.items for one in offers_of(permit, DAY)}
    assert offered == {"change_of_particulars": "居住地址", "change_of_dependants": "随往子女"}
