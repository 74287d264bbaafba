"""The start page, the offices, and the questions and answers."""

from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.casework import books
from gongju.portals.public.help_entries import read_help
from gongju.portals.public.opening import places
from gongju.portals.shared.pages import page


@requires("public")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the permit is and gives, and where to begin."""
    districts = books.districts(clock.today())
    context = {"districts": districts, "benefits": districts[0].benefits if districts else ()}
    return page(request, "public/home.html", context)


@requires("public")
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """All offices of all districts, and whether they are open now."""
    now, calendar = clock.now(), books.work_calendar()
    found = [(edition, places(edition.contacts, calendar, now)) for edition in books.districts(now.date())]
    return page(request, "public/offices.html", {"offices": found, "now": now})


@requires("public")
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Questions and answers, all or those that hold the words searched for."""
    asked = request.GET.get("q", "").strip()[:40]
    found = [entry for entry in read_help(settings.GONGJU.help_dir) if entry.speaks_of(asked.split())]
    parts = [(part, list(entries)) for part, entries in groupby(found, key=lambda entry: entry.part)]
    return page(request, "public/help.html", {"parts": parts, "asked": asked})
