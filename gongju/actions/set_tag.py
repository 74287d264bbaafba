"""Say, or no longer say, that an employer has a standing that an authority recognises (区重点企业 …)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import HANDLING
from gongju.access.employers import QUOTA, employer_for
from gongju.actions.telling import access_ref, tell
from gongju.employers import records
from gongju.errors import BadInput, Refusal


def set_tag(*, actor: Actor, now: datetime, employer_id: int, tag: str, on: bool = True) -> None:
    """Set or lift one standing in the officer's district. Raises NotFound, Refusal, BadInput (empty)."""
    if not (actor.is_district and actor.has_role(*HANDLING, QUOTA)):
        raise Refusal("tag.not_yours", "单位认定由区人力社保部门办理。")
    if not tag.strip():
        raise BadInput.of("tag", "请选择认定的名称。")
    with transaction.atomic():
        employer = employer_for(actor, employer_id)
        authority = actor.authority
        records.set_tag(employer.pk, authority, tag.strip(), by_id=actor.user_id, now=now, on=on)
        subjects, data = [access_ref(employer.pk, authority)], {"tag": tag.strip(), "on": on}
        tell(actor=actor, now=now, action="employer.tag", subjects=subjects, data=data, quietly=True)
