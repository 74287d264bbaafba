"""Which decisions, samples and subjects of decisions an officer may reach."""

from django.db.models import Q, QuerySet

from gongju.access.actor import Actor
from gongju.access.cases import CITY, HANDLING
from gongju.access.employers import employer_for
from gongju.access.people import person_for
from gongju.employers.models import Agent, Employer
from gongju.errors import NotFound
from gongju.people.models import Person
from gongju.sanctions.models import Checked, Sanction, SpotCheck


def visible_sanctions(actor: Actor) -> QuerySet[Sanction]:
    """The register, for all who handle cases: a person barred in one district is barred in the others too."""
    district = actor.is_district and actor.has_role(*HANDLING)
    return Sanction.objects.filter(Q() if district or (actor.is_city and actor.has_role(*CITY)) else Q(pk__in=[]))


def reached_of(actor: Actor, found: QuerySet[Sanction]) -> QuerySet[Sanction]:
    """Those of the decisions that the actor may lift: of the own office; the city's officers reach all."""
    return found if actor.is_city else found.filter(authority=actor.authority)


def sanction_for(actor: Actor, sanction_id: int) -> Sanction:
    """The decision of that key that the actor's own office made, or NotFound; the city's officers reach all."""
    own = reached_of(actor, visible_sanctions(actor))
    sanction = own.filter(pk=sanction_id).select_related("person", "employer", "agent__employer").first()
    if sanction is None:
        raise NotFound("这项处理")
    return sanction


def person_to_sanction(actor: Actor, person_id: int) -> Person:
    """A person of the office's cases, or NotFound."""
    return person_for(actor, person_id)


def employer_to_sanction(actor: Actor, employer_id: int) -> Employer:
    """An employer of the office, or NotFound."""
    return employer_for(actor, employer_id)


def agent_of_employer(employer_id: int, agent_id: int) -> Agent:
    """An agent filed by the employer, or NotFound."""
    agent = Agent.objects.filter(pk=agent_id, employer_id=employer_id).first()
    if agent is None:
        raise NotFound("这名经办人")
    return agent


def check_for(actor: Actor, check_id: int) -> SpotCheck:
    """The spot check of that key in the officer's district, or NotFound."""
    mine = SpotCheck.objects.filter(authority=actor.authority)
    check = mine.filter(pk=check_id).first() if actor.is_district and actor.has_role(*HANDLING) else None
    if check is None:
        raise NotFound("这次抽查")
    return check


def item_for(actor: Actor, item_id: int) -> Checked:
    """One permit of a sample of the officer's district, or NotFound."""
    mine = Checked.objects.filter(check_of__authority=actor.authority)
    if actor.is_district and actor.has_role(*HANDLING):
        found = mine.select_related("check_of", "permit__person", "employer").filter(pk=item_id).first()
        if found is not None:
            return found
    raise NotFound("这一件抽查")
