"""申请退回更正: ask the office to return a reported request for quota that the employer may not withdraw itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import AGENT, Actor
from gongju.access.cases import case_for
from gongju.actions.matter import Matter, matter_of
from gongju.actions.telling import case_ref, tell
from gongju.casework import records
from gongju.errors import BadInput, Refusal
from gongju.quota import round_records, rounds
from gongju.quota.models import QuotaRequest, Round

WITHDRAWING = "may_withdraw"
"""The guard of a business whose rules may leave the withdrawal to the office."""
LONGEST = 300


def ask_back(*, actor: Actor, now: datetime, case_number: str, why: str) -> QuotaRequest:
    """Ask the office to return the request for correction; asked again, the newer words stand. Nothing moves yet.

    Raises NotFound, BadInput (not said what is to be corrected) or Refusal: not the employer's agent, not in the
    office's hands, being published, or the employer may withdraw it by itself (CY-Q17a).
    """
    if actor.kind != AGENT:
        raise Refusal("quota.not_yours_to_ask_back", "退回更正由单位经办人申请。")
    if not why.strip():
        raise BadInput.of("why", "请写明哪里填错了、要改成什么。")
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        request = to_ask_back(matter_of(actor=actor, now=now, case=case))
        if request is None:
            raise Refusal("quota.not_to_ask_back", "这件申报现在不能申请退回更正。", do="请刷新页面，查看最新情况。")
        round_records.ask_back(request, now=now, why=why.strip()[:LONGEST])
        tell(
            actor=actor,
            now=now,
            action="quota_request.ask_back",
            subjects=[case_ref(case.number)],
            reason=why.strip()[:LONGEST],
            quietly=True,
        )
        request.refresh_from_db()
    return request


def to_ask_back(matter: Matter) -> QuotaRequest | None:
    """The request in the office's hands that the employer may not withdraw by itself; None where it need not ask."""
    if not any(WITHDRAWING in move.guards for move in matter.procedure.transitions.values()):
        return None
    if not any(one.no_withdrawal for one in matter.edition.rounds):
        return None
    request = rounds.in_hand(matter.case)
    if request is None or request.round is None or request.round.state == Round.State.PUBLISHING:
        return None
    return request
