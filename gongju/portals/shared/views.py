"""The page that shows every part of the design system in all its states."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongju.access.rules import requires
from gongju.portals.shared import specimens
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import WRONG, page


@requires("public")
@require_http_methods(["GET", "POST"])
def parts(request: HttpRequest) -> HttpResponse:
    """Show all parts; the form may be sent, to see how it reads and what it says."""
    form = Form(specimens.FIELDS, request.POST if request.method == "POST" else None, initial=specimens.FILLED)
    wrong = Form(specimens.FIELDS, specimens.WRONG, prefix="wrong-")
    context = {
        "form": form,
        "wrong": wrong,
        "tags": specimens.TAGS,
        "reasons": specimens.REASONS,
        "life": specimens.life(),
        "steps": specimens.STEPS,
        "dates": specimens.DATES,
        "rows": specimens.ROWS,
        "page_of": Paginator(range(230), 20).get_page(5),
        "doc": specimens.DOC,
        "no_doc": specimens.NO_DOC,
        "ask": specimens.ASK,
    }
    return page(request, "gongju/parts_page.html", context, status=WRONG if form.faults else 200)
