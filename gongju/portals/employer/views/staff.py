"""员工列表, one employee's whole particulars, and 解除关联."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.may_open import openings
from gongju.actions.release import Why, release
from gongju.casework import books
from gongju.documents.models import Version
from gongju.documents.queries import versions_of
from gongju.employers.models import Employment
from gongju.errors import BadInput, NotFound, Refusal
from gongju.people import profile
from gongju.permits.queries import held_on
from gongju.permits.state import state_on
from gongju.portals.employer.frame import framed, own
from gongju.portals.employer.staff_file import COLUMNS, cells
from gongju.portals.employer.staff_list import STANDINGS, StaffFilters, counts, rows_of, staff_found, staff_page
from gongju.portals.employer.views.starting import MANY
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.part_words import views_of
from gongju.portals.shared.parts import Ask
from gongju.portals.shared.sheet import sheet_answer
from gongju.rules.procedure import AGENT

CONFIRMED = Employment.State.CONFIRMED
RELEASE = (
    Field(name="ended_on", label="离职日期", type="day", required=True),
    Field(name="kind", label="解除关联的原因", type="choice", choices=tuple(Why), required=True),
    Field(name="reason", label="说明", type="long_text", required=True, longest=200),
)
CONSEQUENCES = (
    "持有的工作居住证随即挂起，到证件有效期截止前可由新单位办理聘用单位变更；退休的，证件失效。",
    "正在办理的业务会关闭，占用的指标退回。",
    "这一步不能撤回，只能由本人重新申请关联。",
)


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


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def let_go(request: Asked, employment_id: int) -> HttpResponse:
    """解除关联, after saying what it means (DX-167, SC-28)."""
    if request.found.state != CONFIRMED:
        raise NotFound("这名员工")
    form = Form(RELEASE, request.POST if request.method == "POST" else None, initial={"ended_on": clock.today()})
    left: list[str] = []
    if form.ok:
        try:
            _release(request, employment_id, form)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refused:
            left = [str(refused)]
        else:
            messages.success(request, f"已与 {request.found.person.name} 解除关联。")
            return redirect("employer:staff")
    ask = Ask(
        question=f"解除与 {request.found.person.name} 的关联？",
        yes="解除关联",
        back=reverse("employer:employee", args=[employment_id]),
        consequences=CONSEQUENCES,
        form=form,
        grave=True,
    )
    context = framed(request, ask=ask, title="解除关联", left=left)
    return (faulty if form.read else page)(request, "employer/ask.html", context)


def _release(request: Asked, employment_id: int, form: Form) -> None:
    ended_on = form.values["ended_on"]
    if not isinstance(ended_on, date):
        raise TypeError("ended_on is a day")
    release(
        actor=request.actor,
        now=clock.now(),
        employment_id=employment_id,
        ended_on=ended_on,
        reason=str(form.values["reason"]),
        kind=Why(str(form.values["kind"])),
    )
