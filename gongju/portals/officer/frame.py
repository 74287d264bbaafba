"""What every officer's page shows around its content: who is signed in, which office, how much waits."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from gongju import clock
from gongju.access.actor import Actor
from gongju.access.cases import MOVING, QUOTA, visible_cases
from gongju.access.enquiries import answers_enquiries
from gongju.access.rules import Asked, is_case_officer, is_intake_officer, is_register_reader, is_releasing_officer
from gongju.actions.import_settled import CANCELLING
from gongju.actions.impose import DECIDING
from gongju.casework import books
from gongju.casework.models import Case
from gongju.people.models import Office
from gongju.portals.shared.appointments import takes_appointments
from gongju.rules.procedure import OFFICE, Procedure

Place = tuple[str, str]
"""A business and a stage of it."""


def framed(request: Asked, **context: object) -> dict[str, object]:
    """The context of a page with its frame."""
    actor = request.actor
    office = Office.objects.filter(pk=actor.office_id or 0).first()
    return {
        "signed_in": {"name": actor.name, "of": office.name if office else ""},
        "waiting": waiting_for(actor).count() if handles(actor) else 0,
        "handles": handles(actor),
        "reads_cases": is_case_officer(actor),
        "is_district": actor.is_district,
        "grants": actor.is_district and actor.has_role(QUOTA),
        "enquires": answers_enquiries(actor),
        "cancels_settled": actor.is_city and actor.has_role(CANCELLING),
        "registers": is_register_reader(actor),
        "checks": is_intake_officer(actor),
        "decides": actor.has_role(*DECIDING),
        "books": is_intake_officer(actor) and takes_appointments(actor.authority),
        "counters": is_releasing_officer(actor),
        "today": clock.today(),
        **context,
    }


def handles(actor: Actor) -> bool:
    """Whether this officer moves cases."""
    return actor.has_role(*MOVING)


def waiting_for(actor: Actor) -> QuerySet[Case]:
    """Open cases at a stage from which this actor's roles can move them: 我的待办."""
    places = [
        (procedure.type, stage)
        for procedure, stage in _desks()
        if any(actor.has_role(*move.who) for move in procedure.leaving(stage))
    ]
    return at(visible_cases(actor), places)


def at_an_office(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of the cases that wait for some office."""
    return at(cases, [(procedure.type, stage) for procedure, stage in _desks()])


def at(cases: QuerySet[Case], places: Iterable[Place]) -> QuerySet[Case]:
    """The open ones that stand at one of these places."""
    wanted = [Q(type=type_, stage=stage) for type_, stage in places]
    return cases.filter(reduce(or_, wanted, Q(pk__in=[])), open=True)


def stage_titles() -> dict[Place, str]:
    """The title of every stage of every business, by the newest procedures."""
    return {(one.type, stage.name): stage.title for one in books.procedures() for stage in one.stages.values()}


def business_titles() -> dict[str, str]:
    """The title of every business."""
    return {one.type: one.title for one in books.procedures()}


def _desks() -> list[tuple[Procedure, str]]:
    """Every stage at which an office must act."""
    found = ((procedure, stage) for procedure in books.procedures() for stage in procedure.stages.values())
    return [(procedure, stage.name) for procedure, stage in found if stage.turn == OFFICE]
