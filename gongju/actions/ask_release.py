"""A person asks the district to end an employment that the employer does not release, with the leaving certificate."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import PERSON, Actor
from gongju.access.documents import own_documents
from gongju.access.employers import employment_for
from gongju.actions.telling import employment_ref, tell
from gongju.employers import records
from gongju.employers.models import Employment, ReleaseRequest
from gongju.errors import BadInput, Refusal


def ask_release(
    *, actor: Actor, now: datetime, employment_id: int, left_on: date, document_id: UUID | None, note: str = ""
) -> ReleaseRequest:
    """The request, waiting for the employer's district; the employer is told at once (LF-03, CY-Q78b).

    Raises NotFound, BadInput (days, no certificate), Refusal (not linked any more, one waits already).
    """
    if actor.kind != PERSON:
        raise Refusal("release.not_yours", "申请区里解除关联由本人提出。")
    with transaction.atomic():
        employment = employment_for(actor, employment_id)
        if employment.state != Employment.State.CONFIRMED:
            raise Refusal("employment.not_linked", "您与这家单位已经没有关联，不用再申请解除。")
        certificate = _checked(actor, employment, left_on, document_id, localdate(now))
        asked = records.ask_release(employment.pk, now=now, left_on=left_on, document_id=certificate, note=note.strip())
        data = {"request": asked.pk, "left_on": left_on.isoformat()}
        tell(actor=actor, now=now, action="employment.ask_release", subjects=[employment_ref(employment.pk)], data=data)
    return asked


def _checked(actor: Actor, employment: Employment, left_on: date, document_id: UUID | None, today: date) -> UUID:
    """The key of the certificate, where everything is in order."""
    if left_on > today:
        raise BadInput.of("left_on", "离职日期不能晚于今天。")
    if employment.employed_from is not None and left_on < employment.employed_from:
        raise BadInput.of("left_on", "离职日期不能早于入职日期。")
    if document_id is None or not own_documents(actor).filter(pk=document_id, removed_at__isnull=True).exists():
        raise BadInput.of("document", "请上传离职证明。")
    return document_id
