"""A year of one employer's agent in 朝阳区, page by page with the clock moved, as a new user goes through it.

赵一鸣 registers 北京海河蓝 in January, asks for places, is granted three, opens access, links four people. 林晓禾 gets
her permit, 陈默 after a correction, 高原 is replaced by 苏青; 林晓禾 leaves in June, 许诺's old permit is renewed in
September, places of the second request lapse on the last day of the year, and the yearly list says who left.
"""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from gongju.access.actor import actor_of
from gongju.actions.findings import clear_finding
from gongju.actions.link import ask_link
from gongju.actions.matter import matter_of
from gongju.actions.open_slots import Hours, open_slots
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employment
from gongju.outbox.worker import drain
from gongju.people.models import Office, User
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota.models import Lot
from tests import cast, story
from tests.actions.holders import permit_of
from tests.allotment import desk_of
from tests.portals.conftest import As

from .a_year import (
    CODE,
    NAME,
    PEOPLE,
    Year,
    answer_on_the_page,
    ask_for_places,
    book,
    decided,
    endorsed,
    fill_in,
    grant,
    hand_in_on_the_page,
    known_for,
    person_of,
    press,
)
from .conftest import a_pdf, day
from .test_links import contract

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(db: None, signed_in: As) -> Year:
    desk = desk_of("chaoyang")
    user = cast.login("赵一鸣", User.Kind.AGENT)
    client = signed_in(actor_of(user))
    second = cast.officer("韩准", "chaoyang", "district.approve")
    city = cast.officer("何市局", "beijing", "city.approve", kind=Office.Kind.CITY)
    return Year(desk, second, city, actor_of(user), client)


def test_a_year_of_one_agent(year: Year) -> None:
    january_registered_and_places_asked_for(year)
    january_access_opened(year)
    february_people_linked(year)
    spring_three_applications(year)
    june_somebody_leaves(year)
    autumn_a_permit_renewed(year)
    december_places_lapse(year)


def january_registered_and_places_asked_for(year: Year) -> None:
    year.on(1, 3)
    typed = {"name": NAME, "uscc": CODE, "authority": "朝阳区", "agent_name": "赵一鸣", "phone": "13900000001"}
    assert year.send("/unit/register/", typed) == "/unit/"
    year.agent = actor_of(User.objects.get(username="agent-赵一鸣"))
    year.look("/unit/", NAME, "先申报指标，再申请开通", "单位今年还没有取得朝阳区的指标批复")
    registration = {**cast.PARTICULARS["registration"], "registered_district": "朝阳区", "paid_in_capital": "500"}
    operation = {**cast.PARTICULARS["operation"], "tax_district": "朝阳区"}
    cast.fill_employer(year.agent, now=year.now, registration=registration, operation=operation)
    year.look("/unit/access/", "先申报指标，取得后再来申请", "去申报指标")
    year.look("/unit/quota/", "申报")
    case = ask_for_places(year, 3)
    grant(year, case, 3, date(2024, 1, 25))
    year.look("/unit/quota/", "空闲 3 个", "2024年4月24日到期")


def january_access_opened(year: Year) -> None:
    year.on(1, 26)
    year.look("/unit/", "申请开通业务办理权限")
    case = Case.objects.get(number=year.send("/unit/access/open/").split("/")[3])
    answer_on_the_page(year, case, known_for(year, case))
    hand_in_on_the_page(year, case)
    press(year, case, "submit")
    year.look("/unit/access/", "申请正在办理")
    story.go(year.desk.shen, case, "accept", now=year.now)
    story.decide_what_is_left(year.second, case, now=year.now)
    story.go(year.second, case, "approve", now=year.now)
    year.look("/unit/access/", "可办业务")


def february_people_linked(year: Year) -> None:
    year.on(2, 5)
    for name, (number, sex, birth) in PEOPLE.items():
        who = cast.person(name, number, "13800000001")
        ask_link(actor=who, now=year.now, link_code=year.employer.link_code)
        identity = {**cast.PROFILE["identity"], "sex": sex, "birth_date": birth}
        cast.fill_profile(who, now=year.now, identity=identity)
    drain(ask=lambda: year.now)
    year.look("/unit/links/", *PEOPLE)
    for asked in Employment.objects.filter(state="requested"):
        since = day("employed_from", "2022-3-1") | day("contract_from", "2022-3-1")
        year.send(f"/unit/links/{asked.pk}/", {**contract(file=a_pdf()), **since})
    old = Employment.objects.get(person__name="许诺")
    permit_of(person_of("许诺"), year.employer, "chaoyang", date(2021, 10, 8))
    year.look("/unit/staff/", *PEOPLE)
    year.look(f"/unit/staff/{old.pk}/", "续签")


def spring_three_applications(year: Year) -> None:
    year.on(2, 20)
    hours = [Hours(time(9), time(11, 30)), Hours(time(13, 30), time(17))]
    until = year.now.date() + timedelta(days=60)
    open_slots(actor=year.desk.shen, now=year.now, first_day=year.now.date(), last_day=until, hours=hours, capacity=4)
    lin, chen, gao = (endorsed(year, name) for name in ("林晓禾", "陈默", "高原"))
    year.look("/unit/quota/", "现在可用 0 个")
    year.look("/unit/", "林晓禾的新办还没有预约，共 3 件", "有 3 件事等单位办理")
    for case in (lin, chen, gao):
        book(year, case, date(2024, 2, 27))
    year.look("/unit/", "现在没有等单位办理的事")
    year.look("/unit/appointments/made/", "林晓禾", "2024年2月27日")
    year.on(2, 27)
    decided(year, lin)
    year.look("/unit/staff/?permit=valid", "林晓禾")
    returned_and_corrected(year, chen)
    replaced(year, gao)
    year.look("/unit/quota/", "已用 3")
    assert Permit.objects.filter(first_day__year=2024).count() == 3


def returned_and_corrected(year: Year, case: Case) -> None:
    """All faults at once; the person mends hers, the agent looks again, books again, and it is approved."""
    shen = year.desk.shen
    story.find_fault(shen, case, now=year.now)
    story.go(shen, case, "return_for_correction", now=year.now)
    drain(ask=lambda: year.now)
    year.look(f"/unit/cases/{case.number}/", "没有本人签字")
    year.on(2, 28)
    chen = person_of("陈默")
    story.hand_in_one(chen, case, "integrity", now=year.now)
    story.go(chen, case, "resubmit", now=year.now)
    year.look("/unit/", "陈默")
    press(year, case, "endorse")
    book(year, case, date(2024, 3, 5))
    year.on(3, 5)
    finding = casework.findings(case, open_only=True)[0]
    clear_finding(actor=shen, now=year.now, case_number=case.number, finding_id=finding.pk)
    decided(year, case)


def replaced(year: Year, case: Case) -> None:
    """高原 is taken back before the decision, 苏青 has the place (CY-Q53a)."""
    reason = "单位申请换人。"
    story.go(year.desk.shen, case, "return_for_replacement", now=year.now, reason=reason)
    drain(ask=lambda: year.now)
    year.look(f"/unit/cases/{case.number}/", "已撤回", reason)
    year.look("/unit/quota/", "现在可用 1 个")
    other = endorsed(year, "苏青")
    book(year, other, date(2024, 3, 12))
    year.on(3, 12)
    decided(year, other)


def june_somebody_leaves(year: Year) -> None:
    year.on(6, 14)
    linked = year.staff("林晓禾")
    year.look(f"/unit/staff/{linked.pk}/release/", "解除")
    leaving = {
        **day("ended_on", "2024-6-13"),
        "kind": "离职",
        "reason": "个人原因离职",
        "document": a_pdf("离职证明.pdf"),
    }
    year.send(f"/unit/staff/{linked.pk}/release/", leaving)
    permit = Permit.objects.get(person__name="林晓禾")
    assert state_on(permit, year.now.date()) is State.SUSPENDED
    year.look(f"/unit/permits/{permit.number}/", "挂起")
    assert "林晓禾" not in year.look("/unit/staff/?permit=valid")


def autumn_a_permit_renewed(year: Year) -> None:
    """The reminder comes on the first of the sixty days; the new term follows the old one (CY-Q58a, CY-Q58c)."""
    year.on(8, 9)
    year.look("/unit/messages/", "证件快到期，可以续签（许诺）", "已核准：新办申请（苏青）")
    linked, who = year.staff("许诺"), person_of("许诺")
    here = year.send(f"/unit/staff/{linked.pk}/start/renewal/")
    case = Case.objects.get(number=here.split("/")[3])
    fill_in(year, who, case)
    answer_on_the_page(year, case, known_for(year, case))
    hand_in_on_the_page(year, case)
    fill_in(year, who, case)
    matter = matter_of(actor=year.agent, now=year.now, case=casework.by_number(case.number))
    noted = {f"caution_{one.caution.code}": "我已知道" for one in matter.cautions}
    press(year, case, "submit", **noted)
    hours = [Hours(time(9), time(11, 30))]
    first = year.now.date()
    told = {"first_day": first, "last_day": first + timedelta(days=30), "hours": hours}
    open_slots(actor=year.desk.shen, now=year.now, capacity=4, **told)  # type: ignore[arg-type]
    book(year, case, date(2024, 8, 15))
    year.on(8, 15)
    decided(year, case)
    permit = Permit.objects.get(person__name="许诺")
    assert (permit.first_day, permit.last_day) == (date(2021, 10, 8), date(2027, 10, 7))
    year.look(f"/unit/staff/{linked.pk}/", "2027年10月7日")


def december_places_lapse(year: Year) -> None:
    """二次申报 in November; what is not used lapses on the last day of the year, not ninety days later (CY-Q09c)."""
    year.on(11, 4)
    year.look("/unit/quota/", "二次申报")
    case = ask_for_places(year, 2)
    grant(year, case, 2, date(2024, 11, 22))
    year.look("/unit/quota/", "空闲 2 个", "2024年12月31日到期")
    year.on(12, 31)
    year.look("/unit/quota/", "空闲 2 个")
    year.on(1, 2, year=2025)
    year.look("/unit/quota/", "到期作废 2 个")
    assert Lot.objects.get(request__case=case).last_day == date(2024, 12, 31)
    year.look("/unit/year/?year=2024", "林晓禾", "离职")
