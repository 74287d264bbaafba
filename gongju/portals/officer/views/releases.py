"""解除关联: what people ask with a leaving certificate, and the employees whom an employer did not let go in time."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.releases import visible_release_requests
from gongju.access.rules import Asked, requires
from gongju.actions.release_by_office import employers_term, is_late, refuse_release, release_by_office
from gongju.actions.reminders import overdue_releases
from gongju.casework import books
from gongju.documents.queries import versions_of
from gongju.employers.models import ReleaseRequest
from gongju.errors import BadInput, MovedOn, Refusal
from gongju.permits.queries import held_on
from gongju.portals.officer.frame import framed
from gongju.portals.officer.listing import PAGE
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

REASON = Field(
    name="reason",
    label="理由",
    type="long_text",
    required=True,
    longest=300,
    hint="写清核对了什么。本人和单位都会看到。",
)
WAITING = ReleaseRequest.State.WAITING


@require_GET
@requires("officer.cases")
def late(request: Asked) -> HttpResponse:
    """Employees past the term as it stands today, the oldest first; each employer is told monthly (LF-03, CY-Q73a)."""
    if not request.actor.is_district:
        raise Refusal("overdue.not_yours", "逾期未解除关联的名单由区里查看。")
    today = clock.today()
    found = overdue_releases(books.edition_for(request.actor.authority, today), today)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page(request, "officer/late_releases.html", framed(request, page_obj=shown))


@require_GET
@requires("officer.releases")
def listed(request: Asked) -> HttpResponse:
    """Those that wait in front, with whether the employer's term is over."""
    found = visible_release_requests(request.actor).order_by("decided_at", "asked_at", "pk")
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    on = clock.today()
    rows = [(one, one.state == WAITING and is_late(one, on)) for one in shown]
    return page(request, "officer/releases.html", framed(request, page_obj=shown, rows=rows))


@require_http_methods(["GET", "POST"])
@requires("officer.release")
@weighs()
def release(request: Asked, request_id: int) -> HttpResponse:
    """The certificate, the employer's term, the permit; then release or refuse with a reason."""
    asked: ReleaseRequest = request.found
    form = Form([REASON], request.POST if request.method == "POST" else None)
    left: list[str] = []
    if form.ok:
        try:
            done = _decide(request, request_id, str(form.values["reason"]))
        except (Refusal, MovedOn) as refused:
            left = [str(refused)]
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, f"{asked.employment.person.name}：{done}。")
            return redirect("officer:releases")
    context = framed(
        request,
        asked=asked,
        form=form,
        left=left,
        term=employers_term(asked),
        late=is_late(asked, clock.today()),
        papers=versions_of(asked.document_id),
        permit=held_on(asked.employment.person_id, clock.today()),
    )
    return (faulty if form.read else page)(request, "officer/release.html", context)


def _decide(request: Asked, request_id: int, reason: str) -> str:
    if "refuse" in request.POST:
        refuse_release(actor=request.actor, now=clock.now(), request_id=request_id, reason=reason)
        return "没有解除，理由已告知本人"
    release_by_office(actor=request.actor, now=clock.now(), request_id=request_id, reason=reason)
    return "单位关联已解除"
