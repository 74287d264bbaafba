"""员工列表, and one employee's whole particulars."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.may_open import openings
from gongju.casework import books
from gongju.documents.models import Version
from gongju.documents.queries import versions_of
from gongju.employers.models import Employment
from gongju.errors import NotFound
from gongju.people import profile
from gongju.permits.queries import held_on
from gongju.permits.state import state_on
from gongju.portals.employer.frame import framed, own
from gongju.portals.employer.staff_file import COLUMNS, cells
from gongju.portals.employer.staff_list import STANDINGS, StaffFilters, counts, rows_of, staff_found, staff_page
from gongju.portals.employer.views.starting import MANY
from gongju.portals.shared.pages import page
from gongju.portals.shared.part_words import views_of
from gongju.portals.shared.sheet import sheet_answer
from gongju.rules.procedure import AGENT

CONFIRMED = Employment.State.CONFIRMED


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """Linked staff by name, each with contract, permit and open case (DX-023, DX-167, CY-Q82, SC-26)."""
    employer, on = own(request), clock.today()
    filters = StaffFilters.of(request.GET.dict())
    found = staff_page(staff_found(request.actor, employer.pk, on, filters), request.GET.get("page"))
    context = framed(
        request,
        page_obj=found,
        rows=rows_of(request.actor, found, employer, on),
        counts=counts(employer.pk, on),
        filters=filters,
        standings=STANDINGS,
        many=[one for one in books.procedures() if one.type in MANY and one.started_by(AGENT)],
        query=request.GET.urlencode(),
    )
    return page(request, "employer/staff.html", context)


@require_GET
@requires("employer.own")
def export(request: Asked) -> HttpResponse:
    """The same list, all of it, as a file (CY-Q82)."""
    employer, on = own(request), clock.today()
    found = staff_found(request.actor, employer.pk, on, StaffFilters.of(request.GET.dict()))
    rows = rows_of(request.actor, found, employer, on)
    return sheet_answer(f"员工列表{on:%Y%m%d}", COLUMNS, map(cells, rows))


@require_GET
@requires("employer.employment")
def employee(request: Asked, employment_id: int) -> HttpResponse:
    """Everything an employer may read of one of its staff."""
    employment = request.found
    if employment.state != CONFIRMED:
        raise NotFound("这名员工")
    person, on = employment.person, clock.today()
    permit = held_on(person.pk, on)
    ways = openings(actor=request.actor, now=clock.now(), person_id=person.pk)
    context = framed(
        request,
        employment=employment,
        person=person,
        parts=views_of(profile.form(), profile.contents(person)),
        scan=_scan(employment),
        permit=permit,
        permit_state=state_on(permit, on) if permit else "",
        cases=visible_cases(request.actor).filter(person=person).order_by("-opened_at"),
        openings=ways,
        barred=[one for one in ways if not one.allowed],
        titles={one.type: one.title for one in books.procedures()},
    )
    return page(request, "employer/employee.html", context)


def _scan(employment: Employment) -> Version | None:
    """The newest version of the contract's scan."""
    return next(iter(versions_of(employment.contract_document_id)), None) if employment.contract_document_id else None
