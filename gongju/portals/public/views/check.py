"""我能办吗: a few questions, each criterion with its reason, and what would make it yes. Nothing is kept or logged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.casework import books
from gongju.errors import NotFound
from gongju.portals.public.asking import inquire
from gongju.portals.public.guide import assumed_criteria, due_papers
from gongju.portals.public.views.guide import choose_district
from gongju.portals.shared.pages import page
from gongju.portals.shared.verdicts import reasons_of
from gongju.rules.materials import materials_due
from gongju.rules.outcome import Outcome

FIRST = "first_issue"
BEST_FIRST = (Outcome.MET, Outcome.TO_BE_JUDGED, Outcome.NOT_KNOWN, Outcome.UNMET)


@requires("public")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which district's rules; with a single one, straight to it."""
    return choose_district(request, "我能办吗", "public:check_of", business=FIRST)


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # asks and changes nothing of anyone's, so that it works without cookies too
@sensitive_post_parameters()
@never_cache
def check(request: HttpRequest, authority: str, business: str) -> HttpResponse:
    """Ask the next question and show what is known so far; the answers travel in the form, or in a kept link."""
    on = clock.today()
    here = {one.authority: one for one in books.districts(on)}
    if authority not in here or business not in here[authority].businesses:
        raise NotFound("这项业务")
    edition = here[authority]
    inquiry = inquire(edition, business, on, request.POST if request.method == "POST" else request.GET)
    context = {
        "edition": edition,
        "business": edition.businesses[business],
        "businesses": [one for one in edition.businesses.values() if edition.criteria_of(one.name)],
        "inquiry": inquiry,
        "reasons": reasons_of(inquiry.verdict, assumed=assumed_criteria(edition, business, on)),
        "due": due_papers(edition, materials_due(edition, business=business, facts=inquiry.facts, on=on)),
        "on": on,
        "link": f"{request.build_absolute_uri(request.path)}?{urlencode(inquiry.kept)}" if inquiry.kept else "",
        "others": len(here) > 1,
    }
    return page(request, "public/check.html", context)


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@sensitive_post_parameters()
@never_cache
def fitting(request: HttpRequest, business: str) -> HttpResponse:
    """The same answers under the rules of every district; each can be asked on from there."""
    if request.method != "POST":
        return redirect("public:check")
    on = clock.today()
    found = [
        (edition, inquire(edition, business, on, request.POST))
        for edition in books.districts(on)
        if edition.criteria_of(business)
    ]
    if not found:
        raise NotFound("这项业务")
    found.sort(key=lambda pair: (BEST_FIRST.index(pair[1].verdict.outcome), pair[1].short_of))
    return page(request, "public/fitting.html", {"found": found, "business": found[0][0].businesses[business]})
