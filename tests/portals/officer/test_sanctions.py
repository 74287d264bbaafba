"""The register and the spot checks as the office sees them, and what a frozen account may still do."""

import pytest

from gongju.sanctions.models import Checked, Sanction, SpotCheck
from tests import cast, story
from tests.cast import Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
FILLED = {
    "whom": "单位",
    "kind": "冻结账户",
    "decision": "昌人社处〔2026〕2号",
    "ground": "配合调查",
    "evidence": "协查函 1 份",
    "first_day-year": "2026",
    "first_day-month": "11",
    "first_day-day": "25",
}


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_an_account_is_frozen_looked_at_and_released(stage: Stage, signed_in: As) -> None:
    # LF-05, CP-152: login to read only
    case = story.submitted(stage)
    officer, agent = signed_in(stage.wu), signed_in(stage.zhao)
    impose = f"/office/employers/{stage.hhl.pk}/sanctions/"
    assert "各种处理的后果" in text(officer.get(impose))
    wrong = officer.post(impose, {**FILLED, "decision": ""})
    assert wrong.status_code == 422
    assert "配合调查" in text(wrong)
    assert officer.post(impose, FILLED).status_code == 302
    assert "冻结账户" in text(officer.get(f"/office/employers/{stage.hhl.pk}/"))
    assert "昌人社处〔2026〕2号" in text(officer.get("/office/sanctions/"))
    assert agent.get(f"/unit/cases/{case.number}/").status_code == 200
    assert "账户已被冻结" in text(agent.get("/unit/"))
    refused = agent.post("/unit/info/contact/", {"contact_name": "别人"})
    assert refused.status_code == 403
    assert "只能查看" in text(refused)
    one = Sanction.objects.get()
    assert officer.post(f"/office/sanctions/{one.pk}/lift/", {"reason": "调查结束"}).status_code == 302
    assert agent.post("/unit/info/contact/", {"contact_name": "别人"}).status_code != 403
    assert "没有符合条件的处理" in text(officer.get("/office/sanctions/"))
    assert "调查结束" in text(officer.get("/office/sanctions/?all=yes"))


def test_a_stopped_agent_looks_and_a_colleague_goes_on(stage: Stage, signed_in: As) -> None:
    officer, agent = signed_in(stage.wu), signed_in(stage.zhao)
    told = {**FILLED, "whom": "经办人 赵一鸣", "kind": "停止经办"}
    assert officer.post(f"/office/employers/{stage.hhl.pk}/sanctions/", told).status_code == 302
    assert agent.post("/unit/info/contact/", {"contact_name": "别人"}).status_code == 403
    assert Sanction.objects.get().agent is not None
    mixed = officer.post(f"/office/employers/{stage.hhl.pk}/sanctions/", {**told, "kind": "冻结账户"})
    assert "不适用于所选的对象" in text(mixed)


def test_another_district_reads_the_register_and_lifts_nothing(stage: Stage, signed_in: As) -> None:
    assert signed_in(stage.wu).post(f"/office/employers/{stage.hhl.pk}/sanctions/", FILLED).status_code == 302
    elsewhere = signed_in(cast.officer("外区人", "chaoyang", "district.approve"))
    lift = f"/office/sanctions/{Sanction.objects.get().pk}/lift/"
    assert lift in text(signed_in(stage.wu).get("/office/sanctions/"))
    page = text(elsewhere.get("/office/sanctions/"))
    assert "昌人社处〔2026〕2号" in page
    assert lift not in page
    assert elsewhere.post(lift, {"reason": "x"}).status_code == 404


def test_a_person_is_barred_from_the_page_of_a_case(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    officer = signed_in(stage.wu)
    told = {**FILLED, "kind": "取消申报资格"}
    assert officer.post(f"/office/cases/{case.number}/sanctions/", told).status_code == 302
    assert "取消申报资格" in text(officer.get(f"/office/cases/{case.number}/"))
    assert "取消申报资格" in text(signed_in(stage.sun).get("/office/sanctions/?q=林晓禾"))


def test_who_does_not_decide_is_told_so_and_keeps_what_was_typed(stage: Stage, signed_in: As) -> None:
    answer = signed_in(stage.sun).post(f"/office/employers/{stage.hhl.pk}/sanctions/", FILLED)
    assert "核准岗位" in text(answer)
    assert "协查函 1 份" in text(answer)
    assert not Sanction.objects.exists()


def test_a_spot_check_from_the_draw_to_the_decision(stage: Stage, signed_in: As) -> None:
    story.approved(stage)
    officer = signed_in(stage.sun)
    assert "一次最多抽 1 本" in text(officer.post("/office/spot-checks/", {"title": "抽查", "size": "5"}))
    assert officer.post("/office/spot-checks/", {"title": "抽查", "size": "1"}).status_code == 302
    item = Checked.objects.get()
    form = f"/office/spot-checks/items/{item.pk}/"
    assert "后续怎么处理" in text(officer.post(form, {"result": "有问题", "note": "不在岗"}))
    assert officer.post(form, {"result": "有问题", "note": "不在岗", "follow_up": "约谈"}).status_code == 302
    shown = text(officer.get(f"/office/spot-checks/{SpotCheck.objects.get().pk}/"))
    assert "登记处理" in shown
    link = f"/office/employers/{stage.hhl.pk}/sanctions/?item={item.pk}"
    assert signed_in(stage.wu).post(link, {**FILLED, "kind": "中止新办"}).status_code == 302
    assert "已登记：中止新办" in text(officer.get(f"/office/spot-checks/{SpotCheck.objects.get().pk}/"))
    assert signed_in(stage.feng).get(f"/office/spot-checks/{SpotCheck.objects.get().pk}/").status_code == 404
