"""The start page, the offices, and the questions and answers."""

from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.casework import books
from gongju.coverage.documents import read_documents
from gongju.errors import NotFound
from gongju.portals.public.all_help import all_help
from gongju.portals.public.help_search import index_of
from gongju.portals.public.opening import places, territories
from gongju.portals.shared.pages import page

LONGEST_QUESTION = 80


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
    """All offices of all districts, and whether they are open now (CY-Q04, CY-Q05a, LF-13)."""
    now, calendar = clock.now(), books.work_calendar()
    found = [
        (edition, places(edition.contacts, calendar, now), territories(edition.contacts))
        for edition in books.districts(now.date())
    ]
    return page(request, "public/offices.html", {"offices": found, "now": now})


@requires("public")
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Questions and answers: those for all districts, one district's, or those found for what was asked, best first.

    Serves (CY-Q01b).
    """
    entries = all_help()
    names = {one.authority: one.name for one in books.districts(clock.today())}
    asked, of = request.GET.get("q", "").strip()[:LONGEST_QUESTION], request.GET.get("of", "")
    shown = index_of(entries).find(asked) if asked else tuple(one for one in entries if one.authority == of)
    if of and not asked and not shown:
        raise NotFound("这个区的问答")
    parts = [("", shown)] if asked else [(part, tuple(ones)) for part, ones in groupby(shown, lambda one: one.part)]
    context = {
        "parts": parts,
        "asked": asked,
        "of": of,
        "names": names,
        "documents": {one.prefix: one.title for one in read_documents(settings.GONGJU.root)},
        "own": [authority for authority in dict.fromkeys(one.authority for one in entries) if authority in names],
    }
    return page(request, "public/help.html", context)
