"""Which businesses may be opened about a person now, and why not the others: for pages, writing nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.access.employers import staff_for
from gongju.actions.matter import Matter
from gongju.actions.may import opening_objections
from gongju.actions.open_case import PARTY_OF, starters
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, ProcedureText
from gongju.employers import queries as employers
from gongju.employers.models import Employment
from gongju.errors import NotFound
from gongju.rules import procedure as parties
from gongju.rules.edition import Edition
from gongju.rules.entries import Business
from gongju.rules.procedure import Procedure

ASK = {parties.APPLICANT: "请本人登录后办理。", parties.AGENT: "请联系单位经办人。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One business of the district: whether the actor may open it now; `why_not` are whole sentences.

    `mine` False: the other party starts it.
    """

    business: Business
    mine: bool
    why_not: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it."""
        return not self.why_not


def openings(*, actor: Actor, now: datetime, person_id: int | None = None) -> tuple[Opening, ...]:
    """Every business about persons that the employer's district handles, in the order of the rulebook (CY-Q89).

    `person_id`: the employee an agent asks for (NotFound unless confirmed there); a person asks for themselves.
    Without a confirmed employment there is no district yet, so there are none.
    """
    employment = staff_for(actor, person_id or 0) if actor.kind == AGENT else employers.confirmed(actor.person_id or 0)
    if employment is None:
        return ()
    edition = books.edition_for(employment.employer.authority, localdate(now))
    known = {one.type: one for one in books.procedures()}
    open_one = casework.open_exclusive(employment.person_id)
    return tuple(
        _opening(actor, now, edition, business, known.get(name), employment, open_one)
        for name, business in edition.businesses.items()
        if name not in known or known[name].about_person
    )


def opening_of(*, actor: Actor, now: datetime, type: str, employment: Employment) -> Opening:
    """The same for one business and one employee of the agent's employer. NotFound: the district has it not."""
    edition = books.edition_for(employment.employer.authority, localdate(now))
    if type not in edition.businesses:
        raise NotFound("这类业务")
    open_one = casework.open_exclusive(employment.person_id)
    return _opening(actor, now, edition, edition.business(type), books.procedure_for(type), employment, open_one)


def _opening(  # noqa: PLR0917  (private, read once)
    actor: Actor,
    now: datetime,
    edition: Edition,
    business: Business,
    procedure: Procedure | None,
    at: Employment,
    open_one: Case | None,
) -> Opening:
    if procedure is None:
        return Opening(business=business, mine=True, why_not=("这项业务还没有在网上开通。",))
    party = PARTY_OF.get(actor.kind, "")
    if not procedure.started_by(party):
        return Opening(business=business, mine=False, why_not=(_elsewhere(procedure),))
    why_not = [*_blocked(procedure, open_one), *_guarded(actor, now, edition, procedure, at)]
    return Opening(business=business, mine=True, why_not=tuple(why_not))


def _elsewhere(procedure: Procedure) -> str:
    """Whose it is to start, and what helps."""
    return f"由{starters(procedure)}发起。{ASK.get(procedure.opening.who[0], '')}"


def _blocked(procedure: Procedure, open_one: Case | None) -> list[str]:
    if open_one is None or not procedure.exclusive:
        return []
    title = books.procedure_by_digest(open_one.procedure.digest).title
    return [f"同一时间只能办一项业务，“{title}”（{open_one.number}）还没有办结。"]


def _guarded(actor: Actor, now: datetime, edition: Edition, procedure: Procedure, at: Employment) -> list[str]:
    """What the opening's guards say of a case that is never saved."""
    party = PARTY_OF[actor.kind]
    draft = Case(
        type=procedure.type,
        authority=at.employer.authority,
        person=at.person,
        employer=at.employer,
        stage=procedure.opening.first_of(party),
        started_by=party,
        procedure=ProcedureText(type=procedure.type, edition=procedure.edition, digest=procedure.digest),
    )
    matter = Matter(actor=actor, now=now, case=draft, procedure=procedure, edition=edition)
    return [str(one) for one in opening_objections(matter, procedure)]
