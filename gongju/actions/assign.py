"""Give a case to one officer, or to nobody in particular."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor, actor_of
from gongju.access.cases import case_for
from gongju.actions.editing import check_on_desk, is_on_desk
from gongju.actions.telling import case_ref, tell
from gongju.casework import records
from gongju.casework.models import Case
from gongju.errors import NotFound
from gongju.people.models import User


def assign(*, actor: Actor, now: datetime, case_number: str, user_id: int | None) -> Case:
    """Name the officer who sees to the case; None takes the name away. Raises NotFound, Refusal (not on your desk)."""
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        if user_id is not None:
            _check_colleague(user_id, case)
        records.assign(case, user_id)
        subjects, data = [case_ref(case.number)], {"to": user_id}
        tell(actor=actor, now=now, action="case.assign", subjects=subjects, data=data, quietly=True)
    return case


def _check_colleague(user_id: int, case: Case) -> None:
    """Only staff who may move the case from where it stands can be given it."""
    user = User.objects.filter(pk=user_id, kind=User.Kind.STAFF, is_active=True).select_related("office").first()
    if user is None or not is_on_desk(actor_of(user), case):
        raise NotFound("这名工作人员")
