"""What the district does to a permit at the holder's request."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.reissue import REASONS
from gongju.actions.reissue import reissue as reissue_confirmation
from gongju.portals.officer.frame import framed
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask

REASON = Field(name="reason", label="原因", type="choice", choices=tuple(REASONS.values()), required=True)


@require_http_methods(["GET", "POST"])
@requires("officer.permit")
@weighs()
def reissue(request: Asked, number: str) -> HttpResponse:
    """Make the printed confirmation void for a holder who cannot sign in (LF-04)."""
    back = f"{reverse('officer:search')}?q={number}"
    form = Form([REASON], request.POST if request.method == "POST" else None)
    if form.ok:
        word = str(form.values["reason"])
        reason = next(key for key, text in REASONS.items() if text == word)
        reissue_confirmation(actor=request.actor, now=clock.now(), permit_number=number, reason=reason)
        messages.success(request, f"{number} 原来的确认单已经作废，持证人会收到消息。")
        return redirect(back)
    ask = Ask(
        question=f"应持证人的申请，把 {number} 已经打印的确认单作废吗？",
        yes="作废并重新出具",
        back=back,
        consequences=("以前打印的确认单立即作废。", "持证人会收到消息，登录后打印新的确认单。"),
        form=form,
        grave=True,
    )
    show = faulty if form.faults else page
    return show(request, "officer/reissue.html", framed(request, permit=request.found, ask=ask))
