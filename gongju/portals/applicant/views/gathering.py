"""Several photos or files of one paper, gathered, put in order and merged into one PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.gather import drop_gathering, finish_gathering, start_gathering
from gongju.errors import Told
from gongju.portals.applicant.frame import framed
from gongju.portals.applicant.kinds import kinds
from gongju.portals.shared import gathering as shared
from gongju.portals.shared.pages import faulty, page


@requires("applicant.own")
@require_POST
def start(request: Asked) -> HttpResponse:
    """Begin to gather the files of one paper, with those that were sent at once."""
    known = kinds(request.actor)
    code, title = request.POST.get("code", ""), request.POST.get("kind", "")
    kind = code if code in known else next((code for code, word in known.items() if word == title), "")
    if not kind:
        messages.error(request, "请选择这是什么材料。")
        return redirect("applicant:papers")
    number = request.POST.get("case", "")
    begun = start_gathering(
        actor=request.actor,
        now=clock.now(),
        kind=kind,
        title=known[kind],
        case_number=number,
        material=kind if number else "",
    )
    shared.told(request, shared.add_all(request.actor, begun.pk, request.FILES.getlist("file")))
    return redirect("applicant:gathering", gathering_id=begun.pk)


@requires("applicant.gathering")
@require_http_methods(["GET", "POST"])
def gathering(request: Asked, gathering_id: UUID) -> HttpResponse:
    """The pages in their order; a POST adds files, moves, turns or takes out a page, merges them, or gives up."""
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed == "finish":
        return _finished(request, gathering_id)
    if request.method == "POST" and deed == "drop":
        drop_gathering(actor=request.actor, now=clock.now(), gathering_id=gathering_id)
        messages.success(request, f"“{request.found.title}”没有保存。")
        return redirect("applicant:papers")
    if request.method == "POST":
        return shared.changed(
            request,
            lambda: redirect("applicant:gathering", gathering_id=gathering_id),
            lambda faults: _shown(request, faults),
        )
    return _shown(request, [])


def _shown(request: Asked, faults: list[str]) -> HttpResponse:
    request.found.refresh_from_db()
    context = framed(request, others=faults, **shared.page_context(request.found, "applicant"))
    return (faulty if faults else page)(request, "applicant/gathering.html", context)


def _finished(request: Asked, gathering_id: UUID) -> HttpResponse:
    try:
        version = finish_gathering(actor=request.actor, now=clock.now(), gathering_id=gathering_id)
    except Told as told:
        return _shown(request, [str(told)])
    messages.success(request, f"“{request.found.title}”已合并成一个PDF，共{version.pages}页。")
    if request.found.case_number:
        return redirect(reverse("applicant:fill", args=[request.found.case_number]) + "#papers")
    return redirect("applicant:paper", version.document_id)


@requires("applicant.gathering")
@require_GET
def picture(request: Asked, gathering_id: UUID, piece_id: int, number: int) -> HttpResponse:
    """The picture of a page of one file."""
    return shared.picture(request, piece_id, number)
