"""Which enquiries an actor may reach: one's own, those of the employer, those to the officer's district."""

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, Actor
from gongju.access.cases import HANDLING
from gongju.enquiries.models import Enquiry, HelpEntry
from gongju.errors import NotFound

ENQUIRIES = "district.enquiries"


def answers_enquiries(actor: Actor) -> bool:
    """Whether this is staff of a district who answer questions."""
    return actor.is_district and actor.has_role(ENQUIRIES, *HANDLING)


def visible_enquiries(actor: Actor) -> QuerySet[Enquiry]:
    """The questions this actor may read."""
    return Enquiry.objects.filter(_reach(actor))


def enquiry_for(actor: Actor, enquiry_id: int) -> Enquiry:
    """The question of that key, or NotFound."""
    found = visible_enquiries(actor).select_related("person", "employer", "answered_by")
    enquiry = found.filter(pk=enquiry_id).first()
    if enquiry is None:
        raise NotFound("这条咨询")
    return enquiry


def entry_for(actor: Actor, entry_id: int) -> HelpEntry:
    """The help entry of that key made by the officer's district, or NotFound."""
    mine = HelpEntry.objects.filter(pk=entry_id, authority=actor.authority)
    entry = mine.first() if answers_enquiries(actor) else None
    if entry is None:
        raise NotFound("这条问答")
    return entry


def _reach(actor: Actor) -> Q:
    if actor.kind == PERSON and actor.person_id is not None:
        return Q(person_id=actor.person_id)
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(employer_id=actor.employer_id)
    return Q(authority=actor.authority) if answers_enquiries(actor) else Q(pk__in=[])
