"""Which employers and employments an actor may reach."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.access.cases import CITY, HANDLING, QUOTA, TERRITORIAL
from gongju.employers.models import Employer, Employment
from gongju.errors import NotFound


def visible_employers(actor: Actor) -> QuerySet[Employer]:
    """The agent's own; for an office those it supervises, in its area, or that handed something in to it."""
    return Employer.objects.filter(_reach(actor)).distinct()


def employer_for(actor: Actor, employer_id: int) -> Employer:
    """The employer of that key, or NotFound."""
    employer = visible_employers(actor).filter(pk=employer_id).first()
    if employer is None:
        raise NotFound("这家单位")
    return employer


def visible_employments(actor: Actor) -> QuerySet[Employment]:
    """The person's own, and those asked of the agent's employer; offices see employment inside a case."""
    if actor.kind == SYSTEM:
        own = Q()
    elif actor.kind == PERSON and actor.person_id is not None:
        own = Q(person_id=actor.person_id)
    elif actor.kind == AGENT and actor.employer_id is not None:
        own = Q(employer_id=actor.employer_id)
    else:
        own = Q(pk__in=[])
    return Employment.objects.filter(own).select_related("person", "employer")


def employment_for(actor: Actor, employment_id: int) -> Employment:
    """The employment of that key, or NotFound."""
    employment = visible_employments(actor).filter(pk=employment_id).first()
    if employment is None:
        raise NotFound("这条单位关联")
    return employment


def staff_for(actor: Actor, person_id: int) -> Employment:
    """The confirmed employment of that person at the agent's employer, or NotFound."""
    confirmed = visible_employments(actor).filter(state=Employment.State.CONFIRMED)
    found = confirmed.filter(person_id=person_id).first() if actor.kind == AGENT else None
    if found is None:
        raise NotFound("这名员工")
    return found


def _reach(actor: Actor) -> Q:
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(pk=actor.employer_id)
    if actor.is_district and actor.has_role(*HANDLING, QUOTA):
        here = Q(cases__authority=actor.authority, cases__submitted_at__isnull=False)
        return Q(authority=actor.authority) | Q(accesses__authority=actor.authority) | here
    if actor.is_territorial and actor.has_role(*TERRITORIAL):
        return Q(territorial_office_id=actor.office_id) | Q(cases__territorial_office_id=actor.office_id)
    if actor.is_city and actor.has_role(*CITY):
        return Q()
    return Q(pk__in=[])
