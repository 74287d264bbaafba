"""The work list: what waits for me, what the office has, and the next case without going back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.casework import queries
from gongju.portals.officer.frame import at_an_office, business_titles, framed, handles, stage_titles, waiting_for
from gongju.portals.officer.listing import HOLDERS, STANDINGS, Filters, ended, filtered, page_of, rows_of
from gongju.portals.officer.queue import place_of
from gongju.portals.shared.pages import page


@require_GET
@requires("officer.any")
def home(request: Asked) -> HttpResponse:
    """我的待办: the cases that this officer's roles can move, pressing ones first."""
    actor, on = request.actor, clock.today()
    if not handles(actor):
        return redirect("officer:lots" if actor.has_role("district.quota") else "officer:cases")
    waiting = waiting_for(actor)
    filters = Filters.of(request.GET.dict())
    found = page_of(filtered(waiting, filters, on, actor), request.GET.get("page"))
    context = framed(
        request, filters=filters, page_obj=found, rows=rows_of(found, on), tally=queries.tally(waiting, on)
    )
    return page(request, "officer/home.html", context | _choices())


@require_GET
@requires("officer.cases")
def listed(request: Asked) -> HttpResponse:
    """在办业务: every open case of the office, wherever it stands; ended ones when asked for."""
    actor, on = request.actor, clock.today()
    cases = visible_cases(actor)
    filters = Filters.of(request.GET.dict())
    is_ended = request.GET.get("ended") == "yes"
    fitting = ended(cases, filters) if is_ended else filtered(cases, filters, on, actor)
    found = page_of(fitting, request.GET.get("page"))
    context = framed(
        request,
        filters=filters,
        ended=is_ended,
        page_obj=found,
        rows=rows_of(found, on),
        tally=queries.tally(at_an_office(cases), on),
        stages=list(dict.fromkeys(stage_titles().values())),
    )
    return page(request, "officer/cases.html", context | _choices())


def _choices() -> dict[str, object]:
    """What the filters offer."""
    return {"standings": STANDINGS, "holders": HOLDERS, "businesses": business_titles()}


@require_GET
@requires("officer.case")
def following(request: Asked, number: str) -> HttpResponse:
    """The next case that waits for me after this one; the list when there is none."""
    target = place_of(request.actor, number, clock.today()).next
    return redirect("officer:case", number=target) if target else redirect("officer:home")
