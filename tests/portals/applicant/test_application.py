"""The application: what is asked and due, the verdict as one types, submitting, and the way back for correction."""

import json
import re

import pytest
from django.test import Client

from gongju.casework.models import Case, HandedIn
from tests import cast, story
from tests.cast import Stage
from tests.portals.applicant.conftest import scan
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
ASKED = re.compile(r'name="asked" value="(\w+)"')


@pytest.fixture
def draft(stage: Stage, lin: Client) -> Case:
    """林晓禾, linked and with a full profile, has opened a first issue."""
    story.access_opened(stage)
    cast.link(stage.lin, stage.zhao, stage.hhl)
    cast.fill_profile(stage.lin)
    lin.post("/my/businesses/first_issue/")
    return Case.objects.get(type="first_issue")


def test_without_an_employer_there_is_no_business_yet(lin: Client) -> None:
    assert "还没有可办的业务" in lin.get("/my/businesses/").content.decode()


def test_employer_that_is_not_open_is_the_reason_why_not(lin: Client, stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    page = lin.get("/my/businesses/").content.decode()
    assert "现在不能办" in page
    assert "未开通" in page


def test_one_open_business_is_why_another_may_not_begin(lin: Client, draft: Case) -> None:
    assert f"（{draft.number}）还没有办结" in lin.get("/my/businesses/").content.decode()


def test_opening_twice_by_hand_is_refused(lin: Client, draft: Case) -> None:
    assert lin.post("/my/businesses/first_issue/").status_code == 403
    assert Case.objects.filter(type="first_issue").count() == 1


def test_page_asks_only_what_the_profile_does_not_tell(lin: Client, draft: Case) -> None:
    asked = ASKED.findall(lin.get(f"/my/cases/{draft.number}/fill/").content.decode())
    assert "monthly_income" in asked
    assert not {"degree", "hukou", "housing", "birth_date"} & set(asked)


def test_answers_are_saved_while_typing_and_the_verdict_follows(lin: Client, draft: Case) -> None:
    form = {"asked": list(story.ANSWERS), **{name: _typed(value) for name, value in story.ANSWERS.items()}}
    answer = lin.post(f"/my/cases/{draft.number}/fill/", form, headers={"X-Keep": "1"})
    said = json.loads(answer.content)
    assert said["faults"] == {}
    assert "tag-ok" in said["replace"]["verdict"]
    draft.refresh_from_db()
    assert draft.answers["monthly_income"] == "32000"


def _typed(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def test_wrong_answer_is_kept_and_told(lin: Client, draft: Case) -> None:
    form = {"asked": ["monthly_income"], "monthly_income": "三万"}
    said = json.loads(lin.post(f"/my/cases/{draft.number}/fill/", form, headers={"X-Keep": "1"}).content)
    assert list(said["faults"]) == ["f-monthly_income"]
    page = lin.get(f"/my/cases/{draft.number}/fill/").content.decode()
    assert 'value="三万"' in page


def test_answer_that_is_not_mine_to_give_is_not_taken(lin: Client, draft: Case) -> None:
    form = {"asked": ["unit_tax_year_1", "degree"], "unit_tax_year_1": "1"}
    lin.post(f"/my/cases/{draft.number}/fill/", form, headers={"X-Keep": "1"})
    draft.refresh_from_db()
    assert "unit_tax_year_1" not in draft.answers


def test_paper_is_uploaded_into_the_case_and_kept_among_my_papers(lin: Client, draft: Case) -> None:
    lin.post(f"/my/cases/{draft.number}/papers/integrity/", {"file": scan()})
    handed = HandedIn.objects.get(case=draft, material="integrity")
    assert (handed.material, handed.version.document.holder_kind) == ("integrity", "person")


def test_paper_that_lies_among_mine_is_chosen_and_taken_out_again(lin: Client, stage: Stage, draft: Case) -> None:
    version = cast.paper(stage.lin, "integrity", "个人诚信声明")
    lin.post(f"/my/cases/{draft.number}/papers/integrity/", {"version": version.pk})
    handed = HandedIn.objects.get(case=draft, material="integrity")
    lin.post(f"/my/cases/{draft.number}/taken/{handed.pk}/")
    handed.refresh_from_db()
    assert handed.removed_at


def test_paper_of_another_is_not_found(lin: Client, stage: Stage, draft: Case) -> None:
    version = cast.paper(stage.chen, "integrity", "个人诚信声明")
    answer = lin.post(f"/my/cases/{draft.number}/papers/integrity/", {"version": version.pk})
    assert answer.status_code == 404


@pytest.mark.parametrize("form", [{}, {"version": "x"}])
def test_no_paper_chosen_is_told(lin: Client, draft: Case, form: dict[str, str]) -> None:
    answer = lin.post(f"/my/cases/{draft.number}/papers/integrity/", form, follow=True)
    assert "要上传的文件，或者从附件里选一份" in answer.content.decode()


def test_what_keeps_from_submitting_is_listed(lin: Client, draft: Case) -> None:
    page = lin.get(f"/my/cases/{draft.number}/fill/").content.decode()
    assert "还不能“提交单位审核”" in page
    assert "缺少材料" in page
    assert lin.get(f"/my/cases/{draft.number}/submit/").status_code == 403


def test_submitting_asks_once_more_and_goes_to_the_employer(stage: Stage, signed_in: As) -> None:
    story.access_opened(stage)
    case, lin = story.drafted(stage), signed_in(stage.lin)
    assert "确认提交吗" in lin.get(f"/my/cases/{case.number}/submit/").content.decode()
    lin.post(f"/my/cases/{case.number}/submit/", {"seen_stage": "draft"})
    case.refresh_from_db()
    assert case.stage == "endorsement"
    assert "单位审核" in lin.get(f"/my/cases/{case.number}/").content.decode()


def test_pressing_twice_submits_once(stage: Stage, signed_in: As) -> None:
    story.access_opened(stage)
    case, lin = story.drafted(stage), signed_in(stage.lin)
    lin.post(f"/my/cases/{case.number}/submit/", {"seen_stage": "draft"})
    assert lin.post(f"/my/cases/{case.number}/submit/", {"seen_stage": "draft"}).status_code in {404, 409}
    assert case.steps.filter(name="submit").count() == 1


def test_moves_of_others_are_not_there(lin: Client, draft: Case) -> None:
    for name in ("endorse", "accept", "approve", "nonsense"):
        assert lin.post(f"/my/cases/{draft.number}/{name}/", {"seen_stage": "draft"}).status_code == 404


def test_withdrawing_asks_and_ends_the_case(lin: Client, draft: Case) -> None:
    assert "btn-danger" in lin.get(f"/my/cases/{draft.number}/withdraw/").content.decode()
    lin.post(f"/my/cases/{draft.number}/withdraw/", {"seen_stage": "draft"})
    draft.refresh_from_db()
    assert draft.outcome == "withdrawn"


def test_correction_lists_each_fault_with_where_to_mend_it(stage: Stage, signed_in: As) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    page = lin.get(f"/my/cases/{case.number}/").content.decode()
    assert "要补正的 1 处" in page
    assert "没有本人签字" in page
    assert f"/my/cases/{case.number}/fill/#paper-integrity" in page
    assert "暂停计算" in page


def test_fault_that_the_office_has_only_noted_stands_on_no_page(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    story.find_fault(stage.sun, case)
    for who, address in ((stage.lin, f"/my/cases/{case.number}/"), (stage.zhao, f"/unit/cases/{case.number}/")):
        assert "没有本人签字" not in signed_in(who).get(address).content.decode()


def test_replaced_paper_counts_as_answered_and_lets_it_go_back(stage: Stage, signed_in: As) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    story.hand_in_one(stage.lin, case, "integrity", now=cast.NOW + 3 * story.DAY)
    page = lin.get(f"/my/cases/{case.number}/").content.decode()
    assert "已更换" in page
    lin.post(f"/my/cases/{case.number}/resubmit/", {"seen_stage": "correction"})
    case.refresh_from_db()
    assert (case.stage, case.round) == ("endorsement", 2)
    waiting = lin.get(f"/my/cases/{case.number}/").content.decode()
    assert "通知补正过的 1 处" in waiting
    assert "更换材料" not in waiting
    assert "您现在不用做什么" in lin.get("/my/").content.decode()


def test_new_paper_takes_the_place_of_the_one_at_fault(stage: Stage, signed_in: As) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    old = HandedIn.objects.get(case=case, material="integrity")
    page = lin.get(f"/my/cases/{case.number}/fill/").content.decode()
    assert "换上新的一份" in page
    assert re.search(rf'name="instead_of" value="{old.pk}" checked', page)
    sent = {"file": scan(shade=200), "instead_of": old.pk}
    lin.post(f"/my/cases/{case.number}/papers/integrity/", sent)
    new = HandedIn.objects.get(case=case, material="integrity", removed_at=None)
    assert (new.version.document_id, new.version.number) == (old.version.document_id, 2)


def test_paper_at_fault_may_be_completed_by_another_file(stage: Stage, signed_in: As) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    lin.post(f"/my/cases/{case.number}/papers/integrity/", {"file": scan(shade=200), "instead_of": ""})
    there = HandedIn.objects.filter(case=case, material="integrity", removed_at=None)
    assert len({one.version.document_id for one in there}) == 2
    page = lin.get(f"/my/cases/{case.number}/fill/").content.decode()
    assert not re.search(
        r'name="instead_of" value="\d*" checked', page.split('id="paper-integrity"')[1].split("<li id")[0]
    )


def test_photos_gathered_for_a_paper_at_fault_take_its_place(stage: Stage, signed_in: As) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    old = HandedIn.objects.get(case=case, material="integrity")
    aim = {"case": case.number, "code": "integrity", "instead_of": old.pk, "file": scan(shade=200)}
    begun = lin.post("/my/papers/gather/", aim)
    done = lin.post(begun["Location"], {"deed": "finish"})
    assert done["Location"] == f"/my/cases/{case.number}/fill/#papers"
    new = HandedIn.objects.get(case=case, material="integrity", removed_at=None)
    assert (new.version.document_id, new.version.number) == (old.version.document_id, 2)


def test_paper_of_another_kind_is_replaced_without_becoming_its_version(stage: Stage, signed_in: As) -> None:
    """What was chosen by mistake from 附件 stays what it is there."""
    case, lin = story.returned(stage), signed_in(stage.lin)
    old = HandedIn.objects.get(case=case, material="integrity")
    old.version.document.kind = "degree"
    old.version.document.save()
    aim = {"case": case.number, "code": "integrity", "instead_of": old.pk, "file": scan(shade=200)}
    lin.post(lin.post("/my/papers/gather/", aim)["Location"], {"deed": "finish"})
    new = HandedIn.objects.get(case=case, material="integrity", removed_at=None)
    assert new.version.document_id != old.version.document_id


def test_case_of_another_is_not_found(draft: Case, stage: Stage, signed_in: As) -> None:
    chen = signed_in(stage.chen)
    for where in ("", "fill/", "submit/"):
        assert chen.get(f"/my/cases/{draft.number}/{where}").status_code == 404


def test_case_that_may_not_be_changed_is_not_filled(stage: Stage, signed_in: As) -> None:
    case = story.submitted(stage)
    answer = signed_in(stage.lin).get(f"/my/cases/{case.number}/fill/")
    assert answer["Location"] == f"/my/cases/{case.number}/"
