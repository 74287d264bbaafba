"""What the employer starts about its staff: for one employee, or for many of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.may_open import opening_of
from gongju.actions.open_case import open_case
from gongju.actions.open_many import Opened, open_many
from gongju.casework import books
from gongju.employers import queries
from gongju.employers.models import Employment
from gongju.errors import BadInput, NotFound
from gongju.permits.models import Permit
from gongju.portals.employer.frame import framed, own
from gongju.portals.employer.staff_list import ending_soon, held_permits
from gongju.portals.shared.pages import faulty, number_in, page
from gongju.rules.procedure import AGENT, Procedure
from gongju.rules.terms import TermDate

PAGE = 20
MANY = ("renewal",)
"""Businesses of which an employer often has many at once."""


@dataclass(frozen=True, slots=True)
class Row:
    """One employee with the permit, and why the business cannot be started for them; nothing against it: empty."""

    employment: Employment
    permit: Permit
    why_not: tuple[str, ...]
    chosen: bool
    opens_on: TermDate | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What came of one employee: the number of the case opened, or the refusal in words."""

    name: str
    opened: Opened


@require_POST
@requires("employer.employment")
def one(request: Asked, employment_id: int, type: str) -> HttpResponse:
    """Open a business for one employee, be it 续签 or 聘用单位变更, and go to it (SC-30, SC-31)."""
    person = request.found.person
    case = open_case(actor=request.actor, now=clock.now(), type=type, person_id=person.pk)
    messages.success(request, f"已为 {person.name} 建立申请，编号 {case.number}。本人会收到消息。")
    return redirect("employer:case", number=case.number)


@require_http_methods(["GET", "POST"])
@requires("employer.own")
def many(request: Asked, type: str) -> HttpResponse:
    """Choose among those whose permit ends first; then what came of each of them."""
    procedure = _procedure(type)
    if request.method == "GET":
        return page(request, "employer/start_many.html", _choice(request, procedure))
    chosen = [number for one in request.POST.getlist("person") if (number := number_in(one))]
    try:
        opened = open_many(actor=request.actor, now=clock.now(), type=type, person_ids=chosen)
    except BadInput as wrong:
        return faulty(request, "employer/start_many.html", _choice(request, procedure, str(wrong), chosen=chosen))
    return page(
        request, "employer/started_many.html", framed(request, procedure=procedure, rows=_results(request, opened))
    )


def _procedure(type: str) -> Procedure:
    found = books.procedure_for(type) if type in MANY else None
    if found is None or not found.started_by(AGENT):
        raise NotFound("这类业务")
    return found


def _choice(
    request: Asked, procedure: Procedure, wrong: str = "", *, chosen: Iterable[int] | None = None
) -> dict[str, object]:
    """The list; ticked are those chosen before, at first everybody."""
    employer, on = own(request), clock.today()
    everybody = request.GET.get("all") == "1"
    found = held_permits(employer.pk, on) if everybody else ending_soon(employer.pk, on)
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(_rows(request, procedure, listed, chosen))
    startable = any(not row.why_not for row in rows)
    known = {"procedure": procedure, "rows": rows, "startable": startable, "everybody": everybody, "wrong": wrong}
    return framed(request, page_obj=listed, **known)


def _rows(
    request: Asked, procedure: Procedure, permits: Iterable[Permit], chosen: Iterable[int] | None
) -> Iterable[Row]:
    shown, ticked = list(permits), None if chosen is None else set(chosen)
    linked = _employments(request, [one.person_id for one in shown])
    staff = {one.person_id: one for one in linked}
    for permit in shown:
        employment = staff[permit.person_id]
        opening = opening_of(actor=request.actor, now=clock.now(), type=procedure.type, employment=employment)
        is_chosen = ticked is None or permit.person_id in ticked
        yield Row(employment, permit, opening.why_not, is_chosen, opening.opens_on)


def _results(request: Asked, opened: Iterable[Opened]) -> list[ResultRow]:
    done = list(opened)
    linked = _employments(request, [one.person_id for one in done])
    names = {one.person_id: one.person.name for one in linked}
    return [ResultRow(names.get(one.person_id, "—"), one) for one in done]


def _employments(request: Asked, people: list[int]) -> QuerySet[Employment]:
    return queries.staff(own(request).pk).filter(person_id__in=people)
