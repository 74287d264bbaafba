"""查看完整号码: an officer sees the whole numbers of the person of a case, says what for, and it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongju.access.actor import STAFF, Actor
from gongju.access.cases import case_for
from gongju.actions.telling import case_ref, tell
from gongju.errors import BadInput, NotFound

PURPOSES = {
    "compare": "与公安、教育、税务等部门的登记核对",
    "identify": "核对是不是同一个人",
    "contact": "电话联系申请人",
    "complaint": "处理投诉、信访",
    "audit": "检查、审计",
}
"""What for, by the key that is kept."""


@dataclass(frozen=True, slots=True)
class FullNumbers:
    """What lists and pages show masked."""

    name: str
    identity_kind: str
    identity_number: str
    phone: str


def view_full(*, actor: Actor, now: datetime, case_number: str, purpose: str) -> FullNumbers:
    """The numbers of the case's person. Each view is an entry of the case's own chain, which its person can read.

    Raises NotFound (also for a case without a person, and for others than staff), BadInput (no such purpose).
    """
    case = case_for(actor, case_number)
    if actor.kind != STAFF or case.person is None:
        raise NotFound("这个人的信息")
    if purpose not in PURPOSES:
        raise BadInput.of("purpose", "请选择查看的目的。")
    with transaction.atomic():
        tell(
            actor=actor,
            now=now,
            action="case.view_full",
            subjects=[case_ref(case.number)],
            data={"purpose": purpose, "shown": ["identity_number", "phone"]},
            reason=PURPOSES[purpose],
            quietly=True,
        )
    person = case.person
    return FullNumbers(person.name, person.identity_kind, person.identity_number, person.phone)
