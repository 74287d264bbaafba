"""Which cases an actor may reach: own ones, those of the employer, those handed in to the office or in its area."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.casework.models import Case
from gongju.casework.queries import with_books
from gongju.errors import NotFound

QUOTA = "district.quota"
"""Allots places; of cases sees the requests for them."""
HANDLING = ("district.accept", "district.review", "district.approve")
CITY = ("city.read", "city.approve")
TERRITORIAL = ("territorial.review",)
MOVING = (*HANDLING, QUOTA, *TERRITORIAL, "city.approve")
"""The roles that move cases; the others read."""


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """The cases this actor may read.

    A person's draft is the person's alone: an employer sees it from the first submission on, a district's office
    and the city too; a territorial office, once it was handed in to it. What the employer's agent started about one
    of its staff both see from the opening on (DC-073, DX-075). A login that stands for no employer reads what it asks
    for itself alone.
    """
    return with_books(Case.objects.filter(_reach(actor))).select_related("person", "employer", "asked_by")


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
        return Q(employer_id=actor.employer_id) & (Q(person__isnull=True) | Q(started_by=AGENT) | handed_in)
    if actor.kind == AGENT:
        return Q(asked_by_id=actor.user_id, asked_by__isnull=False)
    return _reach_of_office(actor, handed_in)


def _reach_of_office(actor: Actor, handed_in: Q) -> Q:
    if actor.is_district and actor.has_role(*HANDLING):
        return Q(authority=actor.authority) & handed_in
    if actor.is_district and actor.has_role(QUOTA):
        return Q(authority=actor.authority, quota_request__isnull=False) & handed_in
    if actor.is_territorial and actor.has_role(*TERRITORIAL):
        return Q(territorial_office_id=actor.office_id)
    if actor.is_city and actor.has_role(*CITY):
        return handed_in
    return Q(pk__in=[])
