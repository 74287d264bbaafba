"""业务咨询 without a login: ask, and read the answer at the address that was given."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.actions.enquire import ask_as_visitor
from gongju.casework import books
from gongju.enquiries import queries
from gongju.errors import BadInput, NotFound, Refusal
from gongju.portals.public.all_help import all_help
from gongju.portals.public.askers import asker_of
from gongju.portals.public.help_search import index_of
from gongju.portals.public.views.verify import TOO_MANY
from gongju.portals.shared.enquiries import ABOUT_ONESELF, ELSEWHERE, asked, enquiry_form
from gongju.portals.shared.pages import faulty, page

RELATED = 3


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a district; of another one, tell where to ask (CY-Q02a, CY-Q05b, SC-01)."""
    data = request.POST if request.method == "POST" else None
    form = enquiry_form(data, home=request.GET.get("of", ""), elsewhere=True, more=ABOUT_ONESELF)
    if form.read and form.values.get("authority") == ELSEWHERE:
        names = [one.name for one in books.districts(clock.today())]
        return page(request, "public/ask_elsewhere.html", {"names": names})
    left: list[str] = []
    if form.ok:
        try:
            enquiry = ask_as_visitor(now=clock.now(), asker=asker_of(request), **asked(form))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as told:
            return render(request, "gongju/failed.html", {"told": told}, status=TOO_MANY)
        else:
            return redirect("public:asked", token=enquiry.token)
    return (faulty if form.read else page)(request, "public/ask.html", {"form": form, "left": left})


@requires("public")
@require_safe
@never_cache
def asked_one(request: HttpRequest, token: str) -> HttpResponse:
    """One question and its answer, with help entries that may answer it at once."""
    enquiry = queries.by_token(token)
    if enquiry is None:
        raise NotFound("这条咨询")
    related = index_of(all_help()).find(enquiry.text[:80])[:RELATED] if not enquiry.answered_at else ()
    office = books.edition_for(enquiry.authority, clock.today()).office
    context = {"enquiry": enquiry, "related": related, "office": office}
    return page(request, "public/asked.html", context)
