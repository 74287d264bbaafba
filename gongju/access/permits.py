"""Which permits an actor may reach."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.access.cases import CITY, HANDLING
from gongju.errors import NotFound
from gongju.permits.models import Permit


def visible_permits(actor: Actor) -> QuerySet[Permit]:
    """The holder's own, those issued at the agent's employer, those of the office's authority, all for the city."""
    return Permit.objects.filter(_reach(actor)).select_related("person", "employer")


def permit_for(actor: Actor, number: str) -> Permit:
    """The permit of that number, or NotFound."""
    permit = visible_permits(actor).filter(number=number).first()
    if permit is None:
        raise NotFound("这份工作居住证")
    return permit


def _reach(actor: Actor) -> Q:
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == PERSON and actor.person_id is not None:
        return Q(person_id=actor.person_id)
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(employer_id=actor.employer_id)
    if actor.is_district and actor.has_role(*HANDLING):
        return Q(authority=actor.authority)
    if actor.is_city and actor.has_role(*CITY):
        return Q()
    return Q(pk__in=[])
