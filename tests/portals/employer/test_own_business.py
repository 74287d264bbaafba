"""单位业务, 变更后的信息, 经办人, 找回账号: the employer's own pages, from the first click to the last."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongju.access.actor import actor_of
from gongju.casework.models import Case
from gongju.employers import proposals
from gongju.employers.models import Agent, Employer
from gongju.people.account_codes import account_code, user_of_code
from gongju.people.models import User
from tests import cast, story
from tests.cast import Stage
from tests.portals.conftest import As
from tests.portals.employer.conftest import a_pdf, text


def _begin(client: Client, type_: str, **data: str) -> Case:
    answer = client.post(f"/unit/business/{type_}/", data)
    assert answer.status_code == 302
    return Case.objects.get(type=type_)


def test_every_business_of_the_employer_is_offered_with_why_not(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """LF-07, CY-Q27."""
    client = signed_in(stage.zhao)
    before = text(client.get("/unit/business/"))
    assert "现在不能办理" in before
    assert "未开通" in before
    assert "单位还没有开通，不用办理变更" in before
    assert "东城区" not in before.partition('id="moving"')[2]
    story.access_opened(stage)
    with django_assert_max_num_queries(60):
        shown = text(client.get("/unit/business/"))
    assert "单位信息变更" in shown
    assert "服务申请" in shown
    assert '申请转入<span class="said">东城区</span>' in shown
    assert '申请转入<span class="said">昌平区</span>' not in shown


def test_moving_begins_in_the_district_chosen(stage: Stage, signed_in: As) -> None:
    story.access_opened(stage)
    case = _begin(signed_in(stage.zhao), "change_of_authority", district="dongcheng")
    assert case.authority == "dongcheng"
    page = text(signed_in(stage.zhao).get(f"/unit/cases/{case.number}/"))
    assert "单位主管部门变更" in page
    assert "转入东城区" in page


def test_particulars_are_changed_on_a_form_that_shows_what_counts_now(stage: Stage, signed_in: As) -> None:
    """The old value stands in the box; the case shows both (LF-07)."""
    story.access_opened(stage)
    client = signed_in(stage.zhao)
    case = _begin(client, "change_of_employer_particulars")
    form = text(client.get(f"/unit/cases/{case.number}/details/"))
    assert stage.hhl.name in form
    assert "钱海" in form
    sent = {"name": "北京海河蓝智能科技有限公司", "uscc": "不是代码", "legal_representative": "钱海"}
    wrong = client.post(f"/unit/cases/{case.number}/details/", sent)
    assert wrong.status_code == 422
    assert "不是代码" in text(wrong)
    sent["uscc"] = stage.hhl.uscc
    assert client.post(f"/unit/cases/{case.number}/details/", sent).status_code == 302
    page = text(client.get(f"/unit/cases/{case.number}/"))
    assert "北京海河蓝智能科技有限公司" in page
    assert "更名证明" in page
    assert [one.field for one in proposals.changes(stage.hhl, proposals.of_case(case.number) or {})] == ["name"]


def test_what_was_approved_is_shown_and_not_asked(stage: Stage, signed_in: As) -> None:
    """Contact fields stay free (LF-07)."""
    story.access_opened(stage)
    client = signed_in(stage.zhao)
    page = text(client.get("/unit/info/registration/"))
    assert 'name="legal_representative"' not in page
    assert "钱海" in page
    assert 'name="business_scope"' in page
    assert 'name="contact_phone"' in text(client.get("/unit/info/contact/"))


def test_the_case_to_be_handed_back_is_chosen_from_a_list(stage: Stage, signed_in: As) -> None:
    """CY-Q53a: nobody types a number."""
    theirs = story.endorsed(stage)
    client = signed_in(stage.zhao)
    case = _begin(client, "service_request")
    answers = {"asked": ["request_kind", "request_channel"], "request_kind": "业务退回", "request_channel": "线上"}
    client.post(f"/unit/cases/{case.number}/answers/", answers)
    page = text(client.get(f"/unit/cases/{case.number}/details/"))
    assert f"{theirs.number}　新办　林晓禾" in page
    done = client.post(f"/unit/cases/{case.number}/details/", {"returned_case": f"{theirs.number}　新办　林晓禾"})
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.answers["returned_case"] == theirs.number


def test_agents_are_filed_by_the_code_of_their_login_and_handed_over(stage: Stage, signed_in: As) -> None:
    """CP-168: several per employer, with dates; who is ended sees nothing any more."""
    new = cast.login("周新", User.Kind.AGENT)
    client, theirs = signed_in(stage.zhao), signed_in(actor_of(new))
    assert account_code(new.pk) in text(theirs.get("/unit/"))
    assert "唯一的经办人" in text(client.get("/unit/agents/"))
    wrong = client.post("/unit/agents/add/", {"code": f"{new.pk}-000000", "name": "周新", "phone": "13900000002"})
    assert wrong.status_code == 422
    assert "没有这个账号编号" in text(wrong)
    data = {"code": account_code(new.pk).lower(), "name": "周新", "phone": "13900000002"}
    assert client.post("/unit/agents/add/", data).status_code == 302
    filed = Agent.objects.get(user=new)
    assert (filed.employer_id, filed.filed_on is not None) == (stage.hhl.pk, True)
    assert stage.hhl.name in text(theirs.get("/unit/"))
    old = Agent.objects.get(user_id=stage.zhao.user_id or 0)
    assert theirs.post(f"/unit/agents/{old.pk}/end/").status_code == 302
    old.refresh_from_db()
    assert (old.active, old.ended_on is not None) == (False, True)
    assert stage.hhl.name not in text(client.get("/unit/"))
    assert client.get("/unit/staff/").status_code == 403
    stuck = theirs.post(f"/unit/agents/{filed.pk}/end/")
    assert "唯一的经办人，不能停用" in text(stuck)


def test_a_code_is_no_other_ones() -> None:
    assert user_of_code(f" {account_code(17).lower()} ") == 17
    assert user_of_code(account_code(17).replace("17-", "18-")) is None
    assert user_of_code("17") is None
    assert user_of_code("") is None


def test_a_login_that_nobody_filed_finds_its_way_in(stage: Stage, signed_in: As) -> None:
    """CY-Q06b: from the first page to the three papers, without seeing anything else of the employer."""
    new = cast.login("周新", User.Kind.AGENT)
    client = signed_in(actor_of(new))
    assert "找回账号" in text(client.get("/unit/"))
    data = {"name": stage.hhl.name, "uscc": stage.nankou.uscc}
    refused = client.post("/unit/recover/", data)
    assert refused.status_code == 422
    assert "没有找到" in text(refused)
    assert stage.nankou.name not in text(refused)
    assert client.post("/unit/recover/", {**data, "uscc": stage.hhl.uscc}).status_code == 302
    case = Case.objects.get()
    page = text(client.get(f"/unit/cases/{case.number}/"))
    assert "单位介绍信" in page
    for material in ("licence_online", "introduction", "handler_identity"):
        sent = {"material": material, "file": a_pdf(f"{material}.pdf")}
        assert client.post(f"/unit/cases/{case.number}/papers/", sent).status_code == 302
    assert client.get(f"/unit/cases/{case.number}/details/").status_code == 404
    moved = client.post(f"/unit/cases/{case.number}/moves/submit/", {"seen_stage": "draft"})
    assert moved.status_code == 302
    case.refresh_from_db()
    assert case.stage == "acceptance"
    assert case.number in text(client.get("/unit/"))
    for closed in ("/unit/staff/", "/unit/info/", "/unit/papers/", "/unit/agents/", "/unit/business/"):
        assert client.get(closed).status_code == 403


def test_the_other_district_is_pointed_out_with_one_click_to_put_it_right(stage: Stage, signed_in: As) -> None:
    """TC-095 (DC-050); where the guide names no term that is said."""
    operation = {**cast.PARTICULARS["operation"], "tax_district": "朝阳区"}
    cast.fill_employer(stage.zhao, operation=operation)
    client = signed_in(stage.zhao)
    assert "改由朝阳区人力社保局办理" in text(client.get("/unit/access/"))
    assert client.post("/unit/access/authority/", {"authority": "chaoyang"}).status_code == 302
    assert Employer.objects.get(pk=stage.hhl.pk).authority == "chaoyang"
    page = text(client.get("/unit/access/"))
    assert "指南没有写明期限" in page
    assert "主管部门与纳税地不一致" not in page
