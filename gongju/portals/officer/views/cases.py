"""The case on one screen, marking its papers, and who sees to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.assign import assign
from gongju.actions.mark_material import mark_all_fit, mark_material
from gongju.actions.matter import matter_of
from gongju.errors import BadInput
from gongju.portals.officer.case_page import case_page
from gongju.portals.officer.frame import framed
from gongju.portals.officer.in_force import in_force_about
from gongju.portals.shared.answers import save_typed
from gongju.portals.shared.pages import faulty, number_in, page, seen_round


@require_GET
@requires("officer.case")
def case(request: Asked, number: str) -> HttpResponse:
    """Facts, verdict, papers with the document beside them, history, and the acts that are allowed."""
    return page(request, "officer/case.html", _context(request))


@require_POST
@requires("officer.case")
def answer(request: Asked, number: str) -> HttpResponse:
    """Save what is the office's to say, as typed; what is wrong stands beside it (DC-013, CY-A4b)."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    filled = save_typed(matter, request.POST)
    if filled.faults:
        request.found = filled.case
        return faulty(request, "officer/case.html", _context(request))
    messages.success(request, "已保存。")
    return redirect(reverse("officer:case", args=[number]) + "#answers")


def _context(request: Asked) -> dict[str, object]:
    screen = case_page(
        actor=request.actor,
        now=clock.now(),
        case=request.found,
        shown=number_in(request.GET.get("paper")) or None,
        page=number_in(request.GET.get("page"), 1),
    )
    found = request.found
    about = in_force_about(clock.today(), person_id=found.person_id, employer_id=found.employer_id)
    return framed(request, screen=screen, case=found, **about)


@require_POST
@requires("officer.case")
def mark(request: Asked, number: str) -> HttpResponse:
    """Mark one paper, or every one still pending as fit."""
    now = clock.now()
    paper = number_in(request.POST.get("handed_in"))
    try:
        if request.POST.get("state") == "all_fit":
            count = mark_all_fit(actor=request.actor, now=now, case_number=number, seen_round=seen_round(request))
            messages.success(request, f"{count} 份材料标为符合。")
        else:
            _mark_one(request, number, paper)
    except BadInput as wrong:
        messages.error(request, wrong.message)
    shown = f"?paper={paper}" if paper else ""
    return redirect(f"{reverse('officer:case', args=[number])}{shown}#papers")


def _mark_one(request: Asked, number: str, paper: int) -> None:
    mark_material(
        actor=request.actor,
        now=clock.now(),
        case_number=number,
        handed_in_id=paper,
        state=request.POST.get("state", ""),
        remark=request.POST.get("remark", ""),
    )


@require_POST
@requires("officer.case")
def give(request: Asked, number: str) -> HttpResponse:
    """Take the case oneself, give it to a colleague, or to nobody in particular."""
    chosen = number_in(request.POST.get("to")) or None
    user_id = request.actor.user_id if "claim" in request.POST else chosen
    given = assign(actor=request.actor, now=clock.now(), case_number=number, user_id=user_id)
    holder = given.assigned_to
    messages.success(
        request, f"{number}：由 {holder.get_full_name()} 经办。" if holder else f"{number}：不指定经办人。"
    )
    return redirect(reverse("officer:case", args=[number]) + "#history")
