"""My permit: its life as a line, and the confirmation to print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.old_holder import still_lacking
from gongju.actions.print_confirmation import print_confirmation
from gongju.actions.reissue import REASONS
from gongju.actions.reissue import reissue as reissue_confirmation
from gongju.casework import books
from gongju.casework.queries import open_exclusive
from gongju.permits.models import Permit
from gongju.permits.queries import holder, live_confirmation
from gongju.permits.state import State, state_on
from gongju.portals.applicant.changes import offers_of
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.day_asked import day_asked
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.life import MEANING, drawn, rows_of
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask


@requires("applicant.permit")
@require_GET
def permit(request: Asked, number: str) -> HttpResponse:
    """The permit as approved, how it stands today, and everything that happened to it."""
    found: Permit = request.found
    on = clock.today()
    state = state_on(found, on)
    lacking = still_lacking(found, on) if found.imported_at else ()
    return page(
        request,
        "applicant/permit.html",
        framed(
            request,
            permit=found,
            holder=holder(found),
            state=state,
            meaning=MEANING[state],
            may_print=state is State.VALID and not lacking,
            lacking=lacking,
            life=drawn(found, on),
            life_rows=rows_of(found),
            events=found.events.select_related("case").order_by("on", "at", "pk"),
            office=books.edition_for(found.authority, on).office,
            printed=live_confirmation(found),
            offers=offers_of(found, on),
            open_case=open_exclusive(found.person_id),
            asked=day_asked(found, request.GET, on),
        ),
    )


@requires("applicant.permit")
@require_GET
@xframe_options_sameorigin
def confirmation(request: Asked, number: str) -> HttpResponse:
    """打印确认单: the PDF, shown in the browser to be printed (CP-159, DC-189, CY-Q52b, SC-51)."""
    printed = print_confirmation(actor=request.actor, now=clock.now(), permit_number=number)
    answer = HttpResponse(printed.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{printed.number}.pdf"'
    return answer


REASON = Field(name="reason", label="为什么要重新出具", type="choice", choices=tuple(REASONS.values()), required=True)


@requires("applicant.permit")
@require_http_methods(["GET", "POST"])
def reissue(request: Asked, number: str) -> HttpResponse:
    """重新出具确认单: what was printed is void at once, and the new paper can be printed."""
    form = Form([REASON], request.POST if request.method == "POST" else None)
    if form.ok:
        word = str(form.values["reason"])
        reason = next(key for key, text in REASONS.items() if text == word)
        printed = reissue_confirmation(actor=request.actor, now=clock.now(), permit_number=number, reason=reason)
        done = "新的确认单已经出具，请打印。" if printed else "证件恢复有效后可以打印新的确认单。"
        messages.success(request, f"原来的确认单已经作废。{done}")
        return redirect("applicant:permit", number)
    ask = Ask(
        question="把已经打印的确认单作废，重新出具一张吗？",
        yes="作废并重新出具",
        back=reverse("applicant:permit", args=[number]),
        consequences=(
            "以前打印的确认单立即作废，别人扫描上面的二维码会看到“已作废”。",
            "证件本身不受影响，编号和有效期不变。",
        ),
        form=form,
        grave=True,
    )
    show = faulty if form.faults else page
    return show(request, "applicant/reissue.html", framed(request, permit=request.found, ask=ask))
