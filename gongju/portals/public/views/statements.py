"""Statements to print and sign by hand (CY-A3a, CY-A4a, CY-A5, DC-192)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongju.access.rules import requires
from gongju.portals.shared.pages import page
from gongju.portals.shared.statements import printed, statement_named
from gongju.statements.wording import statements_for


@requires("public")
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Every statement with what it is for."""
    found = statements_for(settings.GONGJU.statements_dir)
    return page(request, "public/statements.html", {"statements": found.values()})


@requires("public")
@require_safe
def blank(request: HttpRequest, name: str) -> HttpResponse:
    """One statement with lines to write on, in the wording of the office asked for by `of`."""
    authority = request.GET.get("of", "")
    return printed(statement_named(name, authority if authority.isalnum() else ""), {})
