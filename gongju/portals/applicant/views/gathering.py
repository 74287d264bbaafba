"""Several photos or files of one paper of mine, gathered, put in order and merged into one PDF."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju.access.rules import Asked, requires
from gongju.documents.refs import Aim
from gongju.portals.applicant.frame import framed
from gongju.portals.applicant.kinds import kinds
from gongju.portals.shared import gathering as shared

MINE = shared.Library(portal="applicant", framed=framed, paper="applicant:paper", case="applicant:fill")


@requires("applicant.own")
@require_POST
def start(request: Asked) -> HttpResponse:
    """Begin to gather a paper, one of the kinds that are asked of me; `case`: what it is handed in to."""
    known = kinds(request.actor)
    code, title = request.POST.get("code", ""), request.POST.get("kind", "")
    kind = code if code in known else next((code for code, word in known.items() if word == title), "")
    if not kind:
        messages.error(request, "请选择这是什么材料。")
        return MINE.papers()
    number = request.POST.get("case", "")
    aim = Aim(kind=kind, title=known[kind], case_number=number, material=kind if number else "")
    return shared.begun(request, MINE, aim)


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
