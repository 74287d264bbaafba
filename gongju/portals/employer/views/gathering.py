"""Several files of one paper of the employer, gathered, put in order and merged into one PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju.access.rules import Asked, requires
from gongju.documents.refs import Aim
from gongju.portals.employer.frame import framed
from gongju.portals.employer.views.files import OTHER
from gongju.portals.shared import gathering as shared

OURS = shared.Library(portal="employer", framed=framed, paper="employer:document", case="employer:case")


@requires("employer.own")
@require_POST
def start(request: Asked) -> HttpResponse:
    """Begin to gather a paper that the agent names."""
    return shared.begun(request, OURS, Aim(kind=OTHER, title=request.POST.get("title", "")))


@requires("employer.document")
@require_POST
def start_version(request: Asked, document_id: UUID) -> HttpResponse:
    """Begin to gather a new version of a paper."""
    return shared.begun(request, OURS, shared.version_of(request.found))


@requires("employer.gathering")
@require_http_methods(["GET", "POST"])
def gathering(request: Asked, gathering_id: UUID) -> HttpResponse:
    """What is being gathered."""
    return shared.gathering_page(request, OURS)


@requires("employer.gathering")
@require_GET
def picture(request: Asked, gathering_id: UUID, piece_id: int, number: int) -> HttpResponse:
    """The picture of a page of one file."""
    return shared.picture(request, piece_id, number)
