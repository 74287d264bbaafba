"""单位关联 from the employer's side: confirm with the contract, refuse, update, release; and the staff list."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongju.actions.link import ask_link
from gongju.casework.queries import by_number
from gongju.documents.models import Document
from gongju.employers.models import Employment
from gongju.permits.models import Permit
from tests import cast, story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

from .conftest import a_pdf, a_word_file, day, text

pytestmark = pytest.mark.django_db
State = Employment.State


def asked(stage: Stage) -> Employment:
    """林晓禾 asks to be linked to 北京海河蓝."""
    return ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)


def contract(
    *, since: str = "2023-3-1", until: str = "2029-2-28", file: SimpleUploadedFile | None = None, **changed: str
) -> dict[str, object]:
    """The boxes of the contract's page."""
    typed: dict[str, object] = {"post": "算法工程师", "post_kind": "管理技术岗位", "kind": "固定期限", **changed}
    typed |= day("employed_from", "2023-3-1") | day("contract_from", since) | day("contract_to", until)
    return typed | ({"document": file} if file else {})


def test_a_request_is_confirmed_with_the_contract(stage: Stage, signed_in: As) -> None:
    employment, client = asked(stage), signed_in(stage.zhao)
    waiting = text(client.get("/unit/links/"))
    assert "林晓禾" in waiting
    assert "11010119900307002X" not in waiting
    assert client.post(f"/unit/links/{employment.pk}/", contract(file=a_pdf())).status_code == 302
    employment.refresh_from_db()
    assert (employment.state, employment.post, employment.contract_to) == (
        State.CONFIRMED,
        "算法工程师",
        date(2029, 2, 28),
    )
    assert Document.objects.get(title="劳动合同（林晓禾）").pk == employment.contract_document_id


def test_dates_the_wrong_way_round_are_named_and_the_file_is_kept(stage: Stage, signed_in: As) -> None:
    employment, client = asked(stage), signed_in(stage.zhao)
    here = f"/unit/links/{employment.pk}/"
    answer = client.post(here, contract(since="2029-3-1", until="2023-2-28", file=a_pdf("林的合同.pdf")))
    assert answer.status_code == 422
    assert "合同起始日期" in text(answer)
    assert "已收到“林的合同.pdf”" in text(answer)
    kept = Document.objects.get(kind="labour_contract")
    assert f'name="kept" value="{kept.pk}"' in text(answer)
    assert client.post(here, {**contract(), "kept": str(kept.pk)}).status_code == 302
    employment.refresh_from_db()
    assert employment.contract_document_id == kept.pk


def test_everything_missing_is_named_at_once(stage: Stage, signed_in: As) -> None:
    shown = text(signed_in(stage.zhao).post(f"/unit/links/{asked(stage).pk}/", {"post": "算法工程师"}))
    assert "请填写这一项" in shown
    assert "请选择劳动合同的扫描件" in shown
    assert 'value="算法工程师"' in shown


def test_a_file_of_another_kind_is_refused_and_the_boxes_stay(stage: Stage, signed_in: As) -> None:
    employment = asked(stage)
    answer = signed_in(stage.zhao).post(f"/unit/links/{employment.pk}/", contract(file=a_word_file()))
    assert answer.status_code == 422
    assert "请另存为PDF、JPG或PNG后再上传" in text(answer)
    assert 'value="2029"' in text(answer)
    employment.refresh_from_db()
    assert employment.state == State.REQUESTED


@pytest.mark.parametrize("key", ["not-a-key", "00000000-0000-4000-8000-000000000000"])
def test_a_key_of_a_foreign_file_is_no_contract(stage: Stage, signed_in: As, key: str) -> None:
    employment = asked(stage)
    answer = signed_in(stage.zhao).post(f"/unit/links/{employment.pk}/", {**contract(), "kept": key})
    assert answer.status_code in (404, 422)
    employment.refresh_from_db()
    assert employment.state == State.REQUESTED


def test_one_linked_elsewhere_is_not_confirmed_and_it_says_so(stage: Stage, signed_in: As) -> None:
    employment = asked(stage)
    cast.link(stage.lin, stage.ma, stage.nankou)
    answer = signed_in(stage.zhao).post(f"/unit/links/{employment.pk}/", contract(file=a_pdf()))
    assert answer.status_code == 422
    assert "没有办成" in text(answer)


def test_a_request_is_refused_with_a_reason(stage: Stage, signed_in: As) -> None:
    employment, client = asked(stage), signed_in(stage.zhao)
    here = f"/unit/links/{employment.pk}/refuse/"
    assert client.post(here, {"reason": " "}).status_code == 422
    assert client.post(here, {"reason": "不是本单位员工。"}).status_code == 302
    employment.refresh_from_db()
    assert (employment.state, employment.end_reason) == (State.REFUSED, "不是本单位员工。")
    assert client.get(here).status_code == 404


def test_staff_are_listed_with_contract_permit_and_case(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client = signed_in(stage.zhao)
    shown = text(client.get("/unit/staff/"))
    for said in ("已关联 1 人，持证 0 人", "林晓禾", "2029年2月28日", "没有持证", "新办：待受理", case.number):
        assert said in shown
    assert "没有找到员工" in text(client.get("/unit/staff/?q=陈默"))
    assert "林晓禾" in text(client.get("/unit/staff/?q=林&permit=none"))
    assert "没有找到员工" in text(client.get("/unit/staff/?permit=suspended"))


def test_a_held_permit_stands_in_the_list_with_its_state(stage: Stage, signed_in: As) -> None:
    story.approved(stage)
    client = signed_in(stage.zhao)
    assert "持证 1 人" in text(client.get("/unit/staff/"))
    assert "有效" in text(client.get("/unit/staff/"))
    assert "没有找到员工" in text(client.get("/unit/staff/?permit=none"))
    assert "没有找到员工" in text(client.get("/unit/staff/?permit=ending"))
    Permit.objects.update(last_day=date(2026, 12, 20))
    assert "林晓禾" in text(client.get("/unit/staff/?permit=ending"))
    assert "12月20日" in text(client.get("/unit/"))


def test_the_employees_page_masks_every_number(stage: Stage, signed_in: As) -> None:
    story.submitted(stage)
    shown = text(signed_in(stage.zhao).get(f"/unit/staff/{Employment.objects.get().pk}/"))
    for said in ("学习经历", "山东大学", "算法工程师", "看合同扫描件"):
        assert said in shown
    assert "11010119900307002X" not in shown
    assert "13800000001" not in shown


def test_a_contract_is_updated_and_its_scan_stays(stage: Stage, signed_in: As) -> None:
    employment = cast.link(stage.lin, stage.zhao, stage.hhl)
    client, here = signed_in(stage.zhao), f"/unit/staff/{employment.pk}/contract/"
    assert 'value="2029"' in text(client.get(here))
    assert client.post(here, contract(kind="无固定期限", until="")).status_code == 302
    before = employment.contract_document_id
    employment.refresh_from_db()
    assert (employment.kind, employment.contract_to) == ("无固定期限", None)
    assert employment.contract_document_id == before


def test_a_release_says_what_it_means_and_closes_what_is_open(stage: Stage, signed_in: As) -> None:
    story.lot_of(stage, 1)
    case = story.endorsed(stage)
    employment = Employment.objects.get()
    client, here = signed_in(stage.zhao), f"/unit/staff/{employment.pk}/release/"
    asked_first = text(client.get(here))
    assert "正在办理的业务会关闭，占用的指标退回" in asked_first
    assert client.post(here, day("ended_on", "2026-11-24")).status_code == 422
    gone = client.post(here, {**day("ended_on", "2026-11-24"), "kind": "离职", "reason": "个人原因离职"}, follow=True)
    assert "已与 林晓禾 解除关联" in text(gone)
    assert by_number(case.number).outcome == "closed"
    assert "现在可用 1 个" in text(client.get("/unit/quota/"))
    assert client.get(f"/unit/staff/{employment.pk}/").status_code == 404
    assert client.get(here).status_code == 404


def test_a_release_in_the_future_is_not_made(stage: Stage, signed_in: As) -> None:
    employment = cast.link(stage.lin, stage.zhao, stage.hhl)
    typed = {**day("ended_on", "2026-12-24"), "kind": "离职", "reason": "合同到期"}
    answer = signed_in(stage.zhao).post(f"/unit/staff/{employment.pk}/release/", typed)
    assert answer.status_code == 422
    employment.refresh_from_db()
    assert employment.state == State.CONFIRMED


def test_who_is_gone_suspends_the_permit_and_the_proof_of_leaving_comes_along(stage: Stage, signed_in: As) -> None:
    """CP-120, SC-28: a file sent stays when something else is wrong."""
    story.approved(stage)
    employment = Employment.objects.get()
    client, here = signed_in(stage.zhao), f"/unit/staff/{employment.pk}/release/"
    assert "离职的传原单位离职证明" in text(client.get(here))
    typed = {**day("ended_on", "2026-11-25"), "kind": "离职", "reason": "个人原因离职"}
    lacking = client.post(here, typed)
    assert lacking.status_code == 422
    assert '<a href="#f-document">离职材料：请上传原单位离职证明' in text(lacking)
    assert client.post(here, {**typed, "document": a_word_file()}).status_code == 422
    wrong = client.post(here, {**typed, **day("ended_on", "2036-1-1"), "document": a_pdf("离职.pdf")})
    assert "已收到“离职.pdf”" in text(wrong)
    kept = Document.objects.get(title="原单位离职证明（林晓禾）")
    assert client.post(here, {**typed, "kept": str(kept.pk)}).status_code == 302
    employment.refresh_from_db()
    assert (employment.leaving, employment.leaving_document_id) == ("left", kept.pk)
    assert Permit.objects.get().suspended_since is not None
