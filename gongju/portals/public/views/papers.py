"""The list of papers: all of a business, or those due for the situation of the self-check; made for printing."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.errors import NotFound
from gongju.portals.public.asking import answered
from gongju.portals.public.guide import due_papers, papers_of
from gongju.portals.public.views.check import FIRST
from gongju.portals.public.views.guide import choose_district, edition_here
from gongju.portals.shared.pages import page
from gongju.rules.materials import materials_due


@requires("public")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which district's list; with a single one, straight to it."""
    return choose_district(request, "材料清单", "public:materials_of", business=FIRST)


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # asks and changes nothing of anyone's, so that it works without cookies too
@sensitive_post_parameters()
@never_cache
def papers(request: HttpRequest, authority: str, business: str) -> HttpResponse:
    """All papers of a business; sent from the self-check, only those due for what was answered there.

    Serves (CY-Q01a, SC-60).
    """
    edition, on = edition_here(authority), clock.today()
    if business not in edition.businesses:
        raise NotFound("这项业务")
    context = {"edition": edition, "business": edition.businesses[business], "on": on}
    if request.method == "POST":
        told = answered(edition, business, on, request.POST)
        due = due_papers(edition, materials_due(edition, business=business, facts=told.facts, on=on))
        return page(request, "public/papers_due.html", {**context, "due": due, "carried": told.carried})
    return page(request, "public/papers.html", {**context, "papers": papers_of(edition, business)})
