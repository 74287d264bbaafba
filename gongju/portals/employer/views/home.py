"""The first page (what needs me) and the 单位关联码."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.book import TAKEN_IN
from gongju.actions.may_link import shut_for_linking
from gongju.actions.own_openings import records_against
from gongju.appointments.models import Booking
from gongju.casework import books, queries
from gongju.casework.models import Case
from gongju.employers import profile
from gongju.employers import queries as employers
from gongju.employers.models import Employer
from gongju.people.account_codes import account_code
from gongju.portals.employer.frame import framed, own
from gongju.portals.employer.staff_list import ending_soon
from gongju.portals.shared.pages import page
from gongju.quota.queries import Balance, balances
from gongju.rules.procedure import AGENT

BUSINESS = "employer_access"
SHOWN = 8


@require_GET
@requires("employer.newcomer")
def home(request: Asked) -> HttpResponse:
    """What waits for the agent, the one next thing in front; then staff, permits and places in figures."""
    if request.actor.employer_id is None:
        asked = visible_cases(request.actor).filter(open=True).first()
        return page(
            request,
            "employer/unknown.html",
            framed(request, asked=asked, account=account_code(request.actor.user_id or 0)),
        )
    employer, on = own(request), clock.today()
    mine, unbooked = my_turn(employer.pk), to_be_booked(employer, on)
    access = employers.access(employer.pk, employer.authority)
    ending = ending_soon(employer.pk, on)
    context = framed(
        request,
        mine=mine[:SHOWN],
        titles={one.type: one.title for one in books.procedures()},
        more=max(0, len(mine) - SHOWN),
        access=access,
        first=() if access else _comes_first(request, employer),
        unbooked=unbooked,
        unbooked_count=len(unbooked),
        incomplete=profile.incomplete(employer),
        staff_count=employers.staff(employer.pk).count(),
        open_count=under_way(employer.pk, mine),
        opening=None if access else _opening(employer.pk),
        ending=ending[:SHOWN],
        places=places_of(employer, on),
    )
    return page(request, "employer/home.html", context)


def my_turn(employer_id: int) -> list[Case]:
    """The open cases at a stage where the agent must act, oldest first."""
    turns = {
        (one.type, stage.name) for one in books.procedures() for stage in one.stages.values() if stage.turn == AGENT
    }
    open_cases = queries.of_employer(employer_id).filter(open=True).order_by("opened_at", "pk")
    return [case for case in open_cases if (case.type, case.stage) in turns]


def under_way(employer_id: int, mine: list[Case]) -> int:
    """How many cases are open: handed in, or drafts that are the employer's own to fill in."""
    handed_in = queries.of_employer(employer_id).filter(open=True, submitted_at__isnull=False).count()
    return handed_in + sum(one.submitted_at is None for one in mine)


def _opening(employer_id: int) -> Case | None:
    """The request for access that is under way."""
    return queries.of_employer(employer_id).filter(open=True, type=BUSINESS).first()


def _comes_first(request: Asked, employer: Employer) -> tuple[str, ...]:
    """What the records say against asking for access now."""
    return records_against(actor=request.actor, now=clock.now(), employer=employer, type=BUSINESS)


def to_be_booked(employer: Employer, on: date) -> list[Case]:
    """The cases that the district takes in by appointment and that hold none, oldest first (CY-Q18a)."""
    edition = books.edition_for(employer.authority, on)
    kinds = [one for one in books.procedures() if one.type in edition.businesses]
    waiting = {
        (one.type, name)
        for one in kinds
        if edition.business(one.type).appointment
        for move in one.transitions.values()
        if TAKEN_IN in move.events
        for name in move.sources
    }
    if not waiting:
        return []
    held = Booking.objects.filter(state=Booking.State.BOOKED, case__employer=employer).values("case_id")
    found = queries.of_employer(employer.pk).filter(open=True, authority=employer.authority).exclude(pk__in=held)
    return [case for case in found.order_by("opened_at", "pk") if (case.type, case.stage) in waiting]


@require_GET
@requires("employer.own")
def code(request: Asked) -> HttpResponse:
    """The 单位关联码 and how staff use it (DC-062, DX-063)."""
    shut = shut_for_linking(own(request), clock.today())
    return page(request, "employer/code.html", framed(request, shut=shut))


def places_of(employer: Employer, on: date) -> Balance | None:
    """The balance on the day; None where the district has set no number, which is not the same as 0."""
    found = balances([employer.pk], employer.authority, on)
    return found.get(employer.pk)
