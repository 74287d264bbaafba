"""首页: where I stand, the one next thing, the days ahead."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.people.models import Person
from gongju.portals.applicant.frame import framed
from gongju.portals.applicant.standing import dates_ahead, next_thing, standing_of, title_of
from gongju.portals.shared.life import drawn
from gongju.portals.shared.pages import page


@requires("applicant.newcomer")
@require_GET
def home(request: Asked) -> HttpResponse:
    """Where I stand. Somebody whose identity nobody knows yet registers first."""
    if request.actor.person_id is None:
        return redirect("applicant:register")
    here = standing_of(Person.objects.get(pk=request.actor.person_id), clock.today())
    return page(
        request,
        "applicant/home.html",
        framed(
            request,
            here=here,
            case_title=title_of(here.case) if here.case else "",
            next=next_thing(here),
            ahead=dates_ahead(here),
            life=drawn(here.permit, here.on) if here.permit else None,
        ),
    )
