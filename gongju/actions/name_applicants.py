"""Name the staff for whom an employer asks places, and take a name off again, while the request is being filled in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.editing import check_editable
from gongju.actions.matter import matter_of
from gongju.actions.telling import case_ref, tell
from gongju.casework import records
from gongju.casework.models import Case
from gongju.employers.models import Employment
from gongju.errors import BadInput, Refusal
from gongju.quota import round_records, rounds


def name_applicants(*, actor: Actor, now: datetime, case_number: str, person_ids: Collection[int]) -> Case:
    """Let the request name exactly these persons, all linked staff of the employer (DX-010).

    Raises NotFound, Refusal (not to be changed here, or the district asks for no names) or BadInput (not staff).
    """
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_editable(actor, case)
        if not any(one.named for one in matter_of(actor=actor, now=now, case=case).edition.rounds):
            raise Refusal("quota.no_names", "本区申报时不要求写明申请人。")
        wanted, before = set(person_ids), {person.pk for person in rounds.named_in(case)}
        _check_staff(case, wanted - before)
        for person_id in sorted(wanted - before):
            round_records.name_applicant(case, person_id, now=now)
        for person_id in sorted(before - wanted):
            round_records.drop_applicant(case, person_id)
        data = {"named": len(wanted)}
        tell(actor=actor, now=now, action="quota.name", subjects=[case_ref(case.number)], data=data, quietly=True)
    return case


def _check_staff(case: Case, person_ids: set[int]) -> None:
    staff = Employment.objects.filter(
        employer_id=case.employer_id or 0, person_id__in=person_ids, state=Employment.State.CONFIRMED
    )
    if staff.count() != len(person_ids):
        raise BadInput.of("people", "名单里有人不是本单位已关联的员工，请重新选择。")
