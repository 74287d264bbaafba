"""Say, or no longer say, that an employer has a standing that an authority recognises (区重点企业 …)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import HANDLING, QUOTA
from gongju.access.employers import employer_for
from gongju.actions.telling import access_ref, tell
from gongju.employers import profile, records
from gongju.errors import BadInput, Refusal


def set_tag(*, actor: Actor, now: datetime, employer_id: int, tag: str, on: bool = True) -> None:
    """Set or lift one standing in the officer's district. Raises NotFound, Refusal, BadInput (no such standing)."""
    if not (actor.is_district and actor.has_role(*HANDLING, QUOTA)):
        raise Refusal("tag.not_yours", "单位认定由区人力社保部门办理。")
    if on and tag not in profile.form().tags:
        raise BadInput.of("tag", "请从列出的认定中选择一项。")
    with transaction.atomic():
        employer = employer_for(actor, employer_id)
        authority = actor.authority
        records.set_tag(employer.pk, authority, tag, by_id=actor.user_id, now=now, on=on)
        subjects, data = [access_ref(employer.pk, authority)], {"tag": tag, "on": on}
        tell(actor=actor, now=now, action="employer.tag", subjects=subjects, data=data, quietly=True)
