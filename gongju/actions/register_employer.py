"""An employer's account: an agent signed in for it registers it by its unified social credit code."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, SYSTEM, Actor
from gongju.actions.telling import employer_ref, tell
from gongju.casework import books
from gongju.employers import queries, records
from gongju.employers.models import Employer
from gongju.errors import BadInput, Fault, Refusal
from gongju.identity import mobile
from gongju.identity import uscc as read_uscc


def register_employer(
    *, actor: Actor, now: datetime, name: str, uscc: str, authority: str, agent_name: str = "", phone: str = ""
) -> Employer:
    """A new employer that belongs to a district, with the agent who registers it filed as its first.

    The system may register one without an agent. Raises BadInput, or Refusal: registered already, or not an agent.

    Serves (CP-062, CP-063, CP-168, DC-049, DX-052, CY-Q06a, SC-03).
    """
    if actor.kind not in (AGENT, SYSTEM) or (actor.kind == AGENT and actor.employer_id is not None):
        raise Refusal("employer.not_yours_to_register", "只有尚未代表任何单位的经办人账号可以登记单位。")
    reached = phone if actor.kind == AGENT else None
    check_employer(now=now, name=name, uscc=uscc, authority=authority, phone=reached)
    code = read_uscc(uscc).value
    with transaction.atomic():
        if queries.by_uscc(code) is not None:
            raise Refusal(
                "employer.registered",
                "这家单位已经登记。",
                do="请让单位原有经办人在“经办人管理”中添加您。",
            )
        employer = records.add_employer(name=name.strip(), uscc=code, authority=authority)
        if actor.user_id is not None:
            records.add_agent(
                employer_id=employer.pk,
                user_id=actor.user_id,
                name=agent_name.strip() or actor.name,
                phone=phone,
                on=localdate(now),
            )
        subjects, data = [employer_ref(employer.pk)], {"employer": employer.pk}
        tell(actor=actor, now=now, action="employer.register", subjects=subjects, data=data, quietly=True)
    return employer


def check_employer(*, now: datetime, name: str, uscc: str, authority: str, phone: str | None) -> None:
    """Everything wrong with what was typed, at once: BadInput (name, uscc, authority, phone). Nothing is written.

    `phone`: the agent's; None where nobody registers it for themselves.
    """
    districts = {edition.authority for edition in books.districts(localdate(now))}
    told = {
        "name": "" if name.strip() else "请填写单位名称，与证照一致。",
        "uscc": read_uscc(uscc).fault,
        "authority": "" if authority in districts else "请选择单位所属的区。",
        "phone": "" if phone is None else mobile(phone).fault,
    }
    faults = tuple(Fault(field, fault) for field, fault in told.items() if fault)
    if faults:
        raise BadInput(faults)
