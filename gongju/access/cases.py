"""Which cases an actor may reach: own ones, those of the employer, those handed in to the office."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.casework.models import Case
from gongju.errors import NotFound

HANDLING = ("district.accept", "district.review", "district.approve")
CITY = ("city.read", "city.approve")


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """The cases this actor may read.

    A draft is its writer's alone: an employer sees a person's case from the first submission on, an office too.
    """
    return Case.objects.filter(_reach(actor)).select_related("person", "employer", "rulebook", "procedure")


def case_for(actor: Actor, number: str) -> Case:
    """The case of that number, or NotFound: "there is none" and "it is not yours" look the same."""
    case = visible_cases(actor).filter(number=number).first()
    if case is None:
        raise NotFound("这项业务")
    return case


def _reach(actor: Actor) -> Q:
    handed_in = Q(submitted_at__isnull=False)
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == PERSON and actor.person_id is not None:
        return Q(person_id=actor.person_id)
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(employer_id=actor.employer_id) & (Q(person__isnull=True) | handed_in)
    if actor.is_district and actor.has_role(*HANDLING):
        return Q(authority=actor.authority) & handed_in
    if actor.is_city and actor.has_role(*CITY):
        return handed_in
    return Q(pk__in=[])
