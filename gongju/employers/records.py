"""Writing employers and employments, each move once and only from where it may start. Called by actions alone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from gongju.employers.models import (
    Agent,
    Employer,
    EmployerAccess,
    EmployerPart,
    EmployerTag,
    Employment,
    FormerName,
)
from gongju.errors import BadInput, MovedOn, Refusal

LINK_CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that nobody mistakes for one another when read aloud or copied."""
LINK_CODE_LENGTH = 8
State = Employment.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What an employer states of a labour contract when it confirms; `until` None is an open-ended one."""

    post: str
    post_kind: str
    kind: str
    employed_from: date
    since: date
    until: date | None = None
    document_id: UUID | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """The same as columns of Employment."""
        return {
            "post": self.post,
            "post_kind": self.post_kind,
            "kind": self.kind,
            "employed_from": self.employed_from,
            "contract_from": self.since,
            "contract_to": self.until,
            "contract_document_id": self.document_id,
        }

    def check(self) -> None:
        """BadInput when the contract would end before it begins."""
        if self.until is not None and self.until < self.since:
            raise BadInput.of("contract_to", "合同终止日期早于起始日期，请核对这两个日期。")


def add_employer(*, name: str, uscc: str, authority: str = "") -> Employer:
    """A new employer with its 单位关联码; the one there already, if the code is known."""
    known = Employer.objects.filter(uscc=uscc).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return Employer.objects.create(name=name, uscc=uscc, authority=authority, link_code=new_link_code())
    except IntegrityError:
        return Employer.objects.get(uscc=uscc)


def new_link_code() -> str:
    """A random code of 40 bits: guessing one finds an employer, and still needs its consent."""
    return "".join(secrets.choice(LINK_CODE_SIGNS) for _ in range(LINK_CODE_LENGTH))


def save_part(
    employer_id: int,
    part: str,
    *,
    now: datetime,
    content: object,
    faults: Sequence[Mapping[str, object]] = (),
    missing: Sequence[Mapping[str, object]] = (),
) -> EmployerPart:
    """Keep one part of 单位信息 as typed, with what is wrong and what is missing in it."""
    kept = {"content": content, "faults": list(faults), "missing": list(missing), "saved_at": now}
    row, made = EmployerPart.objects.get_or_create(employer_id=employer_id, part=part, defaults=kept)
    if not made:
        EmployerPart.objects.filter(pk=row.pk).update(**kept, version=F("version") + 1)
        row.refresh_from_db()
    return row


def set_territorial_office(employer_id: int, office_id: int) -> None:
    """Name the 属地部门 of the place the employer stands in."""
    Employer.objects.filter(pk=employer_id).update(territorial_office_id=office_id)


def rename(employer: Employer, *, name: str, on: date, case_number: str = "") -> Employer:
    """A new name; the former one is kept with its last day."""
    if name != employer.name:
        FormerName.objects.create(employer=employer, name=employer.name, until=on, case_number=case_number)
        employer.name = name
        employer.save(update_fields=["name"])
    return employer


def open_access(
    employer_id: int, authority: str, *, on: date, case_number: str = "", state: str = EmployerAccess.State.OPEN
) -> EmployerAccess:
    """Set the employer's standing in a district from a day on, and make that district the one it belongs to.

    The 属地部门 of the district it leaves no longer counts.
    """
    row, _ = EmployerAccess.objects.update_or_create(
        employer_id=employer_id,
        authority=authority,
        defaults={"state": state, "since": on, "case_number": case_number},
    )
    if state == EmployerAccess.State.OPEN:
        employer = Employer.objects.filter(pk=employer_id)
        employer.exclude(territorial_office__authority=authority).update(territorial_office=None)
        employer.update(authority=authority)
    return row


def set_tag(employer_id: int, authority: str, tag: str, *, by_id: int | None, now: datetime, on: bool = True) -> None:
    """Let the authority say, or no longer say, that the employer has a standing (区重点企业 …)."""
    if on:
        defaults = {"by_id": by_id, "at": now}
        EmployerTag.objects.get_or_create(employer_id=employer_id, authority=authority, tag=tag, defaults=defaults)
    else:
        EmployerTag.objects.filter(employer_id=employer_id, authority=authority, tag=tag).delete()


def add_agent(*, employer_id: int, user_id: int, name: str, phone: str = "") -> Agent:
    """File a handler. Refusal `agent.elsewhere` when the login acts for another employer."""
    try:
        with transaction.atomic():
            agent, _ = Agent.objects.update_or_create(
                employer_id=employer_id, user_id=user_id, defaults={"active": True, "name": name, "phone": phone}
            )
            return agent
    except IntegrityError as error:
        if not Agent.objects.filter(user_id=user_id, active=True).exists():
            raise
        raise Refusal(
            "agent.elsewhere", "这个账号已经是另一家单位的经办人。", do="请先由原单位停用，再在本单位备案。"
        ) from error


def end_agent(agent_id: int) -> None:
    """End a handler's filing. MovedOn when it was ended already."""
    if not Agent.objects.filter(pk=agent_id, active=True).update(active=False):
        raise MovedOn("这名经办人")


def ask(*, now: datetime, person_id: int, employer_id: int) -> Employment:
    """关联: the person asks an employer. Refusal `employment.asked` when that is waiting already."""
    try:
        with transaction.atomic():
            return Employment.objects.create(person_id=person_id, employer_id=employer_id, requested_at=now)
    except IntegrityError as error:
        raise Refusal(
            "employment.asked", "您已经向这家单位申请关联，正等单位确认。", do="请等单位确认，或者先撤回申请。"
        ) from error


def confirm(employment_id: int, *, now: datetime, contract: Contract) -> Employment:
    """The employer confirms with the contract. Refusal `employment.elsewhere` when another employer was first.

    MovedOn when it no longer waits, BadInput for contradictory days; of many confirmations of one person one wins.
    """
    contract.check()
    try:
        with transaction.atomic():
            return _move(employment_id, State.REQUESTED, state=State.CONFIRMED, confirmed_at=now, **contract.columns)
    except IntegrityError as error:
        person_id = Employment.objects.values_list("person_id", flat=True).get(pk=employment_id)
        if not Employment.objects.filter(person_id=person_id, state=State.CONFIRMED).exists():
            raise
        raise Refusal(
            "employment.elsewhere", "此人已与一家单位关联，一个人只能关联一家单位。", do="请此人先与原单位解除关联。"
        ) from error


def refuse(employment_id: int, *, reason: str) -> Employment:
    """The employer does not confirm, with the reason."""
    return _move(employment_id, State.REQUESTED, state=State.REFUSED, end_reason=reason)


def withdraw(employment_id: int) -> Employment:
    """The person takes the request back."""
    return _move(employment_id, State.REQUESTED, state=State.WITHDRAWN)


def update_contract(employment_id: int, *, contract: Contract) -> Employment:
    """更新合同: the employer states the contract anew. BadInput for contradictory days."""
    contract.check()
    return _move(employment_id, State.CONFIRMED, **contract.columns)


def end(employment_id: int, *, ended_on: date, reason: str) -> Employment:
    """解除关联 as of the day of leaving, with the reason."""
    return _move(employment_id, State.CONFIRMED, state=State.ENDED, ended_on=ended_on, end_reason=reason)


def _move(employment_id: int, seen: Employment.State, **columns: object) -> Employment:
    """One update that must hit the row where it was seen."""
    if not Employment.objects.filter(pk=employment_id, state=seen).update(**columns):
        raise MovedOn("这条关联")
    return Employment.objects.select_related("person", "employer").get(pk=employment_id)
