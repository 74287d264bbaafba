"""Who plays in the demo city: logins at its provider, offices with staff, employers with agents, persons."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from gongju.access.actor import Actor, actor_of
from gongju.actions.add_agent import add_agent
from gongju.actions.admit import admit_agent, admit_staff, found_office
from gongju.actions.register_employer import register_employer
from gongju.actions.register_person import register_person
from gongju.actions.sign_in import sign_in
from gongju.employers.models import Employer
from gongju.ops.demo.people import MadeUp
from gongju.people.models import User

SYSTEM = Actor.system()
OFFICES = (
    ("dongcheng", "dongcheng", "东城区人力社保局", "district"),
    ("chaoyang", "chaoyang", "朝阳区人力社保局", "district"),
    ("beijing", "beijing", "北京市人力社保局", "city"),
)
"""Offices that no list of territorial offices names: code, authority, name, kind."""
STAFF = (
    ("孙静", "changping", ("district.accept",), "昌平区受理岗：查看材料是否齐全，受理、退回补正或不予受理。"),
    ("周明远", "changping", ("district.review",), "昌平区审核岗：受理后审核。"),
    ("吴桐", "changping", ("district.approve",), "昌平区复核岗：最后核准。受理的人不能核准同一件。"),
    ("郑好", "changping", ("district.quota",), "昌平区指标岗：给单位核定指标。"),
    (
        "冯远",
        "daxing",
        ("district.accept", "district.review", "district.approve"),
        "大兴区工作人员：看不到昌平区的业务。",
    ),
    ("任重", "daxing", ("district.approve", "district.quota"), "大兴区复核和指标岗。"),
    ("沈悦", "chaoyang", ("district.accept", "district.review"), "朝阳区受理和审核岗，也管预约时段。"),
    ("顾岩", "chaoyang", ("district.approve", "district.quota"), "朝阳区复核和指标岗：公布每月的指标批复。"),
    ("韩冬", "dongcheng", ("district.accept", "district.review"), "东城区受理和审核岗。"),
    ("贺岚", "dongcheng", ("district.approve", "district.quota"), "东城区复核和指标岗。"),
    ("何清", "beijing", ("city.read",), "市级：可以查看各区业务。"),
    ("钟鸣", "beijing", ("city.approve",), "市级核准岗：朝阳区核准后的新办由市级再核准。"),
    ("田禾", "daxing-huangcun", ("territorial.review",), "大兴区黄村镇属地岗：先初审本镇单位的业务，再报区里。"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """One line of the demo provider's list of people."""

    subject: str
    name: str
    role: str
    entrance: str
    note: str


class Players:
    """Makes logins that the demo's provider knows, and remembers those worth showing on its list."""

    def __init__(self, *, issuer: str, now: datetime) -> None:
        self.issuer = issuer
        self.now = now
        self.listed: list[Login] = []

    def show(self, *, subject: str, name: str, role: str, entrance: str, note: str) -> None:
        """Put somebody on the list that `make run` and the sign-in page show."""
        self.listed.append(Login(subject=subject, name=name, role=role, entrance=entrance, note=note))

    def as_json(self) -> list[dict[str, str]]:
        """The list as the provider reads it."""
        return [asdict(login) for login in self.listed]

    def staff(self) -> dict[str, Actor]:
        """The offices and their staff, by name."""
        for code, authority, name, kind in OFFICES:
            found_office(actor=SYSTEM, now=self.now, code=code, authority=authority, name=name, kind=kind)
        return {name: self._staff(number, *who) for number, who in enumerate(STAFF, 1) for name in [who[0]]}

    def _staff(self, number: int, name: str, office: str, roles: Iterable[str], note: str) -> Actor:
        subject = f"staff-{number:03d}"
        user = admit_staff(
            actor=SYSTEM,
            now=self.now,
            name=name,
            office_code=office,
            roles=tuple(roles),
            issuer=self.issuer,
            subject=subject,
        )
        self.show(subject=subject, name=name, role="工作人员", entrance="staff", note=note)
        return actor_of(user)

    def employer(
        self, number: int, *, name: str, uscc: str, agent: str, phone: str, note: str, authority: str = "changping"
    ) -> tuple[Actor, Employer]:
        """An employer with its first agent."""
        subject = f"agent-{number:03d}"
        user = admit_agent(actor=SYSTEM, now=self.now, name=agent, issuer=self.issuer, subject=subject)
        employer = register_employer(actor=SYSTEM, now=self.now, name=name, uscc=uscc, authority=authority)
        add_agent(actor=SYSTEM, now=self.now, employer_id=employer.pk, user_id=user.pk, name=agent, phone=phone)
        if note:
            self.show(subject=subject, name=agent, role="单位经办人", entrance="agent", note=f"{name}。{note}")
        return actor_of(User.objects.get(pk=user.pk)), employer

    def newcomer(self, subject: str, *, name: str, entrance: str, role: str, note: str) -> None:
        """Somebody who is on the list and has never signed in."""
        self.show(subject=subject, name=name, role=role, entrance=entrance, note=note)

    def person(self, subject: str, who: MadeUp, *, now: datetime, note: str = "") -> Actor:
        """A person who has signed in and said who they are."""
        user = sign_in(now=now, kind="person", issuer=self.issuer, subject=subject, name=who.name)
        register_person(
            actor=actor_of(user),
            now=now,
            name=who.name,
            identity_kind="居民身份证",
            identity_number=who.identity,
            phone=who.phone,
        )
        if note:
            self.show(subject=subject, name=who.name, role="申请人", entrance="person", note=note)
        return actor_of(User.objects.get(pk=user.pk))
