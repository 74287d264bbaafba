"""Several photos or files of one paper of mine, gathered, put in order and merged into one PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.cases import case_for
from gongju.access.rules import Asked, requires
from gongju.actions.matter import matter_of
from gongju.documents.refs import Aim
from gongju.portals.applicant.frame import framed
from gongju.portals.applicant.kinds import kinds
from gongju.portals.shared import gathering as shared
from gongju.portals.shared.giving import aim_of, row_of

MINE = shared.Library(portal="applicant", framed=framed, paper="applicant:paper", case="applicant:fill")


@requires("applicant.own")
@require_POST
def start(request: Asked) -> HttpResponse:
    """Begin to gather a paper, one of the kinds that are asked of me; `case`: what it is handed in to."""
    if request.POST.get("case"):
        return shared.begun(request, MINE, _aim_in_case(request, request.POST["case"]))
    known = kinds(request.actor)
    code, title = request.POST.get("code", ""), request.POST.get("kind", "")
    kind = code if code in known else next((code for code, word in known.items() if word == title), "")
    if not kind:
        messages.error(request, "请选择这是什么材料。")
        return MINE.papers()
    return shared.begun(request, MINE, Aim(kind=kind, title=known[kind]))


def _aim_in_case(request: Asked, number: str) -> Aim:
    """A paper of a case of mine, in the place of another where that was chosen. NotFound, Refusal (not asked for)."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=case_for(request.actor, number))
    return aim_of(request, number, row_of(matter, request.POST.get("code", "")))


@requires("applicant.document")
@require_POST
def start_version(request: Asked, document_id: UUID) -> HttpResponse:
    """Begin to gather a new version of a paper."""
    return shared.begun(request, MINE, shared.version_of(request.found))


@requires("applicant.gathering")
@require_http_methods(["GET", "POST"])
def gathering(request: Asked, gathering_id: UUID) -> HttpResponse:
    """What I am gathering."""
    return shared.gathering_page(request, MINE)


@requires("applicant.gathering")
@require_GET
def picture(request: Asked, gathering_id: UUID, piece_id: int, number: int) -> HttpResponse:
    """The picture of a page of one file."""
    return shared.picture(request, piece_id, number)
