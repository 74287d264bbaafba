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
from gongju.permits import queries as permits
from gongju.permits.window import opens_on
from gongju.rules import procedure as parties
from gongju.rules.edition import Edition
from gongju.rules.entries import Business
from gongju.rules.procedure import Procedure
from gongju.rules.terms import TermDate

ASK = {parties.APPLICANT: "请本人登录后办理。", parties.AGENT: "请联系单位经办人。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One business of the district: whether the actor may open it now; `why_not` are whole sentences.

    `mine` False: the other party starts it. `opens_on`: from when it may be handed in, where the rulebook counts that
    back from the end of the permit that the person holds.
    """

    business: Business
    mine: bool
    why_not: tuple[str, ...]
    opens_on: TermDate | None = None

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
    asked = _asked(actor, now, employment)
    known = {one.type: one for one in books.procedures()}
    return tuple(
        _opening(asked, business, known.get(name))
        for name, business in asked.edition.businesses.items()
        if name not in known or known[name].about_person
    )


def opening_of(*, actor: Actor, now: datetime, type: str, employment: Employment) -> Opening:
    """The same for one business and one employee of the agent's employer. NotFound: the district has it not."""
    asked = _asked(actor, now, employment)
    if type not in asked.edition.businesses:
        raise NotFound("这类业务")
    return _opening(asked, asked.edition.business(type), books.procedure_for(type))


@dataclass(kw_only=True)
class _Asked:
    """Who asks about whom, and what all businesses have in common; `last` is the matter of the one looked at last."""

    actor: Actor
    now: datetime
    edition: Edition
    at: Employment
    open_one: Case | None
    last: Matter | None = None

    def matter(self, procedure: Procedure) -> Matter:
        """The matter of a case of that business that is never saved."""
        party = PARTY_OF[self.actor.kind]
        draft = Case(
            type=procedure.type,
            authority=self.at.employer.authority,
            person=self.at.person,
            employer=self.at.employer,
            stage=procedure.opening.first_of(party),
            started_by=party,
            procedure=ProcedureText(type=procedure.type, edition=procedure.edition, digest=procedure.digest),
        )
        if self.last is not None:
            self.last = self.last.beside(draft, procedure)
        else:
            self.last = Matter(actor=self.actor, now=self.now, case=draft, procedure=procedure, edition=self.edition)
        return self.last

    def opens_on(self, business: str) -> TermDate | None:
        """From when the business may be handed in, told of the permit that is known already or asked for once."""
        if not any(term.opens for term in self.edition.terms_of(business)):
            return None
        permit = self.last.permit if self.last else permits.of_person(self.at.person_id).first()
        return opens_on(permit, business, self.edition, localdate(self.now))


def _asked(actor: Actor, now: datetime, employment: Employment) -> _Asked:
    edition = books.edition_for(employment.employer.authority, localdate(now))
    open_one = casework.open_exclusive(employment.person_id)
    return _Asked(actor=actor, now=now, edition=edition, at=employment, open_one=open_one)


def _opening(asked: _Asked, business: Business, procedure: Procedure | None) -> Opening:
    if procedure is None:
        return Opening(business=business, mine=True, why_not=("这项业务还没有在网上开通。",))
    if not procedure.started_by(PARTY_OF.get(asked.actor.kind, "")):
        return Opening(
            business=business, mine=False, why_not=(_elsewhere(procedure),), opens_on=asked.opens_on(business.name)
        )
    guarded = [str(one) for one in opening_objections(asked.matter(procedure), procedure)]
    why_not = [*_blocked(procedure, asked.open_one), *guarded]
    return Opening(business=business, mine=True, why_not=tuple(why_not), opens_on=asked.opens_on(business.name))


def _elsewhere(procedure: Procedure) -> str:
    """Whose it is to start, and what helps."""
    return f"由{starters(procedure)}发起。{ASK.get(procedure.opening.who[0], '')}"


def _blocked(procedure: Procedure, open_one: Case | None) -> list[str]:
    if open_one is None or not procedure.exclusive:
        return []
    title = books.procedure_by_digest(open_one.procedure.digest).title
    return [f"同一时间只能办一项业务，“{title}”（{open_one.number}）还没有办结。"]
