"""Open a case: a draft under the newest procedure, in the district of the employer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, PERSON, Actor
from gongju.actions.guards import GUARDS
from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected, Objection
from gongju.actions.telling import case_ref, tell
from gongju.casework import books, records
from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.employers.queries import confirmed
from gongju.errors import Refusal
from gongju.rules import procedure as parties
from gongju.rules.procedure import Procedure

STARTERS = {parties.APPLICANT: PERSON, parties.AGENT: AGENT}


def open_case(*, actor: Actor, now: datetime, type: str, authority: str = "") -> Case:
    """A new draft. A person's case goes to the district of the employer they are confirmed at.

    `authority`: the district an employer's own business goes to; default the one it belongs to. Raises NotFound for
    a type there is none of, Refusal (not theirs to start, one is open already) or Objected (an opening guard).
    """
    procedure = books.procedure_for(type)
    if actor.kind != STARTERS[procedure.opening.who]:
        raise Refusal("case.not_yours_to_open", f"“{procedure.title}”由{_starter(procedure)}发起。")
    with transaction.atomic():
        employer = _employer(actor, procedure)
        district = authority or employer.authority
        edition = books.edition_for(district, localdate(now))
        if type not in edition.businesses:
            raise Refusal("case.no_such_business", f"{edition.name}没有开办“{procedure.title}”。")
        case = records.open_case(
            now=now,
            type=type,
            authority=district,
            prefix=edition.prefix,
            person_id=actor.person_id if procedure.by_person else None,
            employer_id=employer.pk,
            stage=procedure.opening.first,
            exclusive=procedure.exclusive,
            procedure_digest=procedure.digest,
        )
        _check(actor, now, case, procedure)
        tell(actor=actor, now=now, action=f"{type}.open", subjects=[case_ref(case.number)], quietly=True)
    return case


def _starter(procedure: Procedure) -> str:
    return "申请人本人" if procedure.by_person else "单位经办人"


def _employer(actor: Actor, procedure: Procedure) -> Employer:
    """The agent's employer, or the one the person is confirmed at."""
    if not procedure.by_person:
        employer = Employer.objects.filter(pk=actor.employer_id or 0).first()
        if employer is None:
            raise Objected([Objection("employer.none", "您的账号还没有登记单位。", "请先登记单位信息。")])
        return employer
    employment = confirmed(actor.person_id or 0)
    if employment is None:
        raise Objected([Objection("employment.none", "您还没有关联单位。", "请先输入单位关联码，由单位确认关联。")])
    return employment.employer


def _check(actor: Actor, now: datetime, case: Case, procedure: Procedure) -> None:
    matter = matter_of(actor=actor, now=now, case=case)
    against = [one for name in procedure.opening.guards for one in GUARDS[name](matter)]
    if against:
        raise Objected(against)
