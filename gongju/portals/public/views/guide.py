"""The guide of each district, rendered from its rulebook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.casework import books
from gongju.errors import NotFound
from gongju.portals.public.guide import guide_of
from gongju.portals.public.opening import places, territories
from gongju.portals.public.rounds import rounds_of
from gongju.portals.shared.pages import page
from gongju.rules.edition import Edition

QUOTA = "quota_request"
"""The business in which employers declare what they need."""


@requires("public")
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """The districts whose guide is here; with a single one, straight to it (CY-Q05b, SC-63)."""
    found = books.districts(clock.today())
    if len(found) == 1:
        return redirect("public:guide_of", authority=found[0].authority)
    return page(request, "public/districts.html", {"districts": found})


@requires("public")
@require_safe
def overview(request: HttpRequest, authority: str) -> HttpResponse:
    """A district: what it handles, where to ask, what counts for all its businesses (CY-Q01a, SC-60)."""
    edition, now, calendar = edition_here(authority), clock.now(), books.work_calendar()
    context = {
        "edition": edition,
        "rounds": rounds_of(edition, calendar, now.date()),
        "places": places(edition.contacts, calendar, now),
        "territories": territories(edition.contacts),
    }
    return page(request, "public/guide_overview.html", context)


@requires("public")
@require_safe
def business(request: HttpRequest, authority: str, business: str) -> HttpResponse:
    """One business: conditions, papers, steps, terms worked for today, open questions."""
    edition, now, calendar = edition_here(authority), clock.now(), books.work_calendar()
    if business not in edition.businesses:
        raise NotFound("这项业务")
    context = {
        "edition": edition,
        "business": edition.businesses[business],
        "guide": guide_of(edition, business, calendar, now.date()),
        "rounds": rounds_of(edition, calendar, now.date()) if business == QUOTA else (),
        "places": places(edition.contacts, calendar, now),
        "territories": territories(edition.contacts),
        "today": now.date(),
    }
    return page(request, "public/guide.html", context)


def edition_here(authority: str) -> Edition:
    """The edition in force today of a district that is here. NotFound for any other."""
    found = {one.authority: one for one in books.districts(clock.today())}
    if authority not in found:
        raise NotFound("这个区的办事指南")
    return found[authority]
