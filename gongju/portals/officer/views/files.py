"""The papers of a case as pictures of pages, and the files as they were sent."""

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from gongju.access.rules import Asked, requires
from gongju.portals.shared import files


@require_GET
@requires("officer.version")
def page_picture(request: Asked, version_id: int, page: int) -> HttpResponse:
    """The picture of a page."""
    return files.page_seen(request.actor, request.found, page)


@require_GET
@requires("officer.version")
@xframe_options_sameorigin
def original(request: Asked, version_id: int) -> HttpResponse:
    """The file as it was sent."""
    return files.original_seen(request.actor, request.found)
