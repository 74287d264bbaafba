"""My permit: its life as a line, and the confirmation to print."""

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.print_confirmation import print_confirmation
from gongju.casework import books
from gongju.permits.models import Permit
from gongju.permits.queries import live_confirmation
from gongju.permits.state import State, state_on
from gongju.portals.applicant.frame import framed
from gongju.portals.applicant.life import drawn
from gongju.portals.shared.pages import page

MEANING = {
    State.NOT_YET: "还没有到生效日。",
    State.VALID: "在有效期内，可以使用。",
    State.SUSPENDED: "与单位解除关联后挂起。与新单位关联并办理聘用单位变更后恢复，有效期截止日不变。",
    State.FROZEN: "冻结期间不能使用，也不能办理业务。",
    State.RENEWING: "有效期已过，续签正在审核。",
    State.LAPSED: "有效期已过，证件失效。需要的重新申请。",
    State.CANCELLED: "证件已注销。需要的重新申请。",
}


@requires("applicant.permit")
@require_GET
def permit(request: Asked, number: str) -> HttpResponse:
    """The permit as approved, how it stands today, and everything that happened to it."""
    found: Permit = request.found
    on = clock.today()
    state = state_on(found, on)
    return page(
        request,
        "applicant/permit.html",
        framed(
            request,
            permit=found,
            state=state,
            meaning=MEANING[state],
            may_print=state is State.VALID,
            life=drawn(found, on),
            events=found.events.select_related("case"),
            office=books.edition_for(found.authority, on).office,
            printed=live_confirmation(found),
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
