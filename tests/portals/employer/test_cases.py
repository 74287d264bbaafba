"""业务 as the employer sees them: its own request for access from begin to end, and endorsing its staff's."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongju.actions.preview import preview
from gongju.casework.models import Case
from gongju.casework.queries import by_number, handed_in
from gongju.documents import records
from tests import cast, story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

from .conftest import a_pdf, a_word_file, text

pytestmark = pytest.mark.django_db
CASE_QUERIES = 36


def here(case: Case, rest: str = "") -> str:
    return f"/unit/cases/{case.number}/{rest}"


def test_an_agent_reads_what_a_person_confirmed_of_a_record_that_was_handed_in(stage: Stage, signed_in: As) -> None:
    case = story.submitted(stage)
    record = handed_in(case).get(material="income_12").version
    told = {"kind": "个人扣缴明细", "months": ["2021-08", "2021-09"], "sum": "40,000.00", "marks": ["缺少2021-10。"]}
    records.note(version_id=record.pk, facts={**told, "confirmed_on": "2021-09-01"})
    shown = text(signed_in(stage.zhao).get(here(case)))
    assert "个人扣缴明细：2021-08 至 2021-09，共 2 个月，收入合计 40,000.00 元，2021-09-01 由提交人核对确认。" in shown
    assert "缺少2021-10。" in shown


def test_access_is_asked_for_from_begin_to_end(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    assert "提交前要填完单位信息，还差" in text(client.get("/unit/access/"))
    cast.fill_employer(stage.zhao)
    opened = client.post("/unit/access/open/")
    case = Case.objects.get(type="employer_access")
    assert opened.headers["Location"] == here(case)
    assert "申请正在办理" in text(client.get("/unit/access/"))
    assert "还不能提交" in text(client.get(here(case)))
    for paper in preview(actor=stage.zhao, now=NOW, case=case).papers:
        if paper.lacking:
            sent = {"material": paper.due.material.code, "file": a_pdf()}
            assert client.post(here(case, "papers/"), sent).status_code == 302
    assert "确认单位信息和材料真实有效" in text(client.get(here(case, "moves/submit/")))
    assert client.post(here(case, "moves/submit/"), {"seen_stage": "draft"}).status_code == 302
    assert by_number(case.number).stage == "acceptance"


def test_access_that_is_open_says_since_when(stage: Stage, signed_in: As) -> None:
    story.access_opened(stage)
    shown = text(signed_in(stage.zhao).get("/unit/access/"))
    assert "可办业务" in shown
    assert "2026年11月23日起" in shown


def test_a_paper_is_chosen_from_those_kept_and_taken_back(stage: Stage, signed_in: As) -> None:
    cast.fill_employer(stage.zhao)
    client = signed_in(stage.zhao)
    client.post("/unit/access/open/")
    case = Case.objects.get()
    kept = cast.paper(stage.zhao, "other", "营业执照")
    assert client.post(here(case, "papers/"), {"material": "licence", "version": kept.pk}).status_code == 302
    handed_in = case.handed_in.get()
    assert "撤下" in text(client.get(here(case)))
    assert client.post(here(case, "papers/"), {"take_back": handed_in.pk}).status_code == 302
    assert not case.handed_in.filter(removed_at=None).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"material": "licence"}, "请选择“"),
        ({"material": "licence", "file": "word"}, "请另存为PDF、JPG或PNG后再上传"),
        ({"material": "nothing", "file": "pdf"}, "这份材料现在不需要交"),
    ],
)
def test_a_paper_that_cannot_be_handed_in_says_why(
    stage: Stage, signed_in: As, sent: dict[str, str], said: str
) -> None:
    cast.fill_employer(stage.zhao)
    client = signed_in(stage.zhao)
    client.post("/unit/access/open/")
    case = Case.objects.get()
    files = {"word": a_word_file(), "pdf": a_pdf()}
    answer = client.post(here(case, "papers/"), {key: files.get(value, value) for key, value in sent.items()})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not case.handed_in.exists()


def _take_the_contract_back(client: Client, case: Case) -> None:
    """The contract of the link lies in the case already (CP-066)."""
    paper = handed_in(case).get(material="contract")
    assert client.post(here(case, "papers/"), {"take_back": paper.pk}).status_code == 302


def test_a_case_of_the_staff_is_looked_through_and_endorsed(stage: Stage, signed_in: As) -> None:
    case, client = story.submitted(stage), signed_in(stage.zhao)
    _take_the_contract_back(client, case)
    shown = text(client.get(here(case)))
    for said in (
        "等单位办理",
        "还要交 1 份单位材料",
        "还不能核查无误，提交",
        "本人填写的内容",
        "按规则看：",
        "山东大学",
    ):
        assert said in shown
    assert "11010119900307002X" not in shown
    assert client.post(here(case, "papers/"), {"material": "contract", "file": a_pdf()}).status_code == 302
    assert "真实有效、与原件一致" in text(client.get(here(case, "moves/endorse/")))
    assert client.post(here(case, "moves/endorse/"), {"seen_stage": "endorsement"}).status_code == 302
    assert by_number(case.number).stage == "acceptance"
    after = text(client.get(here(case)))
    assert "前办结" in after
    assert "交这份材料" not in after


def test_a_new_file_takes_the_place_of_the_one_before(stage: Stage, signed_in: As) -> None:
    case, client = story.submitted(stage), signed_in(stage.zhao)
    _take_the_contract_back(client, case)
    client.post(here(case, "papers/"), {"material": "contract", "file": a_pdf()})
    old = handed_in(case).get(material="contract")
    shown = text(client.get(here(case)))
    assert f'name="instead_of" value="{old.pk}"' in shown
    sent = {"material": "contract", "file": a_pdf("新.pdf", 2), "instead_of": old.pk}
    assert client.post(here(case, "papers/"), sent).status_code == 302
    new = handed_in(case).get(material="contract")
    assert (new.version.document_id, new.version.number) == (old.version.document_id, 2)


def test_endorsing_without_the_employers_papers_is_refused(stage: Stage, signed_in: As) -> None:
    case, client = story.submitted(stage), signed_in(stage.zhao)
    _take_the_contract_back(client, case)
    answer = client.post(here(case, "moves/endorse/"), {"seen_stage": "endorsement"})
    assert answer.status_code == 422
    assert "缺少材料：劳动合同" in text(answer)
    assert by_number(case.number).stage == "endorsement"


def test_the_persons_paper_is_not_the_employers_to_hand_in(stage: Stage, signed_in: As) -> None:
    case = story.submitted(stage)
    answer = signed_in(stage.zhao).post(here(case, "papers/"), {"material": "integrity", "file": a_pdf()})
    assert answer.status_code == 422
    assert "由申请人本人提交" in text(answer)


def test_a_case_is_returned_with_a_reason_and_what_changed_is_shown(stage: Stage, signed_in: As) -> None:
    case, client = story.submitted(stage), signed_in(stage.zhao)
    back = here(case, "moves/return_to_applicant/")
    assert client.post(back, {"seen_stage": "endorsement", "reason": ""}).status_code == 422
    assert client.post(back, {"seen_stage": "endorsement", "reason": "请更正通讯地址。"}).status_code == 302
    assert "请更正通讯地址" in text(client.get(here(case)))
    contact = {"phone": "13800000009", "postal_address": "北京市昌平区南口镇 8 号"}
    cast.fill_profile(stage.lin, contact=contact)
    story.go(stage.lin, case, "resubmit")
    shown = text(client.get(here(case)))
    assert "这次提交改了" in shown
    assert "北京市昌平区南口镇 8 号" in shown
    assert "13800000009" not in shown


def test_a_paper_added_to_one_that_stays_is_shown_beside_it(stage: Stage, signed_in: As) -> None:
    case = story.returned(stage)
    story.hand_in_one(stage.lin, case, "integrity", now=cast.NOW + 3 * story.DAY)
    story.go(stage.lin, case, "resubmit", now=cast.NOW + 3 * story.DAY)
    shown = text(signed_in(stage.zhao).get(here(case)))
    assert "材料：个人诚信声明" in shown
    assert "<b>个人诚信声明</b>　没有本人签字" in shown
    assert '<td data-label="原来">没有交</td>' not in shown


def test_a_case_that_moved_on_meanwhile_says_so(stage: Stage, signed_in: As) -> None:
    case = story.submitted(stage)
    story.go(stage.lin, case, "withdraw")
    answer = signed_in(stage.zhao).post(here(case, "moves/endorse/"), {"seen_stage": "endorsement"})
    assert answer.status_code == 409
    assert "刚刚已被处理" in text(answer)
    assert signed_in(stage.zhao).get(here(case, "moves/endorse/")).status_code == 404


def test_an_answer_is_kept_as_typed_with_what_is_wrong(stage: Stage, signed_in: As) -> None:
    case, client = story.submitted(stage), signed_in(stage.zhao)
    wrong = client.post(here(case, "answers/"), {"asked": "share_percent", "share_percent": "许多"})
    assert wrong.status_code == 422
    assert 'value="许多"' in text(wrong)
    assert by_number(case.number).answers["share_percent"] == "许多"
    right = client.post(here(case, "answers/"), {"asked": "share_percent", "share_percent": "30"})
    assert right.status_code == 302
    assert by_number(case.number).answers["share_percent"] == "30"


def test_the_persons_answers_are_not_the_employers(stage: Stage, signed_in: As) -> None:
    case = story.submitted(stage)
    typed = {"asked": "monthly_income", "monthly_income": "1"}
    signed_in(stage.zhao).post(here(case, "answers/"), typed)
    assert by_number(case.number).answers["monthly_income"] == "32000"


def test_the_faults_of_a_correction_stand_in_front(stage: Stage, signed_in: As) -> None:
    case = story.returned(stage)
    shown = text(signed_in(stage.zhao).get(here(case)))
    assert "要补正的 1 处" in shown
    assert "没有本人签字" in shown


def test_cases_are_listed_and_found(stage: Stage, signed_in: As) -> None:
    case, client = story.submitted(stage), signed_in(stage.zhao)
    shown = text(client.get("/unit/cases/"))
    assert "等单位办理" in shown
    assert "单位业务" in shown
    assert case.number in text(client.get("/unit/cases/?q=林"))
    assert "没有找到" in text(client.get("/unit/cases/?q=没有这个人"))


@pytest.mark.usefixtures("unheard_offices")
def test_the_case_asks_the_database_a_bounded_number_of_times(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case, client = story.submitted(stage), signed_in(stage.zhao)
    client.get(here(case))
    with django_assert_max_num_queries(CASE_QUERIES):
        client.get(here(case))
