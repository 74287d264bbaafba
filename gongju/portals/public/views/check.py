"""我能办吗: a few questions, each criterion with its reason, and what would make it yes. Nothing is kept or logged."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.casework import books
from gongju.errors import NotFound
from gongju.portals.public.asking import inquire
from gongju.portals.public.guide import due_papers
from gongju.portals.public.views.guide import edition_here
from gongju.portals.shared.pages import page
from gongju.portals.shared.verdicts import reasons_of
from gongju.rules.materials import materials_due

FIRST = "first_issue"


@requires("public")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which district's rules; with a single one, straight to it."""
    found = books.districts(clock.today())
    if len(found) == 1:
        return redirect("public:check_of", authority=found[0].authority, business=FIRST)
    return page(request, "public/districts.html", {"districts": found, "heading": "我能办吗", "target": "check"})


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # asks and changes nothing of anyone's, so that it works without cookies too
@sensitive_post_parameters()
@never_cache
def check(request: HttpRequest, authority: str, business: str) -> HttpResponse:
    """Ask the next question and show what is known so far; the answers travel in the form alone."""
    edition, on = edition_here(authority), clock.today()
    if business not in edition.businesses:
        raise NotFound("这项业务")
    inquiry = inquire(edition, business, on, request.POST if request.method == "POST" else QueryDict())
    context = {
        "edition": edition,
        "business": edition.businesses[business],
        "businesses": [one for one in edition.businesses.values() if edition.criteria_of(one.name)],
        "inquiry": inquiry,
        "reasons": reasons_of(inquiry.verdict),
        "due": due_papers(edition, materials_due(edition, business=business, facts=inquiry.facts, on=on)),
        "on": on,
    }
    return page(request, "public/check.html", context)
