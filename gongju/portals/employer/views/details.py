"""变更后的信息, or the case to be handed back: what a business of the employer itself is to do, said in full."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.fill import fill
from gongju.actions.guards.service import RETURN, kind_of
from gongju.actions.propose_particulars import fields_of, propose_particulars, proposes
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers import proposals
from gongju.errors import NotFound
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.part_forms import part_form, typed_content


@require_http_methods(["GET", "POST"])
@requires("employer.case")
def details(request: Asked, number: str) -> HttpResponse:
    """The form that fits the business; what was typed stays, with what is wrong beside it."""
    case: Case = request.found
    if request.actor.employer_id is None or not proposes(books.procedure_by_digest(case.procedure.digest)):
        raise NotFound("这一页")
    return _returned(request, case) if kind_of(case) == RETURN else _particulars(request, case)


def _particulars(request: Asked, case: Case) -> HttpResponse:
    """What counts now stands in the boxes; only what is changed there is applied for."""
    spec = proposals.form(*fields_of(case))
    if request.method == "POST":
        content = typed_content(spec, request.POST)
        checked = propose_particulars(actor=request.actor, now=clock.now(), case_number=case.number, content=content)
        if not checked.faults:
            messages.success(request, "变更后的信息已保存。")
            return _back(case)
        shown = part_form(spec, content, [one.as_json() for one in checked.faults])
        return faulty(request, "employer/details.html", framed(request, case=case, part_form=shown))
    shown = part_form(spec, {**proposals.current(own(request)), **(proposals.of_case(case.number) or {})})
    return page(request, "employer/details.html", framed(request, case=case, part_form=shown))


def _returned(request: Asked, case: Case) -> HttpResponse:
    """One of the staff's cases that are handed in and open."""
    open_ones = visible_cases(request.actor).filter(open=True, submitted_at__isnull=False, person__isnull=False)
    titles = {one.type: one.title for one in books.procedures()}
    words = {
        f"{one.number}　{titles[one.type]}　{one.person.name if one.person else ''}": one.number
        for one in casework.with_names(open_ones)
    }
    box = Field(name="returned_case", label="要退回哪一项业务", type="choice", choices=tuple(words), required=True)
    form = Form([box], request.POST if request.method == "POST" else None)
    if form.ok:
        answers = {"returned_case": words[str(form.values["returned_case"])]}
        fill(actor=request.actor, now=clock.now(), case_number=case.number, answers=answers)
        messages.success(request, "已选定要退回的业务。")
        return _back(case)
    context = framed(request, case=case, form=form, none=not words)
    return (faulty if form.read else page)(request, "employer/details.html", context)


def _back(case: Case) -> HttpResponse:
    return redirect(reverse("employer:case", args=[case.number]) + "#details")
