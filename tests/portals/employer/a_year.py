"""A year of one employer's agent in 朝阳区: the pages she looks at and sends, and what others do beside her."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape

from django.test import Client

from gongju import clock
from gongju.access.actor import Actor, actor_of
from gongju.actions.daily import daily
from gongju.actions.fill import fill
from gongju.actions.matter import matter_of
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.actions.publish_round import publish_round
from gongju.actions.set_places import set_places
from gongju.appointments.models import Slot
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employer, Employment
from gongju.outbox.worker import drain
from gongju.people.models import User
from gongju.quota.models import QuotaRequest
from tests import story
from tests.actions.holders import said
from tests.allotment import ANSWERS, Desk, at, taken_in

from .conftest import a_pdf, text

NAME, CODE = "北京海河蓝科技有限公司", "91110114MA01HH111T"
PEOPLE = {
    "林晓禾": ("11010119900307002X", "女", "1990-03-07"),
    "陈默": ("110101199203070016", "男", "1992-03-07"),
    "高原": ("110101198803070015", "男", "1988-03-07"),
    "苏青": ("110101199103070043", "女", "1991-03-07"),
    "许诺": ("110101198903070039", "男", "1989-03-07"),
}


@dataclass
class Year:
    """Everybody, the agent's browser, and the day it is."""

    desk: Desk
    second: Actor
    city: Actor
    agent: Actor
    client: Client
    now: datetime = field(default_factory=lambda: at(2024, 1, 3))

    def on(self, month: int, of_month: int, year: int = 2024) -> None:
        """The day it is now; what a day asks for is done, and every message is out."""
        self.now = at(year, month, of_month)
        daily(self.now)
        drain(ask=lambda: self.now)

    def look(self, path: str, *words: str) -> str:
        """The page as it reads; each word stands on it."""
        with clock.set_clock(self.now):
            answer = self.client.get(path)
        assert answer.status_code == 200, path
        shown = plain(text(answer))
        for word in words:
            assert word in shown, f"{path} on {self.now:%F}: {word!r} is not in: {shown}"
        return shown

    def send(self, path: str, sent: Mapping[str, object] | None = None) -> str:
        """What is sent is taken; where it leads."""
        with clock.set_clock(self.now):
            answer = self.client.post(path, dict(sent or {}))
        assert answer.status_code == 302, plain(text(answer))
        return answer.headers["Location"]

    @property
    def employer(self) -> Employer:
        """The agent's own."""
        return Employer.objects.get()

    def staff(self, name: str) -> Employment:
        """Somebody who works there."""
        return Employment.objects.get(person__name=name, state="confirmed")


def plain(html: str) -> str:
    """The words of a page."""
    body = re.sub(r"<(script|style|head)[\s\S]*?</\1>", "", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def ask_for_places(year: Year, places: int) -> Case:
    """The request begun, filled in, its papers sent, and reported: all on pages."""
    here = year.send("/unit/quota/open/")
    case = Case.objects.get(number=here.split("/")[3])
    known = {**ANSWERS["chaoyang"], "requested_places": str(places), "tax_voucher_year": str(year.now.year - 1)}
    answer_on_the_page(year, case, known)
    hand_in_on_the_page(year, case)
    press(year, case, "submit")
    return casework.by_number(case.number)


def answer_on_the_page(year: Year, case: Case, known: dict[str, object]) -> None:
    for _ in range(5):
        open_ones = matter_of(actor=year.agent, now=year.now, case=casework.by_number(case.number)).questions
        if not open_ones:
            return
        form = {one.name: typed(said(known.get(one.name))) for one in open_ones}
        year.send(f"/unit/cases/{case.number}/answers/", {"asked": list(form), **form})


def typed(value: object) -> object:
    """As a box on the page says it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def hand_in_on_the_page(year: Year, case: Case) -> None:
    for one in preview(actor=year.agent, now=year.now, case=casework.by_number(case.number)).papers:
        if one.lacking and one.mine:
            year.send(f"/unit/cases/{case.number}/papers/", {"material": one.due.material.code, "file": a_pdf()})


def press(year: Year, case: Case, name: str, **more: object) -> None:
    """The agent is asked once more, and presses."""
    here = f"/unit/cases/{case.number}/moves/{name}/"
    year.look(here)
    year.send(here, {"seen_stage": casework.by_number(case.number).stage, **more})


def grant(year: Year, case: Case, places: int, on: date) -> None:
    """The office checks it and publishes the round."""
    taken_in(year.desk, case, now=year.now)
    year.on(on.month, on.day)
    request = QuotaRequest.objects.get(case=case)
    set_places(
        actor=year.desk.zheng, now=year.now, request_id=request.pk, places=places, reason="按申报数。", seen=None
    )
    publish_round(actor=year.desk.zheng, now=year.now, round_id=request.round_id or 0)
    drain(ask=lambda: year.now)


def known_for(year: Year, case: Case) -> dict[str, object]:
    """What somebody who meets the conditions answers."""
    base = matter_of(actor=year.agent, now=year.now, case=casework.by_number(case.number)).edition.bases.get(case.type)
    return {**(base.facts if base else {}), "monthly_income": "60000", "monthly_income_6": "60000"}


def person_of(name: str) -> Actor:
    return actor_of(User.objects.get(person__name=name))


def endorsed(year: Year, name: str) -> Case:
    """The person applies; the agent looks at it and hands it in."""
    case = drafted(year, name)
    year.look("/unit/", name)
    hand_in_on_the_page(year, case)
    answer_on_the_page(year, case, known_for(year, case))
    hand_in_on_the_page(year, case)
    press(year, case, "endorse")
    return casework.by_number(case.number)


def drafted(year: Year, name: str) -> Case:
    """The person's own part, done on her own pages."""
    who = person_of(name)
    case = open_case(actor=who, now=year.now, type="first_issue")
    fill_in(year, who, case)
    return story.go(who, case, "submit", now=year.now)


def fill_in(year: Year, who: Actor, case: Case) -> None:
    known = known_for(year, case)
    for _ in range(5):
        questions = matter_of(actor=who, now=year.now, case=casework.by_number(case.number)).questions
        if not questions:
            break
        answers = {one.name: said(known.get(one.name)) for one in questions}
        fill(actor=who, now=year.now, case_number=case.number, answers=answers)
    story.hand_in_what_is_due(who, case, now=year.now)


def book(year: Year, case: Case, on: date) -> None:
    year.look(f"/unit/cases/{case.number}/", "去预约")
    slot = Slot.objects.filter(day=on).order_by("booked", "starts").first()
    assert slot is not None
    year.send(f"/unit/appointments/{case.number}/", {"slot": slot.pk})


def decided(year: Year, case: Case) -> None:
    """Accepted on the day of the appointment, reviewed, approved by the district and the city."""
    shen = year.desk.shen
    story.go(shen, case, "accept", now=year.now)
    fill_in_at_the_desk(year, shen, case)
    story.decide_what_is_left(shen, case, now=year.now)
    story.go(shen, case, "pass_review", now=year.now)
    story.go(year.second, case, "approve", now=year.now)
    story.go(year.city, case, "approve_city", now=year.now)
    drain(ask=lambda: year.now)


def fill_in_at_the_desk(year: Year, who: Actor, case: Case) -> None:
    known = known_for(year, case)
    questions = matter_of(actor=who, now=year.now, case=casework.by_number(case.number)).questions
    answers = {one.name: said(known.get(one.name)) for one in questions}
    if answers:
        fill(actor=who, now=year.now, case_number=case.number, answers=answers)
