"""居住证指标: declaring, the state of it, places and when they lapse, giving back, names, who could use one."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from gongju import clock
from gongju.actions.publish_round import publish_round
from gongju.actions.set_places import set_places
from gongju.actions.set_round import set_round
from gongju.casework.models import Case, ProcedureText
from gongju.quota.models import Lot, NamedApplicant
from tests import allotment, cast, story
from tests.allotment import Desk, Firm, at, desk_of, firm, linked_with, listed, the_round
from tests.portals.conftest import As

from .conftest import text

pytestmark = pytest.mark.django_db
IN_MARCH, DECIDING = at(2023, 3, 10), at(2023, 3, 20)


def granted(desk: Desk, one: Firm, places: int) -> Lot:
    request = listed(desk, one, places, now=IN_MARCH)
    set_places(actor=desk.zheng, now=DECIDING, request_id=request.pk, places=places, reason="按申报数。", seen=None)
    publish_round(actor=desk.zheng, now=DECIDING, round_id=the_round().pk)
    return Lot.objects.get(request=request)


def test_a_request_is_begun_from_the_page(db: None, signed_in: As) -> None:
    desk = desk_of("chaoyang")
    one = firm(desk, now=IN_MARCH)
    client = signed_in(one.agent)
    with clock.set_clock(IN_MARCH):
        page = text(client.get("/unit/quota/"))
        assert "申报到 2023年3月14日 为止" in page
        answer = client.post("/unit/quota/open/")
        case = Case.objects.get()
        assert answer.headers["Location"] == f"/unit/cases/{case.number}/"
        assert "申报的新办数量" in text(client.get(answer.headers["Location"]))
        assert "继续填写" in text(client.get("/unit/quota/"))
    with clock.set_clock(at(2023, 3, 15)):
        assert "下一次：2023年4月1日 至 2023年4月17日" in text(client.get("/unit/quota/"))
        # CY-Q09a: a draft may be begun at any time
        later = signed_in(firm(desk, 2, now=at(2023, 3, 15)).agent)
        assert "开始填写" in text(later.get("/unit/quota/"))
        assert "申报的新办数量" in text(later.post("/unit/quota/open/", follow=True))


def test_places_their_ledger_and_their_end(db: None, signed_in: As) -> None:
    # CY-Q09c, CY-Q11a, CY-Q12b
    desk = desk_of("chaoyang")
    one = firm(desk, now=IN_MARCH)
    lot = granted(desk, one, 2)
    client = signed_in(one.agent)
    back = f"/unit/quota/lots/{lot.pk}/return/"
    with clock.set_clock(at(2023, 6, 1)):
        page = text(client.get("/unit/quota/"))
        assert "空闲 2 个，2023年6月18日到期" in page
        assert "二次申报" in page
        assert client.post(back, {"count": "3"}).status_code == 422
        assert client.post(back, {"count": "x"}).status_code == 422
        assert client.post(back, {"count": "1"}).status_code == 302
    with clock.set_clock(at(2023, 6, 19)):
        page = text(client.get("/unit/quota/"))
        assert "到期作废 1 个" in page
        assert "指标退回</a>" not in page
        over = text(client.get(back))
        assert "2023年6月18日到期，没有用的已经作废" in over
        assert "<button" not in over.partition("<main")[2].partition("</main>")[0]


def test_a_reported_request_is_asked_back_and_the_office_sees_why(db: None, signed_in: As) -> None:
    # CY-Q17a, CC-020
    desk = desk_of("chaoyang")
    one = firm(desk, now=IN_MARCH)
    case = listed(desk, one, 2, now=IN_MARCH).case
    client, office = signed_in(one.agent), signed_in(desk.shen)
    here, asking = f"/unit/cases/{case.number}/", f"/unit/cases/{case.number}/ask-back/"
    with clock.set_clock(DECIDING):
        assert asking in text(client.get(here))
        assert client.post(asking, {"why": " "}).status_code == 422
        assert client.post(asking, {"why": "要的是 3 个"}).status_code == 302
        assert "已申请退回更正：</strong>要的是 3 个" in text(client.get(here))
        assert "要的是 3 个" in text(office.get(f"/office/cases/{case.number}/"))
        assert "单位要求退回" in text(signed_in(desk.zheng).get(f"/office/quota/{the_round().pk}/"))
        story.go(desk.shen, case, "return_as_asked", now=DECIDING, reason="已核实。")
        assert "已申请退回更正" not in text(client.get(here))
        assert "不在区里等待核定" in text(client.get(asking))
        assert client.post(asking, {"why": "再退"}).status_code == 422


def test_where_one_may_withdraw_nothing_is_asked_back(db: None, signed_in: As) -> None:
    desk, day = desk_of("dongcheng"), at(2026, 11, 10)
    one = firm(desk, now=day)
    case = listed(desk, one, 2, now=day).case
    with clock.set_clock(day):
        assert "ask-back" not in text(signed_in(one.agent).get(f"/unit/cases/{case.number}/"))


def test_two_wasteful_years_are_told(db: None, signed_in: As) -> None:
    # CY-Q11b
    desk = desk_of("chaoyang")
    one = firm(desk, now=IN_MARCH)
    granted(desk, one, 1)
    from gongju.journal.refs import SYSTEM
    from gongju.quota import records

    records.grant(
        now=DECIDING,
        actor=SYSTEM,
        employer_id=one.employer.pk,
        authority="chaoyang",
        count=1,
        first_day=date(2022, 3, 20),
        last_day=date(2022, 6, 18),
        by_id=None,
    )
    client = signed_in(one.agent)
    with clock.set_clock(at(2024, 1, 10)):
        assert "连续两年有指标到期作废" in text(client.get("/unit/quota/"))
    with clock.set_clock(at(2023, 12, 10)):
        assert "连续两年有指标到期作废" not in text(client.get("/unit/quota/"))


def test_names_are_chosen_among_the_staff_with_their_self_check(
    db: None, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # DX-010
    desk, day = desk_of("daxing"), at(2026, 11, 10)
    one = firm(desk, now=day)
    set_round(actor=desk.zheng, now=day, code="quarterly", day=day.date(), total=5, opens=day.date(), closes=day.date())
    lin = cast.person("林晓禾", "11010119900307002X", "13800000001")
    linked_with(one, lin, now=day)
    client = signed_in(one.agent)
    with clock.set_clock(day):
        case = allotment.draft(desk, one, 1, now=day)
        names = f"/unit/cases/{case.number}/names/"
        page = text(client.get(names))
        assert "林晓禾" in page
        assert "差信息" in page
        assert client.post(names, {"person": ["999999"]}).status_code == 422
        assert client.post(names, {"person": [str(lin.person_id)]}).status_code == 302
        assert NamedApplicant.objects.get().person_id == lin.person_id
        assert "写明的申请人：1 名" in text(client.get(f"/unit/cases/{case.number}/"))
        with django_assert_max_num_queries(45):
            assert "林晓禾" in text(client.get("/unit/quota/who/"))


def test_a_business_at_another_employer_is_no_more_than_a_business(db: None, signed_in: As) -> None:
    desk, day = desk_of("daxing"), at(2026, 11, 10)
    one, other = firm(desk, 1, now=day), firm(desk, 2, now=day)
    lin = cast.person("林晓禾", "11010119900307002X", "13800000001")
    linked_with(one, lin, now=day)
    case = Case.objects.create(
        number="DX20260000009",
        type="first_issue",
        authority="daxing",
        person_id=lin.person_id,
        employer=other.employer,
        stage="draft",
        opened_at=day,
        procedure=ProcedureText.objects.filter(type="first_issue")[0],
    )
    with clock.set_clock(day):
        page = text(signed_in(one.agent).get("/unit/quota/who/"))
        assert "另有业务在办" in page
        assert case.number not in page
        Case.objects.filter(pk=case.pk).update(employer=one.employer)
        assert case.number in text(signed_in(one.agent).get("/unit/quota/who/"))


def test_a_stranger_returns_nothing(db: None, signed_in: As) -> None:
    desk = desk_of("chaoyang")
    lot = granted(desk, firm(desk, 1, now=IN_MARCH), 2)
    assert signed_in(firm(desk, 2, now=IN_MARCH).agent).get(f"/unit/quota/lots/{lot.pk}/return/").status_code == 404
