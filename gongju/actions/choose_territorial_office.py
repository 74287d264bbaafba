"""Choose the 属地部门 of the place the employer stands in: its town, street or park does the first review (DX-168)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import AGENT, Actor
from gongju.actions.editing import check_particulars_free
from gongju.actions.telling import employer_ref, tell
from gongju.casework import queries as casework
from gongju.employers import records
from gongju.employers.models import Employer
from gongju.errors import NotFound, Refusal
from gongju.people import queries as people
from gongju.people.models import Office


def choose_territorial_office(*, actor: Actor, now: datetime, office_id: int) -> Office:
    """The office chosen, one of the employer's own district or of one it asks to go to.

    Raises NotFound, Refusal (a case under way holds it).

    Cases that were handed in to another office stay there until they are handed in again.
    """
    if actor.kind != AGENT or actor.employer_id is None:
        raise Refusal("employer.not_yours", "单位信息由单位经办人填写。")
    with transaction.atomic():
        employer = Employer.objects.select_for_update().get(pk=actor.employer_id)
        check_particulars_free(employer.pk)
        offices = people.territorial_offices(employer.authority, *casework.asked_authorities(employer.pk))
        office = offices.filter(pk=office_id).first()
        if office is None:
            raise NotFound("这个属地部门")
        records.set_territorial_office(employer.pk, office.pk)
        subjects, data = [employer_ref(employer.pk)], {"employer": employer.pk, "office": office.pk}
        tell(actor=actor, now=now, action="employer.territorial_office", subjects=subjects, data=data, quietly=True)
    return office
