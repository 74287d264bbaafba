"""关联: a person asks an employer by its 单位关联码, or takes the request back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import PERSON, Actor
from gongju.access.employers import employment_for
from gongju.actions.may_link import check_may_link
from gongju.actions.telling import employment_ref, tell
from gongju.employers import queries, records
from gongju.employers.models import Employment
from gongju.errors import BadInput, Refusal


def ask_link(*, actor: Actor, now: datetime, link_code: str) -> Employment:
    """Ask the employer of that code.

    Raises BadInput (no such code), Refusal (linked already, asked already, or the employer is not open yet).

    Serves (CP-069, CP-070, DC-051, DC-063, DC-065, DC-067, DX-054, DX-064, DX-067, CY-Q32a, SC-41).
    """
    if actor.kind != PERSON or actor.person_id is None:
        raise Refusal("employment.not_a_person", "请先登记个人身份信息，再关联单位。")
    with transaction.atomic():
        employer = queries.by_link_code(link_code)
        if employer is None:
            raise BadInput.of("link_code", "没有使用这个关联码的单位，请向单位经办人核对。")
        check_may_link(employer, localdate(now))
        there = queries.confirmed(actor.person_id)
        if there is not None:
            raise Refusal(
                "employment.linked",
                f"您已关联{there.employer.name}，一个人只能关联一家单位。",
                do="已离职的，请先由原单位解除关联。",
            )
        employment = records.ask(now=now, person_id=actor.person_id, employer_id=employer.pk)
        tell(actor=actor, now=now, action="employment.ask", subjects=[employment_ref(employment.pk)])
    return employment


def withdraw_link(*, actor: Actor, now: datetime, employment_id: int) -> Employment:
    """Take the request back. Raises NotFound, Refusal (not the person's to do), MovedOn (answered already)."""
    if actor.kind != PERSON:
        raise Refusal("employment.not_yours", "关联申请由本人撤回。")
    with transaction.atomic():
        employment = records.withdraw(employment_for(actor, employment_id).pk)
        tell(actor=actor, now=now, action="employment.withdraw", subjects=[employment_ref(employment.pk)])
    return employment
