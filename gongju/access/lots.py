"""Which lots of quota an actor may reach."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, SYSTEM, Actor
from gongju.access.cases import CITY, HANDLING, QUOTA, TERRITORIAL
from gongju.errors import NotFound
from gongju.quota.models import Lot


def visible_lots(actor: Actor) -> QuerySet[Lot]:
    """The employer's own, those of the office's authority or of its area's employers, all for the city."""
    return Lot.objects.filter(_reach(actor)).select_related("employer")


def lot_for(actor: Actor, lot_id: int) -> Lot:
    """The lot of that key, or NotFound."""
    lot = visible_lots(actor).filter(pk=lot_id).first()
    if lot is None:
        raise NotFound("这批指标")
    return lot


def _reach(actor: Actor) -> Q:
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(employer_id=actor.employer_id)
    if actor.is_district and actor.has_role(*HANDLING, QUOTA):
        return Q(authority=actor.authority)
    if actor.is_territorial and actor.has_role(*TERRITORIAL):
        return Q(authority=actor.authority, employer__territorial_office_id=actor.office_id)
    if actor.is_city and actor.has_role(*CITY):
        return Q()
    return Q(pk__in=[])
