"""The employer's own yearly list, to check whether everything was reported."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.permits import visible_permits
from gongju.access.rules import Asked, requires
from gongju.permits.year_list import year_list
from gongju.portals.employer.frame import framed
from gongju.portals.shared.pages import number_in, page
from gongju.portals.shared.year_page import year_context, year_file


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """Who left, retired, settled, or whose permit expired in a year, and the same as CSV (LF-08)."""
    permits, today = visible_permits(request.actor), clock.today()
    context = year_context(permits, request.GET.get("year"), today)
    if request.GET.get("file") == "csv":
        year = number_in(str(context["year"]))
        return year_file(year_list(permits, year, today), year)
    return page(request, "employer/year.html", framed(request, **context))
