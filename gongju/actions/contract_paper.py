"""The contract the employer uploaded when it confirmed the employment counts as the case's contract paper."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongju.access.actor import Actor
from gongju.actions.editing import is_edited_by_agent
from gongju.actions.matter import Matter, matter_of
from gongju.casework import paper_records
from gongju.casework import queries as casework
from gongju.documents.models import Version
from gongju.employers.models import Employment


def carry_contract(matter: Matter) -> None:
    """Lay the contract of 单位关联 into the case, where the rulebook asks for it (DC-141, DX-132, CP-119, CY-Q84).

    A newer scan takes the place of an older one; what the employer handed in otherwise stays.
    """
    if matter.case.person is None or matter.employment is None:
        return
    version = _scan(matter.employment.contract_document_id)
    if version is None:
        return
    for due in matter.due:
        if due.material.from_contract:
            paper_records.hand_in(matter.case, material=due.material.code, version=version, now=matter.now)


def carry_contract_on(employment: Employment, *, actor: Actor, now: datetime) -> None:
    """After 更新合同: the same for the person's open cases at this employer that wait for the employer.

    They are held.
    """
    for number in casework.open_here(employment.person_id, employment.employer_id):
        case = casework.by_number(number)
        if is_edited_by_agent(case):
            carry_contract(matter_of(actor=actor, now=now, case=case))


def _scan(document_id: UUID | None) -> Version | None:
    """The newest version of the contract's document; None without one."""
    versions = Version.objects.filter(document=document_id, document__removed_at__isnull=True)
    return versions.select_related("document").order_by("-number").first() if document_id else None
