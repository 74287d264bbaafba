"""Which requests for release by the district an actor may reach."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.employers.models import ReleaseRequest
from gongju.errors import NotFound

RELEASING = ("district.accept",)
"""The roles that end an employment on evidence."""


def visible_release_requests(actor: Actor) -> QuerySet[ReleaseRequest]:
    """One's own, those about the agent's employer, those about employers of the office's district."""
    found = ReleaseRequest.objects.filter(_reach(actor))
    return found.select_related("employment__person", "employment__employer", "decided_by")


def release_request_for(actor: Actor, request_id: int) -> ReleaseRequest:
    """The request of that key, or NotFound."""
    request = visible_release_requests(actor).filter(pk=request_id).first()
    if request is None:
        raise NotFound("这项解除关联申请")
    return request


def _reach(actor: Actor) -> Q:
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == PERSON and actor.person_id is not None:
        return Q(employment__person_id=actor.person_id)
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(employment__employer_id=actor.employer_id)
    if actor.is_district and actor.has_role(*RELEASING):
        return Q(employment__employer__authority=actor.authority)
    return Q(pk__in=[])
