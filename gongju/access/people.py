"""Which persons an actor may reach: oneself, the confirmed staff of one's employer, those of the office's cases."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.access.cases import CITY, HANDLING, TERRITORIAL
from gongju.employers.models import Employment
from gongju.errors import NotFound
from gongju.people.models import Person


def visible_people(actor: Actor) -> QuerySet[Person]:
    """The persons whose whole particulars this actor may read.

    An employer reads them from the confirmation of the employment to its end; an office, once a case was handed in.
    """
    return Person.objects.filter(_reach(actor)).distinct()


def person_for(actor: Actor, person_id: int) -> Person:
    """The person of that key, or NotFound."""
    person = visible_people(actor).filter(pk=person_id).first()
    if person is None:
        raise NotFound("这名人员")
    return person


def _reach(actor: Actor) -> Q:
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == PERSON and actor.person_id is not None:
        return Q(pk=actor.person_id)
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(employments__employer_id=actor.employer_id, employments__state=Employment.State.CONFIRMED)
    return _reach_of_office(actor)


def _reach_of_office(actor: Actor) -> Q:
    if actor.is_district and actor.has_role(*HANDLING):
        return Q(cases__authority=actor.authority, cases__submitted_at__isnull=False)
    if actor.is_territorial and actor.has_role(*TERRITORIAL):
        return Q(cases__territorial_office_id=actor.office_id)
    if actor.is_city and actor.has_role(*CITY):
        return Q(cases__submitted_at__isnull=False)
    return Q(pk__in=[])
