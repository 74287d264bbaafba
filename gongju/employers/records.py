"""Writing employers and employments, each move once and only from where it may start. Called by actions alone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from gongju.employers.models import (
    Agent,
    Employer,
    EmployerAccess,
    EmployerPart,
    EmployerTag,
    Employment,
    FormerName,
    ProposedChange,
    ReleaseRequest,
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


def hold(employer_id: int) -> None:
    """Keep others that hold the employer waiting until this transaction ends. SQLite's holds everything already."""
    if connection.features.has_select_for_update:
        # What only refers to the employer, such as a new case, need not wait.
        found = Employer.objects.select_for_update(no_key=True).filter(pk=employer_id)
        found.values_list("pk", flat=True).first()


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


def set_authority(employer_id: int, authority: str) -> None:
    """Name the district the employer belongs to; a 属地部门 of another one no longer counts."""
    employer = Employer.objects.filter(pk=employer_id)
    employer.exclude(territorial_office__authority=authority).update(territorial_office=None)
    employer.update(authority=authority)


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
        set_authority(employer_id, authority)
    return row


def recode(employer: Employer, *, uscc: str) -> Employer:
    """Another unified social credit code. Refusal `employer.registered` when another employer has it."""
    try:
        with transaction.atomic():
            Employer.objects.filter(pk=employer.pk).update(uscc=uscc)
    except IntegrityError as error:
        raise Refusal("employer.registered", f"统一社会信用代码 {uscc} 已是另一家单位的。") from error
    employer.uscc = uscc
    return employer


def propose(employer_id: int, case_number: str, *, now: datetime, content: Mapping[str, Any]) -> ProposedChange:
    """Keep what the employer wants its particulars to be from a case on."""
    kept = {"employer_id": employer_id, "content": dict(content), "saved_at": now}
    return ProposedChange.objects.update_or_create(case_number=case_number, defaults=kept)[0]


def take_over(
    employer_id: int, authority: str, *, on: date, case_number: str, state: str = EmployerAccess.State.OPEN
) -> list[str]:
    """The employer belongs to another district from a day on: its access there has this state, elsewhere it ends.

    Gives the districts whose access ended.
    """
    ending = EmployerAccess.objects.filter(employer_id=employer_id).exclude(authority=authority)
    ending = ending.exclude(state=EmployerAccess.State.CLOSED)
    left = list(ending.values_list("authority", flat=True))
    ending.update(state=EmployerAccess.State.CLOSED, since=on, case_number=case_number)
    open_access(employer_id, authority, on=on, case_number=case_number, state=state)
    set_authority(employer_id, authority)
    return left


def set_tag(employer_id: int, authority: str, tag: str, *, by_id: int | None, now: datetime, on: bool = True) -> None:
    """Let the authority say, or no longer say, that the employer has a standing (区重点企业 …)."""
    if on:
        defaults = {"by_id": by_id, "at": now}
        EmployerTag.objects.get_or_create(employer_id=employer_id, authority=authority, tag=tag, defaults=defaults)
    else:
        EmployerTag.objects.filter(employer_id=employer_id, authority=authority, tag=tag).delete()


def add_agent(*, employer_id: int, user_id: int, name: str, phone: str = "", on: date | None = None) -> Agent:
    """File a handler from a day on. Refusal `agent.elsewhere` when the login acts for another employer."""
    try:
        with transaction.atomic():
            filed = {"active": True, "name": name, "phone": phone, "filed_on": on, "ended_on": None}
            agent, _ = Agent.objects.update_or_create(employer_id=employer_id, user_id=user_id, defaults=filed)
            return agent
    except IntegrityError as error:
        if not Agent.objects.filter(user_id=user_id, active=True).exists():
            raise
        raise Refusal(
            "agent.elsewhere", "这个账号已经是另一家单位的经办人。", do="请先由原单位停用，再在本单位备案。"
        ) from error


def end_agent(agent_id: int, *, on: date | None = None) -> None:
    """End a handler's filing on a day. MovedOn when it was ended already."""
    if not Agent.objects.filter(pk=agent_id, active=True).update(active=False, ended_on=on):
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


def end(
    employment_id: int, *, ended_on: date, reason: str, leaving: str = "", document_id: UUID | None = None
) -> Employment:
    """解除关联 as of the day of leaving, with the reason and the paper that proves it."""
    columns = {"ended_on": ended_on, "end_reason": reason, "leaving": leaving, "leaving_document_id": document_id}
    return _move(employment_id, State.CONFIRMED, state=State.ENDED, **columns)


def ask_release(
    employment_id: int, *, now: datetime, left_on: date, document_id: UUID, note: str = ""
) -> ReleaseRequest:
    """Keep a person's request to be released by the district. Refusal `release.asked` when one waits."""
    try:
        with transaction.atomic():
            return ReleaseRequest.objects.create(
                employment_id=employment_id, asked_at=now, left_on=left_on, document_id=document_id, note=note
            )
    except IntegrityError as error:
        waiting = ReleaseRequest.objects.filter(employment_id=employment_id, state=ReleaseRequest.State.WAITING)
        if not waiting.exists():
            raise
        raise Refusal("release.asked", "您已经申请区里解除关联，正在办理。") from error


def settle_release(request_id: int, *, now: datetime, state: str, by_id: int | None, answer: str = "") -> None:
    """Answer a request for release. MovedOn when it was answered before."""
    waiting = ReleaseRequest.objects.filter(pk=request_id, state=ReleaseRequest.State.WAITING)
    if not waiting.update(state=state, decided_at=now, decided_by_id=by_id, answer=answer):
        raise MovedOn("这项申请")


def settle_releases_of(employment_id: int, *, now: datetime) -> None:
    """The employer released by itself: what the person asked of the district is settled."""
    waiting = ReleaseRequest.objects.filter(employment_id=employment_id, state=ReleaseRequest.State.WAITING)
    waiting.update(state=ReleaseRequest.State.SETTLED, decided_at=now)


def _move(employment_id: int, seen: Employment.State, **columns: object) -> Employment:
    """One update that must hit the row where it was seen."""
    if not Employment.objects.filter(pk=employment_id, state=seen).update(**columns):
        raise MovedOn("这条关联")
    return Employment.objects.select_related("person", "employer").get(pk=employment_id)
