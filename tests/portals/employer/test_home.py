"""The first page and the small ones: what waits, registering, the code, the quota, messages; nothing for strangers."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongju.access.actor import actor_of
from gongju.actions.link import ask_link
from gongju.actions.open_case import open_case
from gongju.employers.models import Employer, Employment
from gongju.identity import organisation_check, uscc_check
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from tests import cast, story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

from .conftest import text

pytestmark = pytest.mark.django_db
QUERIES = {
    "/unit/": 25,
    "/unit/info/": 15,
    "/unit/info/registration/": 15,
    "/unit/papers/": 12,
    "/unit/access/": 18,
    "/unit/code/": 12,
    "/unit/links/": 12,
    "/unit/staff/": 20,
    "/unit/cases/": 15,
    "/unit/quota/": 20,
    "/unit/messages/": 15,
}
ORGANISATION = "MA03HH31" + organisation_check("MA03HH31")
CODE = f"91110114{ORGANISATION}" + uscc_check(f"91110114{ORGANISATION}")
TYPED = {"name": "北京沙河精密仪器有限公司", "authority": "昌平区", "agent_name": "新经办", "phone": "13900000002"}


def new_agent(signed_in: As) -> Client:
    """A signed-in agent whose employer is not known here."""
    return signed_in(actor_of(cast.login("新经办", "agent")))


def test_a_new_employer_is_led_to_ask_for_access(stage: Stage, signed_in: As) -> None:
    shown = text(signed_in(stage.zhao).get("/unit/"))
    assert "申请开通业务办理权限" in shown
    assert "单位信息还有 5 部分没有填完" in shown
    assert "现在没有等单位办理的事" in shown


def test_a_request_for_access_is_taken_up_again_and_then_waited_for(stage: Stage, signed_in: As) -> None:
    agent = signed_in(stage.zhao)
    cast.fill_employer(stage.zhao)
    opening = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    shown = text(agent.get("/unit/"))
    assert "接着办理开通业务办理权限的申请" in shown
    assert f"/unit/cases/{opening.number}/" in shown
    assert "1 件</a>" in shown
    story.hand_in_what_is_due(stage.zhao, opening)
    story.go(stage.zhao, opening, "submit")
    assert "开通申请正在办理" in text(agent.get("/unit/"))


def test_a_case_that_waits_for_the_employer_stands_in_front(stage: Stage, signed_in: As) -> None:
    case = story.submitted(stage)
    shown = text(signed_in(stage.zhao).get("/unit/"))
    assert "林晓禾的新办等单位办理" in shown
    assert f"/unit/cases/{case.number}/" in shown
    assert "有 1 件事等单位办理" in shown


def test_somebody_who_asks_to_be_linked_is_the_next_thing(stage: Stage, signed_in: As) -> None:
    story.access_opened(stage)
    ask_link(actor=stage.gao, now=NOW, link_code=stage.hhl.link_code)
    assert "1 人等您确认单位关联" in text(signed_in(stage.zhao).get("/unit/"))


def test_an_agent_without_employer_registers_it(stage: Stage, signed_in: As) -> None:
    client = new_agent(signed_in)
    assert "登记单位" in text(client.get("/unit/"))
    wrong = client.post("/unit/register/", {**TYPED, "uscc": "91110114MA03HH31X4"})
    assert wrong.status_code == 422
    assert "北京沙河精密仪器有限公司" in text(wrong)
    assert client.post("/unit/register/", {**TYPED, "uscc": CODE}).status_code == 302
    assert Employer.objects.filter(name="北京沙河精密仪器有限公司", authority="changping").exists()
    assert client.get("/unit/register/").headers["Location"] == "/unit/"


def test_all_that_is_wrong_with_an_employer_is_told_at_once(stage: Stage, signed_in: As) -> None:
    sent = {**TYPED, "name": "", "uscc": "91110114MA03HH31X4", "phone": "1390000"}
    answer = new_agent(signed_in).post("/unit/register/", sent)
    assert answer.status_code == 422
    for said in ("请填写单位名称", "校验码", "手机号码应为11位"):
        assert said in text(answer)
    assert not Employer.objects.filter(uscc=CODE).exists()


def test_an_employer_is_registered_once(stage: Stage, signed_in: As) -> None:
    answer = new_agent(signed_in).post("/unit/register/", {**TYPED, "uscc": stage.hhl.uscc})
    assert answer.status_code == 422
    assert "这家单位已经登记" in text(answer)


def test_the_link_code_stands_there_to_be_copied(stage: Stage, signed_in: As) -> None:
    assert f'data-copy="{stage.hhl.link_code}"' in text(signed_in(stage.zhao).get("/unit/code/"))


def test_the_quota_tells_every_movement(stage: Stage, signed_in: As) -> None:
    shown = text(signed_in(stage.zhao).get("/unit/quota/"))
    assert "区里现在没有给单位核定数量。新办区里核定了数量的，用完后不能提交；没有核定的不受限制。" in shown
    story.lot_of(stage, 3)
    case = story.endorsed(stage)
    shown = text(signed_in(stage.zhao).get("/unit/quota/"))
    assert "现在可用 2 个：核定 3 个，在办占用 1 个，已用 0 个" in shown
    assert case.number in shown


def test_a_number_of_zero_is_a_number(stage: Stage, signed_in: As) -> None:
    story.lot_of(stage, 0)
    assert "现在可用 0 个：核定 0 个" in text(signed_in(stage.zhao).get("/unit/quota/"))
    assert "0 个（核定 0 个）" in text(signed_in(stage.zhao).get("/unit/"))


def test_a_message_is_read_when_it_is_opened(stage: Stage, signed_in: As) -> None:
    story.submitted(stage)
    drain(ask=lambda: NOW)
    client, message = signed_in(stage.zhao), Message.objects.filter(employer=stage.hhl).first()
    assert message is not None
    assert "未读" in text(client.get("/unit/messages/"))
    assert message.text[:10] in text(client.get(f"/unit/messages/{message.pk}/"))
    message.refresh_from_db()
    assert message.read_at is not None
    assert signed_in(stage.ma).get(f"/unit/messages/{message.pk}/").status_code == 404


def test_another_employers_agent_finds_nothing(stage: Stage, signed_in: As) -> None:
    # CC-301
    case = story.submitted(stage)
    linked = Employment.objects.get()
    document = linked.contract_document_id
    paper = case.handed_in.first()
    assert paper is not None
    client = signed_in(stage.ma)
    for address in (
        f"cases/{case.number}/",
        f"cases/{case.number}/moves/endorse/",
        f"staff/{linked.pk}/",
        f"staff/{linked.pk}/contract/",
        f"staff/{linked.pk}/release/",
        f"links/{linked.pk}/",
        f"papers/{document}/",
        f"papers/{document}/remove/",
        f"files/{paper.version_id}/",
        f"files/{paper.version_id}/page/1/",
    ):
        assert client.get(f"/unit/{address}").status_code == 404, address
    assert "林晓禾" not in text(client.get("/unit/staff/"))
    assert case.number not in text(client.get("/unit/cases/"))


def test_who_is_no_agent_is_turned_away(stage: Stage, signed_in: As) -> None:
    assert signed_in(stage.lin).get("/unit/").status_code == 403
    assert signed_in(stage.sun).get("/unit/staff/").status_code == 403
    assert Client().get("/unit/").status_code == 302


@pytest.mark.parametrize("address", QUERIES)
def test_every_page_is_bounded_in_what_it_asks(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    story.lot_of(stage, 3)
    story.endorsed(stage)
    client = signed_in(stage.zhao)
    client.get(address)
    with django_assert_max_num_queries(QUERIES[address]):
        assert client.get(address).status_code == 200
