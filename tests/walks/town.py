"""A small city for random walks: four districts with their offices, employers with agents, people, old permits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from gongju.access.actor import Actor, actor_of
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.register_employer import register_employer
from gongju.actions.register_person import register_person
from gongju.actions.save_part import save_employer_part, save_profile_part
from gongju.clock import BEIJING
from gongju.employers import records as employers
from gongju.employers.models import Employer
from gongju.ops.demo.numbers import identity_number, mobile_phone, social_credit_code
from gongju.people import records as people
from gongju.people.models import Office, User
from tests import cast
from tests.actions.holders import permit_of

DISTRICTS = {"dongcheng": "东城区", "daxing": "大兴区", "changping": "昌平区", "chaoyang": "朝阳区"}
ROLES = ("accept", "review", "approve", "quota")
TOWN_CODES = ("daxing-huangcun", "daxing-yizhuang")
FIRMS_EACH, PEOPLE = 2, 18
ELSEWHERE = 0.3
"""How many employers are registered in 大兴区, wherever they pay taxes: only these can move there at once."""


@dataclass
class Town:
    """Everybody by key of their login; staff by the name of their role in a district, `territorial` and `city` too."""

    staff: dict[str, list[Actor]] = field(default_factory=dict)
    people: list[int] = field(default_factory=list)
    agents: list[int] = field(default_factory=list)
    newcomers: list[int] = field(default_factory=list)

    def officers(self, authority: str, *roles: str) -> list[Actor]:
        """The staff of an office who have one of the roles."""
        return [one for one in self.staff.get(authority, []) if one.has_role(*roles)]


def actor(user_id: int) -> Actor:
    """Somebody as they stand now: an agent's filing may have ended."""
    return actor_of(User.objects.get(pk=user_id))


def founded(chance: Random, now: datetime) -> Town:
    """The city on the first day of a walk; half of the employers are open, two thirds of the people hold a permit."""
    cast.books_on_the_shelf()
    town = Town()
    for authority in DISTRICTS:
        town.staff[authority] = _officers(authority)
    town.staff["beijing"] = [_clerk(f"市局{n}", "beijing", Office.Kind.CITY, "city.approve") for n in (1, 2)]
    for code in TOWN_CODES:
        _clerk(f"属地{code}", "daxing", Office.Kind.TERRITORIAL, "territorial.review", code=code)
    town.staff["daxing"] += [actor(one.pk) for one in User.objects.filter(display_name__startswith="属地")]
    for number, authority in enumerate([*DISTRICTS] * FIRMS_EACH):
        town.agents.append(firm(chance, authority, number, now=now))
    for number in range(PEOPLE):
        town.people.append(person(chance, number, now=now))
    _old_permits(chance, town, now)
    town.newcomers = [cast.login(f"新经办{n}", User.Kind.AGENT).pk for n in range(3)]
    return town


def _officers(authority: str) -> list[Actor]:
    """One for each role, one who may do everything, and one more who accepts and approves."""
    alone = [_clerk(f"{authority}{role}", authority, Office.Kind.DISTRICT, f"district.{role}") for role in ROLES]
    every = _clerk(f"{authority}全", authority, Office.Kind.DISTRICT, *(f"district.{role}" for role in ROLES))
    return [
        *alone,
        every,
        _clerk(f"{authority}二", authority, Office.Kind.DISTRICT, "district.approve", "district.quota"),
    ]


def _clerk(name: str, authority: str, kind: str, *roles: str, code: str = "") -> Actor:
    office = people.set_office(code=code or f"{authority}-office", authority=authority, name=authority, kind=kind)
    user = cast.login(name, User.Kind.STAFF)
    people.set_staff(user, office=office, roles=roles)
    return actor_of(user)


def firm(chance: Random, authority: str, number: int, *, now: datetime) -> int:
    """An employer of the district with full particulars, and its agent's login."""
    user = cast.login(f"经办{number}", User.Kind.AGENT)
    employer = register_employer(
        actor=actor_of(user),
        now=now,
        name=f"北京第{number}漫步有限公司",
        uscc=social_credit_code(chance, district=authority),
        authority=authority,
        agent_name=f"经办{number}",
        phone=mobile_phone(chance),
    )
    agent = actor_of(user)
    registered = DISTRICTS["daxing"] if chance.random() < ELSEWHERE else DISTRICTS[authority]
    for part, content in particulars(DISTRICTS[authority], registered=registered).items():
        save_employer_part(actor=agent, now=now, part=part, content=content)
    if authority == "daxing":
        office = chance.choice(list(Office.objects.filter(kind=Office.Kind.TERRITORIAL, code__in=TOWN_CODES)))
        choose_territorial_office(actor=agent, now=now, office_id=office.pk)
    if number < len(DISTRICTS):
        employers.open_access(employer.pk, authority, on=now.date(), case_number="XX20150000001")
    return user.pk


def particulars(district: str, *, registered: str = "") -> dict[str, Any]:
    """单位信息 of an employer that pays taxes in the district, and stands there too unless said otherwise."""
    place = {"registered_district": registered or district}
    registration = {**cast.PARTICULARS["registration"], **place, "paid_in_capital": "500"}
    operation = {**cast.PARTICULARS["operation"], "tax_district": district}
    return {**cast.PARTICULARS, "registration": registration, "operation": operation}


def person(chance: Random, number: int, *, now: datetime) -> int:
    """A person with a full profile."""
    sex = chance.choice("男女")
    birth = date(chance.randint(1982, 1996), chance.randint(1, 12), chance.randint(1, 28))
    user = cast.login(f"行人{number}", User.Kind.PERSON)
    register_person(
        actor=actor_of(user),
        now=now,
        name=f"行{NAMES[number % len(NAMES)]}",
        identity_kind="居民身份证",
        identity_number=identity_number(chance, birth=birth, sex=sex),
        phone=mobile_phone(chance),
    )
    who = actor(user.pk)
    for part, content in profile(who, sex, birth, now).items():
        save_profile_part(actor=who, now=now, part=part, content=content)
    return user.pk


NAMES = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def profile(who: Actor, sex: str, birth: date, now: datetime) -> dict[str, Any]:
    """完善信息 of somebody who meets the conditions in every district."""
    photo = cast.paper(who, "photo", "证件照片", now=now)
    identity = {**cast.PROFILE["identity"], "sex": sex, "birth_date": birth.isoformat()}
    return {**cast.PROFILE, "identity": identity, "education": LEARNED, "photo": {"document": str(photo.document_id)}}


LEARNED = [
    *cast.PROFILE["education"],
    {
        "level": "硕士研究生",
        "from": "2012-09",
        "to": "2014-07",
        "school": "山东大学",
        "major": "计算机科学",
        "mode": "全日制",
        "abroad": False,
        "degree": "硕士",
    },
]


def _old_permits(chance: Random, town: Town, now: datetime) -> None:
    """Permits that were issued up to three years ago at employers that are open, with the holders linked there."""
    firms = list(Employer.objects.filter(accesses__state="open").order_by("pk"))
    for user_id in town.people[: PEOPLE * 2 // 3]:
        who, employer = actor(user_id), chance.choice(firms)
        first_day = now.date() - timedelta(days=chance.randint(30, 1090))
        permit_of(who, employer, employer.authority, first_day)
        agent = actor(next(one for one in town.agents if actor(one).employer_id == employer.pk))
        cast.link(who, agent, employer, now=now, since=first_day)


def morning(day: date) -> datetime:
    """Nine o'clock in Beijing."""
    return datetime.combine(day, time(9), BEIJING)
