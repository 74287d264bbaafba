"""The guide of each district, rendered from its rulebook: as it stands today, or as it stood on an earlier day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.casework import books
from gongju.errors import NotFound
from gongju.portals.public.guide import guide_of
from gongju.portals.public.opening import places, territories
from gongju.portals.public.rounds import rounds_of
from gongju.portals.shared.pages import page
from gongju.rules.calendar import ONE_DAY
from gongju.rules.edition import Edition

QUOTA = "quota_request"
"""The business in which employers declare what they need."""


@dataclass(frozen=True, slots=True)
class Period:
    """An edition with its last day; None for the one that still counts."""

    edition: Edition
    last_day: date | None


@requires("public")
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """The districts whose guide is here; with a single one, straight to it (CY-Q05b, SC-63)."""
    return choose_district(request, "办事指南", "public:guide_of")


def choose_district(request: HttpRequest, heading: str, target: str, **more: str) -> HttpResponse:
    """Which district; with a single one, straight to it. `target` is the route to go on by, `more` its other parts."""
    here = [
        (edition, reverse(target, kwargs={"authority": edition.authority, **more}))
        for edition in books.districts(clock.today())
    ]
    if len(here) == 1:
        return redirect(here[0][1])
    return page(request, "public/districts.html", {"districts": here, "heading": heading})


@requires("public")
@require_safe
def overview(request: HttpRequest, authority: str) -> HttpResponse:
    """A district: what it handles, where to ask, what counts for all its businesses; `on` asks for a day.

    (CY-Q01a, LF-15, SC-60)
    """
    on = _day_asked(request)
    edition = edition_here(authority, on)
    context = {
        **_shown(edition, on),
        "rounds": rounds_of(edition, books.work_calendar(), on),
        "periods": list(_periods(authority)),
    }
    return page(request, "public/guide_overview.html", context)


@requires("public")
@require_safe
def business(request: HttpRequest, authority: str, business: str) -> HttpResponse:
    """One business: conditions, papers, steps, terms worked for the day asked for, open questions (LF-15)."""
    on, calendar = _day_asked(request), books.work_calendar()
    edition = edition_here(authority, on)
    if business not in edition.businesses:
        raise NotFound("这项业务")
    context = {
        **_shown(edition, on),
        "business": edition.businesses[business],
        "guide": guide_of(edition, business, calendar, on),
        "rounds": rounds_of(edition, calendar, on) if business == QUOTA else (),
        "earlier": [day for day in reversed(edition.figure_days) if edition.in_force <= day <= clock.today()],
    }
    return page(request, "public/guide.html", context)


def edition_here(authority: str, on: date | None = None) -> Edition:
    """The edition in force on the day (today where none is given) of a district here. NotFound for any other."""
    found = {one.authority: one for one in books.districts(on or clock.today())}
    if authority not in found:
        raise NotFound("这个区的办事指南" if on is None else "这个区在这一天的办事指南")
    return found[authority]


def _day_asked(request: HttpRequest) -> date:
    """The day in `on`, as 2012-03-15; today where none is asked for. NotFound for what is no day."""
    asked = request.GET.get("on", "")
    try:
        return date.fromisoformat(asked) if asked else clock.today()
    except ValueError as wrong:
        raise NotFound("这一天，日期要写成 2012-03-15 这样") from wrong


def _shown(edition: Edition, on: date) -> Mapping[str, object]:
    """What both pages need; `dated` is what links carry on so that they stay on an earlier day."""
    now = clock.now()
    current = {one.authority: one.key for one in books.districts(now.date())}
    past = current.get(edition.authority) != edition.key
    asked_by_phone = [one for one in edition.contacts if one.historic and not one.address]
    return {
        "edition": edition,
        "today": on,
        "this_day": now.date(),
        "past": past,
        "dated": f"?on={on.isoformat()}" if past else "",
        "places": places([one for one in edition.contacts if one not in asked_by_phone], books.work_calendar(), now),
        "phones_then": asked_by_phone,
        "territories": territories(edition.contacts),
    }


def _periods(authority: str) -> Iterator[Period]:
    """The editions of the district one after the other, the latest first."""
    own = sorted((one for one in books.editions() if one.authority == authority), key=lambda one: one.in_force)
    following = [*(later.in_force - ONE_DAY for _, later in pairwise(own)), None]
    yield from reversed([Period(one, last) for one, last in zip(own, following, strict=True)])
