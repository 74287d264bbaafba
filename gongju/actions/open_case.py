"""Open a case: a draft under the newest procedure, in the district of the employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, PERSON, Actor
from gongju.access.employers import staff_for
from gongju.actions.contract_paper import carry_contract
from gongju.actions.leaving_paper import carry_leaving_paper
from gongju.actions.matter import Matter, matter_of
from gongju.actions.may import opening_objections
from gongju.actions.objection import Objected, Objection
from gongju.actions.telling import case_ref, tell
from gongju.casework import books, records
from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.employers.queries import confirmed
from gongju.errors import Refusal
from gongju.rules import procedure as parties
from gongju.rules.procedure import Procedure

PARTY_OF = {PERSON: parties.APPLICANT, AGENT: parties.AGENT}
"""The party of a procedure that an actor of a kind stands for."""
WORDS = {parties.APPLICANT: "申请人本人", parties.AGENT: "单位经办人"}


@dataclass(frozen=True, slots=True)
class _Parties:
    """Whom a new case is about, and at which employer."""

    person_id: int | None
    employer: Employer


def open_case(
    *, actor: Actor, now: datetime, type: str, authority: str = "", person_id: int | None = None, run: str = ""
) -> Case:
    """A new draft. A person's case goes to the district of the employer they are confirmed at.

    `person_id`: the employee an agent opens it for (DC-073, DX-075, CY-Q87c); a person opens it for themselves.
    `authority`: the district an employer's own business goes to; default the one it belongs to. `run`: names many
    openings that were asked for at once. Raises NotFound (no such type, not one's confirmed staff), Refusal (not
    theirs to start, one is open already) or Objected (an opening guard).

    Serves (CP-064, CP-072, DC-050, DC-070, DX-053, DX-072, CY-Q32b, SC-20, SC-42).
    """
    procedure = books.procedure_for(type)
    party = PARTY_OF.get(actor.kind, "")
    if not procedure.started_by(party):
        raise Refusal("case.not_yours_to_open", f"“{procedure.title}”由{starters(procedure)}发起。")
    with transaction.atomic():
        about = _parties(actor, procedure, person_id)
        district = authority or about.employer.authority
        edition = books.edition_for(district, localdate(now))
        if type not in edition.businesses:
            raise Refusal("case.no_such_business", f"{edition.name}没有开办“{procedure.title}”。")
        case = records.open_case(
            now=now,
            type=type,
            authority=district,
            prefix=edition.prefix,
            person_id=about.person_id,
            employer_id=about.employer.pk,
            stage=procedure.opening.first_of(party),
            exclusive=procedure.exclusive,
            procedure_digest=procedure.digest,
            started_by=party,
        )
        matter = matter_of(actor=actor, now=now, case=case)
        _check(matter, procedure)
        carry_contract(matter)
        carry_leaving_paper(matter)
        others = procedure.about_person and party != parties.APPLICANT
        subjects = [case_ref(case.number)]
        tell(actor=actor, now=now, action=f"{type}.open", subjects=subjects, run=run, quietly=not others)
    return case


def starters(procedure: Procedure) -> str:
    """Those who may start the business, in words."""
    return "或者".join(WORDS[party] for party in procedure.opening.who)


def _parties(actor: Actor, procedure: Procedure, person_id: int | None) -> _Parties:
    """The agent's employer, with the employee where it is about one; or the person with where they are confirmed."""
    if actor.kind == AGENT:
        if procedure.about_person:
            employment = staff_for(actor, person_id or 0)
            return _Parties(employment.person_id, employment.employer)
        employer = Employer.objects.filter(pk=actor.employer_id or 0).first()
        if employer is None:
            raise Objected([Objection("employer.none", "您的账号还没有登记单位。", "请先登记单位信息。")])
        return _Parties(None, employer)
    employment_of = confirmed(actor.person_id or 0)
    if employment_of is None:
        raise Objected([Objection("employment.none", "您还没有关联单位。", "请先输入单位关联码，由单位确认关联。")])
    return _Parties(actor.person_id, employment_of.employer)


def _check(matter: Matter, procedure: Procedure) -> None:
    against = list(opening_objections(matter, procedure))
    if against:
        raise Objected(against)
