"""Which rounds of quota an actor may reach."""

from django.db.models import QuerySet

from gongju.access.actor import Actor
from gongju.access.cases import CITY, QUOTA
from gongju.errors import NotFound
from gongju.quota.models import QuotaRequest, Round


def visible_rounds(actor: Actor) -> QuerySet[Round]:
    """Those of the quota officer's own authority; all for the city."""
    if actor.is_district and actor.has_role(QUOTA):
        return Round.objects.filter(authority=actor.authority)
    if actor.is_city and actor.has_role(*CITY):
        return Round.objects.all()
    return Round.objects.none()


def round_for(actor: Actor, round_id: int) -> Round:
    """The round of that key, or NotFound."""
    row = visible_rounds(actor).filter(pk=round_id).first()
    if row is None:
        raise NotFound("这一轮分配")
    return row


def request_for(actor: Actor, request_id: int) -> QuotaRequest:
    """The request of that key in a round that the actor reaches, or NotFound."""
    found = QuotaRequest.objects.filter(pk=request_id, round__in=visible_rounds(actor))
    request = found.select_related("round", "case__employer", "set_by").first()
    if request is None:
        raise NotFound("这件申报")
    return request
