"""Several files of one paper of the employer, gathered, put in order and merged into one PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.gather import drop_gathering, finish_gathering, start_gathering
from gongju.errors import BadInput, Told
from gongju.portals.employer.frame import framed
from gongju.portals.employer.views.files import OTHER
from gongju.portals.shared import gathering as shared
from gongju.portals.shared.pages import faulty, page


@requires("employer.own")
@require_POST
def start(request: Asked) -> HttpResponse:
    """Begin to gather the files of one paper, with those that were sent at once."""
    try:
        begun = start_gathering(actor=request.actor, now=clock.now(), kind=OTHER, title=request.POST.get("title", ""))
    except BadInput as wrong:
        messages.error(request, str(wrong))
        return redirect("employer:papers")
    shared.told(request, shared.add_all(request.actor, begun.pk, request.FILES.getlist("file")))
    return redirect("employer:gathering", gathering_id=begun.pk)


@requires("employer.gathering")
@require_http_methods(["GET", "POST"])
def gathering(request: Asked, gathering_id: UUID) -> HttpResponse:
    """The pages in their order; a POST adds files, moves, turns or takes out a page, merges them, or gives up."""
    deed = request.POST.get("deed", "")
    if request.method == "POST" and deed == "finish":
        return _finished(request, gathering_id)
    if request.method == "POST" and deed == "drop":
        drop_gathering(actor=request.actor, now=clock.now(), gathering_id=gathering_id)
        messages.success(request, f"“{request.found.title}”没有保存。")
        return redirect("employer:papers")
    if request.method == "POST":
        return shared.changed(
            request,
            lambda: redirect("employer:gathering", gathering_id=gathering_id),
            lambda faults: _shown(request, faults),
        )
    return _shown(request, [])


def _shown(request: Asked, faults: list[str]) -> HttpResponse:
    request.found.refresh_from_db()
    context = framed(request, others=faults, **shared.page_context(request.found, "employer"))
    return (faulty if faults else page)(request, "employer/gathering.html", context)


def _finished(request: Asked, gathering_id: UUID) -> HttpResponse:
    try:
        version = finish_gathering(actor=request.actor, now=clock.now(), gathering_id=gathering_id)
    except Told as told:
        return _shown(request, [str(told)])
    messages.success(request, f"“{request.found.title}”已合并成一个PDF，共{version.pages}页。")
    if request.found.case_number:
        return redirect(reverse("employer:case", args=[request.found.case_number]) + "#papers")
    return redirect("employer:document", version.document_id)


@requires("employer.gathering")
@require_GET
def picture(request: Asked, gathering_id: UUID, piece_id: int, number: int) -> HttpResponse:
    """The picture of a page of one file."""
    return shared.picture(request, piece_id, number)
