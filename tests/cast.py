"""The cast: the same named people in every test, brought onto the stage by the verbs.

林晓禾 and 陈默 work at 北京海河蓝科技有限公司, whose agent is 赵一鸣.
高原 works at 北京南口轨道装备有限公司, whose agent is 马骁.
In 昌平区 孙静 accepts, 周明远 reviews, 吴桐 approves, 郑好 grants quota. 冯远 does all three in 大兴区.
何清 reads for the city. On the stage it is 2026-11-23, a Monday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings

from gongju.access.actor import Actor, actor_of
from gongju.actions.confirm_link import confirm_link
from gongju.actions.documents import own_holder
from gongju.actions.link import ask_link
from gongju.actions.register_employer import register_employer
from gongju.actions.register_person import register_person
from gongju.actions.save_part import save_employer_part, save_profile_part
from gongju.casework import books
from gongju.casework.books import load_books
from gongju.casework.models import ProcedureText, RulebookText
from gongju.clock import BEIJING
from gongju.documents import records
from gongju.documents.checking import Checked, check_upload
from gongju.documents.models import Version
from gongju.employers.models import Employer, Employment
from gongju.employers.records import Contract
from gongju.people import records as people
from gongju.people.models import Office, User
from tests.documents.papers import good_pdf

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=BEIJING)
CHANGPING = "changping"


@dataclass(frozen=True)
class Stage:
    """Everybody who is on the stage, as actors; `hhl` and `nankou` are the two employers."""

    lin: Actor
    chen: Actor
    gao: Actor
    zhao: Actor
    ma: Actor
    sun: Actor
    zhou: Actor
    wu: Actor
    zheng: Actor
    feng: Actor
    he: Actor
    hhl: Employer
    nankou: Employer


def set_the_stage() -> Stage:
    """Books loaded, offices staffed, two employers with agents and three persons registered, nobody linked yet."""
    books_on_the_shelf()
    books.procedures()  # read before the first request, as the server does: pages are counted by what they ask
    zhao, hhl = agent_of("赵一鸣", "北京海河蓝科技有限公司", "91110114MA01HH111T")
    ma, nankou = agent_of("马骁", "北京南口轨道装备有限公司", "91110114MA02NK21XY")
    return Stage(
        lin=person("林晓禾", "11010119900307002X", "13800000001"),
        chen=person("陈默", "110101199203070016", "13800000002"),
        gao=person("高原", "110101198803070015", "13800000003"),
        zhao=zhao,
        ma=ma,
        sun=officer("孙静", CHANGPING, "district.accept"),
        zhou=officer("周明远", CHANGPING, "district.review"),
        wu=officer("吴桐", CHANGPING, "district.approve"),
        zheng=officer("郑好", CHANGPING, "district.quota"),
        feng=officer("冯远", "daxing", "district.accept", "district.review", "district.approve"),
        he=officer("何清", "beijing", "city.read", kind=Office.Kind.CITY),
        hhl=hhl,
        nankou=nankou,
    )


def books_on_the_shelf() -> None:
    """The books as the set-up loads them; read from the files once in a run, then put back as rows."""
    if not _shelf:
        load_books(now=NOW, rulebooks=settings.GONGJU.rulebooks_dir, procedures=settings.GONGJU.procedures_dir)
        _shelf.append([*RulebookText.objects.all(), *ProcedureText.objects.all()])
        return
    for row in _shelf[0]:
        # One by one: in bulk psycopg sends arrays, and puts long texts into those for a second of every test.
        row.save_base(raw=True, force_insert=True)


_shelf: list[list[RulebookText | ProcedureText]] = []


def login(name: str, kind: str) -> User:
    """A login without a provider behind it; asked again, the same."""
    return User.objects.get_or_create(username=f"{kind}-{name}", defaults={"kind": kind, "display_name": name})[0]


def person(name: str, number: str, phone: str) -> Actor:
    """A person signed in for the first time and registered."""
    user = login(name, User.Kind.PERSON)
    register_person(
        actor=actor_of(user), now=NOW, name=name, identity_kind="居民身份证", identity_number=number, phone=phone
    )
    return actor_of(User.objects.get(pk=user.pk))


def agent_of(name: str, employer: str, uscc: str) -> tuple[Actor, Employer]:
    """An agent who registered their employer in 昌平区."""
    user = login(name, User.Kind.AGENT)
    registered = register_employer(
        actor=actor_of(user),
        now=NOW,
        name=employer,
        uscc=uscc,
        authority=CHANGPING,
        agent_name=name,
        phone="13900000001",
    )
    return actor_of(user), registered


def officer(name: str, authority: str, *roles: str, kind: str = Office.Kind.DISTRICT) -> Actor:
    """Staff of the authority's office with these roles."""
    office = people.set_office(code=f"{authority}-office", authority=authority, name=authority, kind=kind)
    user = login(name, User.Kind.STAFF)
    people.set_staff(user, office=office, roles=roles)
    return actor_of(user)


def link(
    who: Actor, agent: Actor, employer: Employer, *, now: datetime = NOW, since: date = date(2023, 3, 1)
) -> Employment:
    """The person asks, the agent confirms with a contract that runs."""
    asked = ask_link(actor=who, now=now, link_code=employer.link_code)
    document = paper(agent, "contract", "劳动合同")
    contract = Contract(
        post="算法工程师",
        post_kind="管理技术岗位",
        kind="固定期限",
        employed_from=since,
        since=since,
        until=date(2029, 2, 28),
        document_id=document.document_id,
    )
    return confirm_link(actor=agent, now=now, employment_id=asked.pk, contract=contract)


def link_of(who: Actor) -> Employment:
    """Where the person is confirmed now."""
    return Employment.objects.get(person_id=who.person_id or 0, state=Employment.State.CONFIRMED)


@cache
def _upload() -> Checked:
    """One page, checked once."""
    return check_upload(good_pdf(), "材料.pdf")


def paper(who: Actor, kind: str, title: str, *, now: datetime = NOW, replaces: UUID | None = None) -> Version:
    """A paper among one's own documents, or a new version of one."""
    holder, upload = own_holder(who), _upload()
    return records.store(
        now=now, actor=who.ref, holder=holder, kind=kind, title=title, upload=upload, replaces=replaces
    )


def proof_of_leaving(agent: Actor, *, now: datetime = NOW) -> UUID:
    """离职证明 among the employer's papers, for its release of a holder."""
    return paper(agent, "leaving_certificate", "离职证明", now=now).document_id


def fill_profile(who: Actor, *, now: datetime = NOW, **changed: Any) -> None:
    """Fill in every part of 完善信息; `changed` replaces whole parts by name."""
    photo = paper(who, "photo", "证件照片")
    parts: dict[str, Any] = {**PROFILE, "photo": {"document": str(photo.document_id)}, **changed}
    for part, content in parts.items():
        checked = save_profile_part(actor=who, now=now, part=part, content=content)
        if not checked.is_complete:
            raise AssertionError(f"{part}: {checked.faults} {checked.missing}")


def fill_employer(agent: Actor, *, now: datetime = NOW, **changed: Any) -> None:
    """Fill in every part of 单位信息; `changed` replaces whole parts by name."""
    for part, content in {**PARTICULARS, **changed}.items():
        checked = save_employer_part(actor=agent, now=now, part=part, content=content)
        if not checked.is_complete:
            raise AssertionError(f"{part}: {checked.faults} {checked.missing}")


PROFILE: dict[str, Any] = {
    "identity": {"ethnicity": "汉族", "political_status": "群众", "sex": "女", "birth_date": "1990-03-07"},
    "contact": {"phone": "13800000001", "postal_address": "北京市昌平区回龙观西大街 1 号"},
    "hukou": {
        "hukou": "外省市户籍",
        "hukou_place": "山东省济南市历下区",
        "hukou_address": "山东省济南市历下区文化东路 1 号",
        "hukou_nature": "家庭户",
    },
    "residence": {
        "residence_permit": True,
        "residence_permit_until": "2027-10-31",
        "housing": "租赁房产",
        "district": "昌平区",
        "address": "昌平区回龙观西大街 1 号 2 单元 301",
        "owner_name": "王房主",
        "lease_from": "2026-01-01",
        "lease_to": "2027-12-31",
    },
    "education": [
        {"level": "高中（中专）", "from": "2005-09", "to": "2008-07", "school": "济南第一中学", "degree": "无"},
        {
            "level": "大学本科",
            "from": "2008-09",
            "to": "2012-07",
            "school": "山东大学",
            "major": "计算机科学",
            "mode": "全日制",
            "abroad": False,
            "degree": "学士",
        },
    ],
    "titles": [],
    "work": [
        {"from": "2012-08", "to": "2023-02", "employer": "济南浪潮软件有限公司", "post": "工程师"},
        {"from": "2023-03", "employer": "北京海河蓝科技有限公司", "post": "算法工程师"},
    ],
    "marriage": {"status": "未婚"},
    "children": [],
}

PARTICULARS: dict[str, Any] = {
    "registration": {
        "org_kind": "企业",
        "registered_capital": "500",
        "registered_district": "昌平区",
        "registered_address": "北京市昌平区科技园区超前路 9 号",
        "established_on": "2015-04-01",
        "legal_representative": "钱海",
    },
    "standing": {
        "high_tech": True,
        "high_tech_until": "2028-12-31",
        "key_enterprise": False,
        "innovation_body": "都不是",
        "service_body": "都不是",
        "incubator_recommended": False,
    },
    "operation": {
        "staff_count": "120",
        "tax_district": "昌平区",
        "taxpaying_since": "2015-05-01",
        "unit_tax_year_1": "360",
        "unit_tax_year_2": "310",
        "tax_floor_exempt": False,
        "insurance_paid_in_full": True,
    },
    "compliance": {"violation_record": False, "permit_system": True, "handler_is_staff": True},
    "contact": {
        "contact_name": "赵一鸣",
        "contact_phone": "13900000001",
        "office_address": "北京市昌平区科技园区超前路 9 号",
    },
}
