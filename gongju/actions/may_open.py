"""Which businesses a person may open now, and why not the others: for pages, writing nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.actions.guards import GUARDS
from gongju.actions.matter import matter_of
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, ProcedureText
from gongju.employers import queries as employers
from gongju.employers.models import Employment
from gongju.rules.entries import Business
from gongju.rules.procedure import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One business of the district: whether the actor may open it now; `why_not` are whole sentences.

    `by_person` False: the employer starts it.
    """

    business: Business
    by_person: bool
    why_not: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it."""
        return not self.why_not


def openings(*, actor: Actor, now: datetime) -> tuple[Opening, ...]:
    """Every business a person's district handles for persons, in the order of the rulebook.

    Without a confirmed employment there is no district yet, so there are none.
    """
    employment = employers.confirmed(actor.person_id or 0)
    if employment is None:
        return ()
    edition = books.edition_for(employment.employer.authority, localdate(now))
    known = {one.type: one for one in books.procedures()}
    open_one = casework.open_exclusive(employment.person_id)
    return tuple(
        _opening(actor, now, business, known.get(name), employment, open_one)
        for name, business in edition.businesses.items()
        if name not in known or known[name].by_person
    )


def _opening(  # noqa: PLR0917  (private, read once)
    actor: Actor, now: datetime, business: Business, procedure: Procedure | None, at: Employment, open_one: Case | None
) -> Opening:
    if procedure is None:
        return Opening(business=business, by_person=True, why_not=("这项业务还没有在网上开通。",))
    why_not = [*_blocked(procedure, open_one), *_guarded(actor, now, procedure, at)]
    return Opening(business=business, by_person=procedure.by_person, why_not=tuple(why_not))


def _blocked(procedure: Procedure, open_one: Case | None) -> list[str]:
    if open_one is None or not procedure.exclusive:
        return []
    title = books.procedure_by_digest(open_one.procedure.digest).title
    return [f"同一时间只能办一项业务，“{title}”（{open_one.number}）还没有办结。"]


def _guarded(actor: Actor, now: datetime, procedure: Procedure, at: Employment) -> list[str]:
    """What the opening's guards say of a case that is never saved."""
    draft = Case(
        type=procedure.type,
        authority=at.employer.authority,
        person=at.person,
        employer=at.employer,
        stage=procedure.opening.first,
        procedure=ProcedureText(type=procedure.type, edition=procedure.edition, digest=procedure.digest),
    )
    matter = matter_of(actor=actor, now=now, case=draft)
    return [str(one) for name in procedure.opening.guards for one in GUARDS[name](matter)]
