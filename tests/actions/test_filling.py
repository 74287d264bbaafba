"""Filling in: saved as typed, wrong entries too; each party says what is theirs to say."""

import pytest
from django.db.models import QuerySet

from gongju.actions.documents import remove_document
from gongju.actions.fill import fill
from gongju.actions.hand_in import hand_in, take_back
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.actions.save_part import save_employer_part, save_profile_part
from gongju.casework import queries as casework
from gongju.casework.models import Case, HandedIn
from gongju.employers.models import Employment
from gongju.errors import BadInput, NotFound, Refusal
from gongju.journal.queries import history
from gongju.journal.refs import SubjectRef
from gongju.people.models import Person
from tests import cast, story
from tests.cast import NOW, PROFILE, Stage


@pytest.fixture
def draft(stage: Stage) -> Case:
    """An empty draft of 林晓禾."""
    story.access_opened(stage)
    cast.link(stage.lin, stage.zhao, stage.hhl)
    return open_case(actor=stage.lin, now=NOW, type="first_issue")


def test_what_is_wrong_is_kept_and_told(stage: Stage, draft: Case) -> None:
    filled = fill(
        actor=stage.lin, now=NOW, case_number=draft.number, answers={"monthly_income": "三万", "tax_months": "40"}
    )
    assert [fault.field for fault in filled.faults] == ["monthly_income"]
    assert casework.by_number(draft.number).answers == {"monthly_income": "三万", "tax_months": "40"}


def test_a_wrong_answer_counts_as_not_known(stage: Stage, draft: Case) -> None:
    fill(actor=stage.lin, now=NOW, case_number=draft.number, answers={"monthly_income": "三万"})
    seen = preview(actor=stage.lin, now=NOW, case=casework.by_number(draft.number))
    assert "monthly_income" in [one.name for one in seen.questions]


def test_an_endless_answer_is_cut_and_read_at_once(stage: Stage, draft: Case) -> None:
    """Read as a number, a quarter of it alone took minutes."""
    filled = fill(actor=stage.lin, now=NOW, case_number=draft.number, answers={"monthly_income": "1" * 4000 + " 元 元"})
    assert [fault.field for fault in filled.faults] == ["monthly_income"]
    assert len(casework.by_number(draft.number).answers["monthly_income"]) == 1000


def test_an_emptied_answer_goes(stage: Stage, draft: Case) -> None:
    fill(actor=stage.lin, now=NOW, case_number=draft.number, answers={"tax_months": "40"})
    fill(actor=stage.lin, now=NOW, case_number=draft.number, answers={"tax_months": ""})
    assert casework.by_number(draft.number).answers == {}


def test_the_journal_learns_what_was_touched_and_never_what_was_typed(stage: Stage, draft: Case) -> None:
    fill(actor=stage.lin, now=NOW, case_number=draft.number, answers={"monthly_income": "32000"})
    entry = history(SubjectRef("case", draft.number))[-1]
    assert (entry.action, entry.data) == ("case.fill", {"facts": ["monthly_income"]})


@pytest.mark.parametrize(("name", "words"), [("no_such_fact", "没有"), ("staff_count", "不由您填写")])
def test_what_is_not_theirs_to_say_is_refused(stage: Stage, draft: Case, name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        fill(actor=stage.lin, now=NOW, case_number=draft.number, answers={name: "1"})


def test_a_second_open_case_is_refused_with_the_number_of_the_first(stage: Stage, draft: Case) -> None:
    with pytest.raises(Refusal, match=draft.number):
        open_case(actor=stage.lin, now=NOW, type="first_issue")


def test_nobody_opens_a_case_before_being_linked(stage: Stage) -> None:
    with pytest.raises(Objected, match="您还没有关联单位"):
        open_case(actor=stage.lin, now=NOW, type="first_issue")


def test_nobody_opens_a_case_at_an_employer_without_access(stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    with pytest.raises(Objected, match="业务办理权限为“未开通”"):
        open_case(actor=stage.lin, now=NOW, type="first_issue")


def test_an_employers_business_is_not_a_persons_to_open(stage: Stage) -> None:
    with pytest.raises(Refusal, match="由单位经办人发起"):
        open_case(actor=stage.lin, now=NOW, type="employer_access")


def test_a_first_issue_is_the_persons_to_open_and_not_the_employers(stage: Stage) -> None:
    # TC-211
    cast.link(stage.lin, stage.zhao, stage.hhl)
    with pytest.raises((Refusal, NotFound)):
        open_case(actor=stage.zhao, now=NOW, type="first_issue")


def _hers(draft: Case) -> QuerySet[HandedIn]:
    """What the person handed in: the contract lies in the case from the start."""
    return casework.handed_in(draft).exclude(material="contract")


def test_the_contract_of_the_link_lies_in_the_case_from_the_start(stage: Stage, draft: Case) -> None:
    """What the employer uploaded when it confirmed is the case's contract paper and fact (CP-066, CP-119, DC-141)."""
    employment = Employment.objects.get()
    paper = casework.handed_in(draft).get()
    assert (paper.material, paper.version.document_id) == ("contract", employment.contract_document_id)
    known = preview(actor=stage.lin, now=NOW, case=casework.by_number(draft.number)).facts
    assert {one.name: one.value for one in known}["contract_here"] is True


def test_a_new_version_takes_the_place_of_the_one_before(stage: Stage, draft: Case) -> None:
    first = cast.paper(stage.lin, "hukou_book", "户口本")
    hand_in(actor=stage.lin, now=NOW, case_number=draft.number, material="hukou_book", version_id=first.pk)
    second = cast.paper(stage.lin, "hukou_book", "户口本", replaces=first.document_id)
    hand_in(actor=stage.lin, now=NOW, case_number=draft.number, material="hukou_book", version_id=second.pk)
    assert [paper.version_id for paper in _hers(draft)] == [second.pk]


def test_only_ones_own_papers_can_be_handed_in(stage: Stage, draft: Case) -> None:
    theirs = cast.paper(stage.chen, "hukou_book", "户口本")
    with pytest.raises(NotFound):
        hand_in(actor=stage.lin, now=NOW, case_number=draft.number, material="hukou_book", version_id=theirs.pk)


def test_each_party_hands_in_its_own_papers(stage: Stage, draft: Case) -> None:
    own = cast.paper(stage.lin, "contract", "劳动合同")
    with pytest.raises(BadInput, match="由单位提交"):
        hand_in(actor=stage.lin, now=NOW, case_number=draft.number, material="contract", version_id=own.pk)


def test_a_paper_taken_back_is_lacking_again(stage: Stage, draft: Case) -> None:
    story.hand_in_one(stage.lin, draft, "hukou_book")
    paper = _hers(draft).get()
    take_back(actor=stage.lin, now=NOW, case_number=draft.number, handed_in_id=paper.pk)
    papers = preview(actor=stage.lin, now=NOW, case=casework.by_number(draft.number)).papers
    assert next(one for one in papers if one.due.material.code == "hukou_book").lacking


def test_a_document_taken_out_of_the_list_stays_with_the_case(stage: Stage, draft: Case) -> None:
    story.hand_in_one(stage.lin, draft, "hukou_book")
    paper = _hers(draft).get()
    remove_document(actor=stage.lin, now=NOW, document_id=paper.version.document_id)
    assert _hers(draft).get().pk == paper.pk


def test_the_phone_of_the_profile_is_where_messages_go(stage: Stage) -> None:
    contact = {**PROFILE["contact"], "phone": "138 1111 2222"}
    save_profile_part(actor=stage.lin, now=NOW, part="contact", content=contact)
    assert Person.objects.get(pk=stage.lin.person_id or 0).phone == "13811112222"


def test_an_employer_may_not_change_its_particulars_while_they_are_looked_at(stage: Stage) -> None:
    story.access_asked_for(stage)
    with pytest.raises(Refusal, match="办结前单位信息不能修改"):
        save_employer_part(actor=stage.zhao, now=NOW, part="contact", content={})


def test_a_part_that_the_form_has_not_is_not_found(stage: Stage) -> None:
    with pytest.raises(NotFound):
        save_profile_part(actor=stage.lin, now=NOW, part="hobbies", content={})
