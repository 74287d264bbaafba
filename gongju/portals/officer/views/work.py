"""The work list: what waits for me, what the office has, and the next case without going back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.casework import queries
from gongju.portals.officer.frame import at_an_office, business_titles, framed, stage_titles, waiting_for
from gongju.portals.officer.listing import STANDINGS, Filters, filtered, page_of, rows_of
from gongju.portals.shared.pages import page


@require_GET
@requires("officer.any")
def home(request: Asked) -> HttpResponse:
    """我的待办: the cases that this officer's roles can move, pressing ones first."""
    if not (request.actor.has_role("district.accept", "district.review", "district.approve")):
        return redirect("officer:lots" if request.actor.has_role("district.quota") else "officer:cases")
    on = clock.today()
    waiting = waiting_for(request.actor)
    filters = Filters.of(request.GET.dict())
    found = page_of(filtered(waiting, filters, on), request.GET.get("page"))
    return page(
        request,
        "officer/home.html",
        framed(
            request,
            filters=filters,
            page_obj=found,
            rows=rows_of(found, on),
            tally=queries.tally(waiting, on),
            standings=STANDINGS,
            businesses=business_titles(),
        ),
    )


@require_GET
@requires("officer.cases")
def listed(request: Asked) -> HttpResponse:
    """在办业务: every open case of the office, wherever it stands; ended ones by number or name."""
    on = clock.today()
    cases = visible_cases(request.actor)
    filters = Filters.of(request.GET.dict())
    ended = request.GET.get("ended") == "yes"
    found = page_of(_ended(request, filters) if ended else filtered(cases, filters, on), request.GET.get("page"))
    return page(
        request,
        "officer/cases.html",
        framed(
            request,
            filters=filters,
            ended=ended,
            page_obj=found,
            rows=rows_of(found, on),
            tally=queries.tally(at_an_office(cases), on),
            standings=STANDINGS,
            businesses=business_titles(),
            stages=list(dict.fromkeys(stage_titles().values())),
        ),
    )


def _ended(request: Asked, filters: Filters):  # type: ignore[no-untyped-def]  # a QuerySet with names
    from_all = queries.with_names(visible_cases(request.actor).filter(open=False)).order_by("-decided_at")
    if filters.business:
        from_all = from_all.filter(type=filters.business)
    return from_all.filter(number__icontains=filters.words.upper()) | from_all.filter(
        person__name__icontains=filters.words
    )


@require_GET
@requires("officer.case")
def following(request: Asked, number: str) -> HttpResponse:
    """The next case that waits for me after this one; the list when there is none."""
    numbers = list(filtered(waiting_for(request.actor), Filters(), clock.today()).values_list("number", flat=True))
    rest = numbers[numbers.index(number) + 1 :] if number in numbers else numbers
    target = next((each for each in rest if each != number), "")
    return redirect("officer:case", number=target) if target else redirect("officer:home")
