"""Which businesses of its own an employer may open now, in which district, and why not the others: writing nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.actions.guards.verdict import records_allow
from gongju.actions.matter import matter_of
from gongju.actions.may import opening_objections
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, ProcedureText
from gongju.employers.models import Employer
from gongju.rules.edition import Edition
from gongju.rules.entries import Business
from gongju.rules.procedure import Procedure

MOVING = "change_of_authority"
"""The one business that goes to another district than the employer's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOpening:
    """One business of the employer itself in a district; `open_case` is the one under way, whatever else is said."""

    business: Business
    authority: str
    district: str
    why_not: tuple[str, ...]
    open_case: Case | None = None

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it."""
        return self.open_case is None and not self.why_not


def own_openings(*, actor: Actor, now: datetime, employer: Employer) -> tuple[OwnOpening, ...]:
    """Every business the employer's agent starts for the employer itself, in the order of the rulebook."""
    edition = books.edition_for(employer.authority, localdate(now))
    under_way = {case.type: case for case in casework.open_of_employer_itself(employer.pk)}
    return tuple(
        _opening(actor, now, edition, business, procedure, employer, under_way.get(business.name))
        for business, procedure in _own(edition)
        if business.name != MOVING
    )


def moves_to(*, actor: Actor, now: datetime, employer: Employer) -> tuple[OwnOpening, ...]:
    """The districts the employer may ask to go to (CY-Q27), by their rulebooks; its own one only before it is open."""
    under_way = {case.type: case for case in casework.open_of_employer_itself(employer.pk)}
    return tuple(
        _opening(actor, now, edition, business, procedure, employer, under_way.get(MOVING))
        for edition in books.districts(localdate(now))
        for business, procedure in _own(edition)
        if business.name == MOVING
    )


def records_against(*, actor: Actor, now: datetime, employer: Employer, type: str) -> tuple[str, ...]:
    """What the system's own records say against an employer's business already, before anybody fills anything in.

    In 朝阳区 access is opened after the first decision on quota: nobody should find out when it is refused (CY-Q08b).
    """
    procedure = books.procedure_for(type)
    edition = books.edition_for(employer.authority, localdate(now))
    if type not in edition.businesses:
        return ()
    matter = matter_of(actor=actor, now=now, case=_draft(edition, procedure, employer))
    return tuple(one.message for one in records_allow(matter))


def _draft(edition: Edition, procedure: Procedure, employer: Employer) -> Case:
    """A case of the business that is never saved."""
    return Case(
        type=procedure.type,
        authority=edition.authority,
        employer=employer,
        stage=procedure.opening.first_of(AGENT),
        started_by=AGENT,
        procedure=ProcedureText(type=procedure.type, edition=procedure.edition, digest=procedure.digest),
    )


def _own(edition: Edition) -> Iterator[tuple[Business, Procedure]]:
    known = {one.type: one for one in books.procedures()}
    for name, business in edition.businesses.items():
        if name in known and not known[name].about_person:
            yield business, known[name]


def _opening(  # noqa: PLR0917  (private, read once)
    actor: Actor,
    now: datetime,
    edition: Edition,
    business: Business,
    procedure: Procedure,
    employer: Employer,
    open_case: Case | None,
) -> OwnOpening:
    matter = matter_of(actor=actor, now=now, case=_draft(edition, procedure, employer))
    against = [str(one) for one in opening_objections(matter, procedure)]
    return OwnOpening(
        business=business,
        authority=edition.authority,
        district=edition.name,
        why_not=tuple(against),
        open_case=open_case,
    )
