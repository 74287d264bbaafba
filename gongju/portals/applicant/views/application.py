"""The application: what is still asked, the verdict as it stands, exactly the papers that are due."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.allowed_moves import moves_of
from gongju.actions.comparing import differences_of
from gongju.actions.documents import own_holder
from gongju.actions.expedite import wish_of
from gongju.actions.hand_in import take_back
from gongju.actions.matter import Matter, matter_of
from gongju.documents.queries import latest
from gongju.errors import BadInput, Told
from gongju.people import profile
from gongju.portals.applicant.corrections import faults_of
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.answers import answers_form, questions_of, save_typed
from gongju.portals.shared.giving import give, row_of
from gongju.portals.shared.pages import page
from gongju.portals.shared.papers import MISSING, paper_rows
from gongju.portals.shared.verdicts import reasons_of
from gongju.rules import procedure as parties
from gongju.rules.facts import FactSpec
from gongju.rules.outcome import Outcome

MINE = "individual"


@requires("applicant.case")
@require_http_methods(["GET", "POST"])
def fill(request: Asked, number: str) -> HttpResponse:
    """The whole application; `X-Keep` posts come from the script that saves while one types.

    Serves (DC-212, DX-222, CY-Q80a, CY-Q80b, SC-46).
    """
    matter = _matter(request)
    if request.method == "POST":
        return _kept(request, matter) if "X-Keep" in request.headers else _saved(request, matter)
    if parties.APPLICANT not in matter.procedure.stage(matter.case.stage).edits:
        return redirect("applicant:case", number)
    return page(request, "applicant/fill.html", framed(request, **_shown(request, matter)))


def _matter(request: Asked) -> Matter:
    return matter_of(actor=request.actor, now=clock.now(), case=request.found)


def _questions(matter: Matter) -> tuple[FactSpec, ...]:
    """What the case asks the person besides the profile."""
    return questions_of(matter, profile.form().fact_names)


def _shown(request: Asked, matter: Matter) -> dict[str, object]:
    rows = paper_rows(matter)
    questions = _questions(matter)
    reasons = reasons_of(matter.verdict)
    moves = moves_of(matter)
    return {
        "case": matter.case,
        "title": matter.procedure.title,
        "stage": matter.procedure.stage(matter.case.stage),
        "edition": matter.edition,
        "verdict": matter.verdict,
        "pending": [row for row in reasons if row.outcome != Outcome.MET],
        "met": [row for row in reasons if row.outcome == Outcome.MET],
        "answers": answers_form(matter, questions),
        "faults": faults_of(matter),
        "differences": differences_of(matter),
        "wish": wish_of(matter),
        "own_papers": [row for row in rows if row.material.by == MINE],
        "other_papers": [row for row in rows if row.material.by != MINE],
        "lacking": sum(row.state == MISSING and row.material.by == MINE for row in rows),
        "kept_papers": [one for one in latest(own_holder(request.actor)) if one.is_usable],
        "onward": [one for one in moves if not one.ends_case],
        "ending": [one for one in moves if one.ends_case],
    }


def _saved(request: Asked, matter: Matter) -> HttpResponse:
    """Saved by the button: the page again, with what is asked now."""
    filled = save_typed(matter, request.POST)
    if filled.faults:
        messages.warning(request, f"已保存，有 {len(filled.faults)} 处要改。")
    else:
        messages.success(request, "已保存。")
    return redirect(reverse("applicant:fill", args=[matter.case.number]) + "#questions")


def _kept(request: Asked, matter: Matter) -> HttpResponse:
    """Saved while typing: what is wrong, what is asked besides, and the verdict and papers as they are now."""
    try:
        save_typed(matter, request.POST)
    except Told as told:
        return JsonResponse({"message": str(told)}, status=422)
    request.found.refresh_from_db()
    now_so = _matter(request)
    shown = _shown(request, now_so)
    asked = set(request.POST.getlist("asked"))
    questions = _questions(now_so)
    more = answers_form(now_so, [one for one in questions if one.name not in asked])
    return JsonResponse(
        {
            "state": f"{localtime(now_so.now):%H:%M} 已保存。",
            "faults": answers_form(now_so, questions).by_box,
            "more": _drawn(request, "answers", {"answers": more}) if more.part.fields else "",
            "replace": {name: _drawn(request, name, shown) for name in ("verdict", "papers", "onward")},
        }
    )


def _drawn(request: Asked, name: str, context: Mapping[str, object]) -> str:
    return render_to_string(f"applicant/fill/{name}.html", dict(context), request)


@requires("applicant.case")
@require_POST
def give_paper(request: Asked, number: str, material: str) -> HttpResponse:
    """Hand in a paper: a file sent now, which is kept among my papers too, or one that lies there (SC-45)."""
    matter = _matter(request)
    try:
        messages.success(request, give(request, number, row_of(matter, material)))
    except BadInput as wrong:
        messages.error(request, str(wrong))
    return redirect(reverse("applicant:fill", args=[number]) + f"#paper-{material}")


@requires("applicant.case")
@require_POST
def take_paper(request: Asked, number: str, handed_in_id: int) -> HttpResponse:
    """Take a paper out of the application; it stays among my papers."""
    take_back(actor=request.actor, now=clock.now(), case_number=number, handed_in_id=handed_in_id)
    messages.success(request, "已从申请中撤下，附件里仍保留。")
    return redirect(reverse("applicant:fill", args=[number]) + "#papers")
