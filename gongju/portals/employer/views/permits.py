"""One permit at the employer: how it stands, its whole life as a line and a table, how it stood on any day."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.permits.models import Permit
from gongju.permits.state import state_on
from gongju.portals.employer.frame import framed
from gongju.portals.shared.day_asked import day_asked
from gongju.portals.shared.life import MEANING, drawn, rows_of
from gongju.portals.shared.pages import page


@require_GET
@requires("employer.permit")
def permit(request: Asked, number: str) -> HttpResponse:
    """The permit as approved, how it stands today, and everything that happened to it."""
    found: Permit = request.found
    on = clock.today()
    state = state_on(found, on)
    context = framed(
        request,
        permit=found,
        state=state,
        meaning=MEANING[state],
        life=drawn(found, on),
        life_rows=rows_of(found),
        asked=day_asked(found, request.GET, on),
    )
    return page(request, "employer/permit.html", context)
