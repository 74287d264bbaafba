"""员工业务申请 and the employer's own business: what it says, the papers, and the moves that are the agent's."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.hand_in import take_back
from gongju.actions.matter import matter_of
from gongju.actions.print_form import print_form
from gongju.casework import books, queries
from gongju.casework.models import Case
from gongju.errors import BadInput, Refusal
from gongju.portals.employer.case_page import case_page
from gongju.portals.employer.frame import framed
from gongju.portals.shared.answers import save_typed
from gongju.portals.shared.appointments import standing_of, unbooked_among
from gongju.portals.shared.files import pdf_answer
from gongju.portals.shared.giving import give, row_of
from gongju.portals.shared.pages import faulty, number_in, page, words_in
from gongju.rules.procedure import AGENT, Stage

PAGE = 30
ListRow = tuple[Case, str, Stage, bool]
"""A case, its business, its stage, and whether it waits for the employer."""


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """Everything the employer and its staff have handed in, what waits for the employer in front (CY-Q90a, SC-29)."""
    words = words_in(request.GET)
    found = queries.with_names(visible_cases(request.actor)).order_by("-open", "-opened_at", "-pk")
    if words:
        found = found.filter(Q(person__name__icontains=words) | Q(number__icontains=words.upper()))
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    unbooked = unbooked_among(shown)
    context = framed(request, page_obj=shown, rows=[_row(case) for case in shown], words=words, unbooked=unbooked)
    return page(request, "employer/cases.html", context)


def _row(case: Case) -> ListRow:
    procedure = books.procedure_by_digest(case.procedure.digest)
    stage = procedure.stage(case.stage)
    return case, procedure.title, stage, case.open and stage.turn == AGENT


@require_GET
@requires("employer.case")
def case(request: Asked, number: str) -> HttpResponse:
    """One case as the employer sees it (DC-182, CY-Q90a, SC-29)."""
    return page(request, "employer/case.html", _context(request))


def _context(request: Asked, left: tuple[str, ...] = ()) -> dict[str, object]:
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    return framed(request, screen=case_page(matter), case=matter.case, left=left, appointment=standing_of(matter))


@require_POST
@requires("employer.case")
def answer(request: Asked, number: str) -> HttpResponse:
    """Save the agent's answers as typed, also wrong ones; what is wrong stands beside them."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    filled = save_typed(matter, request.POST)
    if filled.faults:
        request.found = filled.case
        return faulty(request, "employer/case.html", _context(request))
    messages.success(request, "已保存。")
    return redirect(reverse("employer:case", args=[number]) + "#answers")


@require_POST
@requires("employer.case")
def paper(request: Asked, number: str) -> HttpResponse:
    """Hand in a file sent now, one kept in 附件管理, or take one back (SC-22, SC-23)."""
    try:
        done = _taken_back(request, number) or _handed_in(request, number)
    except (BadInput, Refusal) as wrong:
        return faulty(request, "employer/case.html", _context(request, _said(wrong)))
    messages.success(request, done)
    return redirect(reverse("employer:case", args=[number]) + "#papers")


@require_GET
@requires("employer.case")
def printed(request: Asked, number: str, name: str) -> HttpResponse:
    """A form of the case to print, sign and seal (CY-A3a, DX-185)."""
    pdf = print_form(actor=request.actor, now=clock.now(), case_number=number, name=name)
    return pdf_answer(pdf, f"{name}-{number}")


def _said(wrong: BadInput | Refusal) -> tuple[str, ...]:
    return tuple(fault.message for fault in wrong.faults) if isinstance(wrong, BadInput) else (str(wrong),)


def _taken_back(request: Asked, number: str) -> str:
    taken = number_in(request.POST.get("take_back"))
    if not taken:
        return ""
    take_back(actor=request.actor, now=clock.now(), case_number=number, handed_in_id=taken)
    return "材料已撤下，附件里仍保留。"


def _handed_in(request: Asked, number: str) -> str:
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    return give(request, number, row_of(matter, request.POST.get("material", "")))
