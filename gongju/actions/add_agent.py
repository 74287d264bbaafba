"""Agents of an employer: file one (CP-168), end a filing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, SYSTEM, Actor
from gongju.actions.telling import employer_ref, tell
from gongju.employers import queries, records
from gongju.employers.models import Agent
from gongju.errors import NotFound, Refusal
from gongju.people.models import User


def add_agent(*, actor: Actor, now: datetime, employer_id: int, user_id: int, name: str, phone: str = "") -> Agent:
    """File an agent's login with an employer: by another agent of it, or by the system. Raises NotFound, Refusal.

    Serves (DC-201, DX-070, DX-194).
    """
    with transaction.atomic():
        _check(actor, employer_id)
        if not User.objects.filter(pk=user_id, kind=User.Kind.AGENT).exists():
            raise NotFound("这个经办人账号")
        agent = records.add_agent(
            employer_id=employer_id, user_id=user_id, name=name.strip(), phone=phone.strip(), on=localdate(now)
        )
        _tell(actor, now, "agent.add", agent)
    return agent


def end_agent(*, actor: Actor, now: datetime, employer_id: int, agent_id: int) -> None:
    """End a filing; the last agent of an employer cannot be ended by oneself. Raises NotFound, Refusal, MovedOn."""
    with transaction.atomic():
        _check(actor, employer_id)
        active = queries.agents(employer_id).filter(active=True)
        agent = active.filter(pk=agent_id).first()
        if agent is None:
            raise NotFound("这名经办人")
        if active.count() == 1 and actor.kind == AGENT:
            raise Refusal("agent.last", "这是单位唯一的经办人，不能停用。", do="请先添加另一名经办人。")
        records.end_agent(agent.pk, on=localdate(now))
        _tell(actor, now, "agent.end", agent)


def _check(actor: Actor, employer_id: int) -> None:
    """Another employer looks the same as none."""
    if actor.kind != SYSTEM and (actor.kind != AGENT or actor.employer_id != employer_id):
        raise NotFound("这家单位")


def _tell(actor: Actor, now: datetime, action: str, agent: Agent) -> None:
    subjects, data = [employer_ref(agent.employer_id)], {"employer": agent.employer_id, "user": agent.user_id}
    tell(actor=actor, now=now, action=action, subjects=subjects, data=data, quietly=True)
