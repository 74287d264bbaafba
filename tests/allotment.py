"""Districts with rounds of quota: officers, employers with agents, and requests brought to where a test begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gongju.access.actor import Actor, actor_of
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.fill import fill
from gongju.actions.open_case import open_case
from gongju.actions.register_employer import register_employer
from gongju.casework.models import Case, RulebookText
from gongju.clock import BEIJING
from gongju.employers import records as employers
from gongju.employers.models import Employer
from gongju.people import records as people
from gongju.people.models import Office, User
from gongju.quota.models import QuotaRequest, Round
from tests import cast, story

NAMES = {"dongcheng": "东城区", "daxing": "大兴区", "chaoyang": "朝阳区"}
ASKED = "requested_places"


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """A moment in Beijing."""
    return datetime(year, month, day, hour, 30, tzinfo=BEIJING)


@dataclass(frozen=True)
class Desk:
    """The district's people: 沈悦 takes in and reviews, 郑好 and 戴月 allot; in 黄村镇 田禾 reviews first."""

    authority: str
    shen: Actor
    zheng: Actor
    dai: Actor
    tian: Actor | None = None


def desk_of(authority: str) -> Desk:
    """The books on the shelf and the district's office staffed."""
    if not RulebookText.objects.exists():
        cast.books_on_the_shelf()
    tian = None
    if authority == "daxing":
        office = people.set_office(
            code="daxing-huangcun", authority="daxing", name="黄村镇", kind=Office.Kind.TERRITORIAL
        )
        user = cast.login("田禾", User.Kind.STAFF)
        people.set_staff(user, office=office, roles=["territorial.review"])
        tian = actor_of(user)
    return Desk(
        authority,
        cast.officer("沈悦", authority, "district.accept", "district.review", "district.approve"),
        cast.officer("郑好", authority, "district.quota"),
        cast.officer("戴月", authority, "district.quota"),
        tian,
    )


@dataclass(frozen=True)
class Firm:
    """An employer and its agent."""

    agent: Actor
    employer: Employer


def firm(desk: Desk, number: int = 1, *, now: datetime, **operation: Any) -> Firm:
    """An employer of the district with full particulars; `operation` replaces fields of 用工与纳税."""
    name = NAMES[desk.authority]
    user = cast.login(f"经办人{number}", User.Kind.AGENT)
    employer = register_employer(
        actor=actor_of(user),
        now=now,
        name=f"北京第{number}试验有限公司",
        uscc=USCCS[number - 1],
        authority=desk.authority,
        agent_name="经办人",
        phone="13900000001",
    )
    agent = actor_of(user)
    cast.fill_employer(
        agent,
        now=now,
        registration={**cast.PARTICULARS["registration"], "registered_district": name, "paid_in_capital": "500"},
        operation={**cast.PARTICULARS["operation"], "tax_district": name, **operation},
    )
    if desk.tian is not None:
        choose_territorial_office(actor=agent, now=now, office_id=desk.tian.office_id or 0)
    return Firm(agent, Employer.objects.get(pk=employer.pk))


def linked_with(one: Firm, who: Actor, *, now: datetime) -> None:
    """The employer has been opened in its district, and this person is its staff (DX-054)."""
    employers.open_access(one.employer.pk, one.employer.authority, on=now.date(), case_number="XX20150000001")
    cast.link(who, one.agent, one.employer, now=now)


USCCS = ("91110114MA01HH111T", "91110114MA02NK21XY", "91110114MA01ABCD5G")
ANSWERS: dict[str, dict[str, object]] = {
    "dongcheng": {},
    "daxing": {
        "district_contribution": "80",
        "on_restricted_list": False,
        "violation_last_year": False,
        "output_value": "3000",
        "investment": "500",
        "research_spending": "200",
        "branch_from_outside": False,
    },
    "chaoyang": {
        "insurance_district": "朝阳区",
        "tax_year_choice": "上年度",
        "unit_tax_this_year": "6",
        "unit_tax_year_3": "25",
        "tax_record_differs": False,
    },
}


def draft(desk: Desk, who: Firm, places: int, *, now: datetime, **answers: object) -> Case:
    """A request filled in with every paper."""
    case = open_case(actor=who.agent, now=now, type="quota_request")
    given = {ASKED: str(places), **ANSWERS[desk.authority], **answers}
    if desk.authority == "chaoyang":
        given.setdefault("tax_voucher_year", str(now.year - 1))
    fill(actor=who.agent, now=now, case_number=case.number, answers=given)
    story.hand_in_what_is_due(who.agent, case, now=now)
    return case


def reported(desk: Desk, who: Firm, places: int, *, now: datetime, **answers: object) -> Case:
    """Handed in."""
    return story.go(who.agent, draft(desk, who, places, now=now, **answers), "submit", now=now)


def taken_in(desk: Desk, case: Case, *, now: datetime) -> Case:
    """Checked, and waiting for its places."""
    if desk.tian is not None and case.stage == "territorial":
        case = story.go(desk.tian, case, "pass_territorial", now=now)
    story.decide_what_is_left(desk.shen, case, now=now)
    case = story.go(desk.shen, case, "accept", now=now)
    return story.go(desk.shen, case, "pass_review", now=now) if case.stage == "review" else case


def listed(desk: Desk, who: Firm, places: int, *, now: datetime, **answers: object) -> QuotaRequest:
    """On the board."""
    case = taken_in(desk, reported(desk, who, places, now=now, **answers), now=now)
    return QuotaRequest.objects.get(case=case)


def the_round() -> Round:
    """The one there is."""
    return Round.objects.get()


def day_after(moment: datetime, days: int = 1) -> datetime:
    """So many days later."""
    return moment + timedelta(days=days)


def places_until(request: QuotaRequest) -> tuple[int, date, date]:
    """Places, first and last day of the request's lot."""
    lot = QuotaRequest.objects.get(pk=request.pk).lot
    return lot.granted, lot.first_day, lot.last_day
