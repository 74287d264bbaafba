"""单位业务: what the employer itself may ask for, and where it may move."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.open_case import open_case
from gongju.actions.own_openings import moves_to, own_openings
from gongju.casework import books
from gongju.employers import queries as employers
from gongju.employers.models import EmployerAccess
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.pages import page

ACCESS = "employer_access"


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """Every business of the employer itself: open it, go on with it, or why not; then where it may move."""
    employer, now, actor = own(request), clock.now(), request.actor
    places = moves_to(actor=actor, now=now, employer=employer)
    access = employers.access(employer.pk, employer.authority)
    opened = access is not None and access.state != EmployerAccess.State.CLOSED
    context = framed(
        request,
        access=access,
        district=books.edition_for(employer.authority, clock.today()).name,
        own=[one for one in own_openings(actor=actor, now=now, employer=employer) if one.business.name != ACCESS],
        places=[one for one in places if (one.authority != employer.authority) is opened],
        opened=opened,
        moving=next((one.open_case for one in places if one.open_case), None),
    )
    return page(request, "employer/own_business.html", context)


@require_POST
@requires("employer.own")
def begin(request: Asked, type: str) -> HttpResponse:
    """Open the draft and go to it; `district` names where an employer asks to go."""
    case = open_case(actor=request.actor, now=clock.now(), type=type, authority=request.POST.get("district", ""))
    return redirect("employer:case", number=case.number)
