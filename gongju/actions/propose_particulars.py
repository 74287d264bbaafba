"""Say in a case what the employer's particulars are to become; nothing changes before an office approves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.editing import check_editable
from gongju.actions.telling import case_ref, tell
from gongju.casework import books
from gongju.casework import records as cases
from gongju.casework.models import Case
from gongju.employers import proposals, records
from gongju.employers.models import Employer
from gongju.errors import Refusal
from gongju.forms.checking import Checked
from gongju.forms.filling import kept_of
from gongju.rules.procedure import Procedure

EFFECT = "change_employer_particulars"
NAME_KIND, NAME = "单位名称变更", "name"


def proposes(procedure: Procedure) -> bool:
    """Whether a business of this procedure may change the employer's particulars."""
    return any(EFFECT in move.effects for move in procedure.transitions.values())


def fields_of(case: Case) -> tuple[str, ...]:
    """The fields a case may change: all (empty), or in a service request for a new name the name alone (CY-Q81b)."""
    return (NAME,) if case.answers.get("request_kind") == NAME_KIND else ()


def propose_particulars(*, actor: Actor, now: datetime, case_number: str, content: object) -> Checked:
    """Keep the particulars as typed with the case, also wrong ones. Raises NotFound, Refusal (not to be changed here).

    Fields of a kind as LF-07 and CL-095 to CL-097 name them.
    """
    with transaction.atomic():
        cases.hold(case_number)
        case = case_for(actor, case_number)
        check_editable(actor, case)
        if case.employer_id is None or not proposes(books.procedure_by_digest(case.procedure.digest)):
            raise Refusal("case.no_particulars", "这项业务不变更单位信息。", where=case.number)
        names = fields_of(case)
        kept = kept_of(proposals.form(*names), content)
        typed = kept if isinstance(kept, dict) else {}
        records.propose(case.employer_id, case.number, now=now, content=typed)
        data = {"fields": sorted(typed)}
        tell(actor=actor, now=now, action="case.propose", subjects=[case_ref(case.number)], data=data, quietly=True)
        employer = Employer.objects.get(pk=case.employer_id)
    return proposals.check_proposal(employer, typed, on=localdate(now))
