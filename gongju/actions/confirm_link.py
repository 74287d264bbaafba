"""The employer's side of 关联: confirm with the contract, refuse with a reason, state the contract anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.access.documents import own_documents
from gongju.access.employers import employment_for
from gongju.actions.contract_paper import carry_contract_on
from gongju.actions.editing import check_contract_free
from gongju.actions.may_link import check_may_link
from gongju.actions.telling import employment_ref, tell
from gongju.casework import queries as casework
from gongju.casework import records as cases
from gongju.employers import records
from gongju.employers.models import Employment
from gongju.employers.records import Contract
from gongju.errors import BadInput, NotFound, Refusal

__all__ = ["Contract", "confirm_link", "refuse_link", "update_contract"]


def confirm_link(*, actor: Actor, now: datetime, employment_id: int, contract: Contract) -> Employment:
    """Confirm with the contract. Raises NotFound, MovedOn, BadInput or Refusal (linked elsewhere, not open yet).

    Serves (CP-066, CP-155, DC-051, DX-054, DC-064, DC-067, DX-065, DX-067, SC-33).
    """
    with transaction.atomic():
        asked = _of_own_employer(actor, employment_id)
        check_may_link(asked.employer, localdate(now))
        _check_document(actor, contract, required=True)
        employment = records.confirm(asked.pk, now=now, contract=contract)
        tell(actor=actor, now=now, action="employment.confirm", subjects=[employment_ref(employment.pk)])
    return employment


def refuse_link(*, actor: Actor, now: datetime, employment_id: int, reason: str) -> Employment:
    """Do not confirm, and say why (SC-33). Raises NotFound, MovedOn, BadInput (no reason)."""
    if not reason.strip():
        raise BadInput.of("reason", "请写明不同意关联的理由，对方会看到。")
    with transaction.atomic():
        asked = _of_own_employer(actor, employment_id)
        employment = records.refuse(asked.pk, reason=reason.strip())
        subjects = [employment_ref(employment.pk)]
        tell(actor=actor, now=now, action="employment.refuse", subjects=subjects, reason=reason.strip())
    return employment


def update_contract(*, actor: Actor, now: datetime, employment_id: int, contract: Contract) -> Employment:
    """更新合同 (DC-066, DX-066, CY-Q84, CY-Q85, SC-27).

    Raises NotFound, MovedOn (no longer linked), BadInput, Refusal `employment.in_use` (an office judges by it).
    """
    with transaction.atomic():
        linked = _of_own_employer(actor, employment_id)
        _hold_cases(linked)
        check_contract_free(linked.person_id, linked.employer_id)
        _check_document(actor, contract, required=True)
        employment = records.update_contract(linked.pk, contract=contract)
        carry_contract_on(employment, actor=actor, now=now)
        tell(actor=actor, now=now, action="employment.update", subjects=[employment_ref(employment.pk)])
    return employment


def _of_own_employer(actor: Actor, employment_id: int) -> Employment:
    if actor.kind != AGENT:
        raise Refusal("employment.not_yours", "单位关联由单位经办人确认。")
    return employment_for(actor, employment_id)


def _hold_cases(linked: Employment) -> None:
    """Keep the person's cases here where they are, until the contract and its scan have both been changed."""
    for number in casework.open_here(linked.person_id, linked.employer_id):
        cases.hold(number)


def _check_document(actor: Actor, contract: Contract, *, required: bool) -> None:
    """The contract's scan must be one that this employer keeps."""
    if contract.document_id is None:
        if required:
            raise BadInput.of("document", "请上传劳动合同。")
        return
    if not own_documents(actor).filter(pk=contract.document_id, removed_at__isnull=True).exists():
        raise NotFound("劳动合同文件")
