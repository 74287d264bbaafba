"""Admit somebody who may not open an account alone: an agent bound by a clerk, a member of staff with roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongju.access.actor import SYSTEM, Actor, counts_in
from gongju.actions.telling import tell
from gongju.errors import BadInput, NotFound, Refusal
from gongju.people import records
from gongju.people.models import Office, StaffRole, User
from gongju.people.sign_in_records import add_login


def admit_agent(*, actor: Actor, now: datetime, name: str, issuer: str, subject: str) -> User:
    """The login of an agent as the provider `issuer` knows it; which employer it acts for is filed apart."""
    _check(actor, name)
    with transaction.atomic():
        user = add_login(now=now, kind=User.Kind.AGENT, display_name=name, issuer=issuer, subject=subject)
        tell(actor=actor, now=now, action="agent.admit", data={"user": user.pk}, quietly=True)
    return user


def admit_staff(
    *, actor: Actor, now: datetime, name: str, office_code: str, roles: Sequence[str], issuer: str, subject: str
) -> User:
    """The login of a member of staff in an office, with exactly these roles. NotFound: no such office.

    BadInput for a role that there is not, or not in an office of this kind.
    """
    _check(actor, name)
    wrong = [role for role in roles if role not in StaffRole.Role.values]
    if wrong:
        raise BadInput.of("roles", f"没有这样的岗位：{'、'.join(wrong)}。")
    office = Office.objects.filter(code=office_code).first()
    if office is None:
        raise NotFound("这个机构")
    elsewhere = [role for role in roles if not counts_in(role, office.kind)]
    if elsewhere:
        raise BadInput.of("roles", f"{office.name}没有这样的岗位：{'、'.join(elsewhere)}。")
    with transaction.atomic():
        user = add_login(now=now, kind=User.Kind.STAFF, display_name=name, issuer=issuer, subject=subject)
        records.set_staff(user, office=office, roles=roles)
        data = {"user": user.pk, "office": office.pk, "roles": list(roles)}
        tell(actor=actor, now=now, action="staff.admit", data=data, quietly=True)
    return user


def found_office(*, actor: Actor, now: datetime, code: str, authority: str, name: str, kind: str) -> Office:
    """An office that no rulebook names yet. Refusal for anybody but the system or an operator."""
    _check(actor, name)
    with transaction.atomic():
        office = records.set_office(code=code, authority=authority, name=name, kind=kind)
        tell(actor=actor, now=now, action="office.found", data={"office": office.pk}, quietly=True)
    return office


def _check(actor: Actor, name: str) -> None:
    if actor.kind != SYSTEM and not actor.is_operator:
        raise Refusal("account.not_yours", "账号由系统管理员开通。")
    if not name.strip():
        raise BadInput.of("name", "请填写姓名或名称。")
