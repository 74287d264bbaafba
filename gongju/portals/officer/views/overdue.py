"""Employees whose contract has ended and who were not let go in time: the district's list (LF-03, CY-Q73a)."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.remind import overdue_releases
from gongju.casework import books
from gongju.errors import Refusal
from gongju.portals.officer.frame import framed
from gongju.portals.shared.pages import page


@require_GET
@requires("officer.cases")
def listed(request: Asked) -> HttpResponse:
    """As it stands today, the oldest first; each employer is reminded once a month."""
    if not request.actor.is_district:
        raise Refusal("overdue.not_yours", "逾期未解除关联的名单由区里查看。")
    today = clock.today()
    rows = overdue_releases(books.edition_for(request.actor.authority, today), today)
    return page(request, "officer/overdue.html", framed(request, rows=rows))
