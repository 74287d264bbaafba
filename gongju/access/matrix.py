"""Which role each access rule lets in: asked of the rules themselves, for the page that lists them all."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from gongju.access.actor import AGENT, PERSON, STAFF, VERIFIER, Actor
from gongju.access.rules import RULES, Rule
from gongju.people.models import StaffRole


@dataclass(frozen=True, slots=True)
class Role:
    """One kind of reader, by a word and an actor that is nothing else. None: not signed in."""

    title: str
    actor: Actor | None


def roles() -> tuple[Role, ...]:
    """Every kind of reader that there is: one for each role, and those who stand for nobody yet."""
    return (
        Role("公众（不登录）", None),
        Role("个人账号，未登记", Actor(kind=PERSON, user_id=0)),
        Role("申请人、持证人", Actor(kind=PERSON, user_id=0, person_id=0)),
        Role("经办人账号，单位未登记", Actor(kind=AGENT, user_id=0)),
        Role("单位经办人", Actor(kind=AGENT, user_id=0, employer_id=0)),
        Role("工作人员，没有岗位", Actor(kind=STAFF, user_id=0)),
        *(_staff(code, title) for code, title in StaffRole.Role.choices),
        Role("用证部门（密钥）", Actor(kind=VERIFIER, office_id=0)),
    )


def lets_in(rule: Rule, role: Role) -> bool:
    """Whether the rule lets this reader in, before it looks for an object."""
    if rule.open_to_all:
        return True
    return role.actor is not None and rule.by_key == (role.actor.kind == VERIFIER) and rule.who(role.actor)


def matrix() -> list[tuple[Rule, list[bool]]]:
    """Every rule with an answer for each role, in their order."""
    return [(rule, [lets_in(rule, role) for role in roles()]) for rule in RULES.values()]


def reach_words(rule: Rule) -> str:
    """What the rule reaches, as the function that reaches says it; "" where it reaches no one object."""
    if rule.reach is None:
        return ""
    module = inspect.getmodule(rule.reach)
    said = (inspect.getdoc(module) or "").splitlines()[0] if module else ""
    return f"`{rule.reach.__name__}`: {said}"


def _staff(code: str, title: str) -> Role:
    place = code.partition(".")[0]
    office = place if place in ("district", "city", "territorial") else "city"
    return Role(
        f"{title} `{code}`",
        Actor(kind=STAFF, user_id=0, office_id=0, office_kind=office, authority="x", roles=frozenset([code])),
    )
