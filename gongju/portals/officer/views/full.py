"""查看完整号码: the purpose first, then the numbers, once, on a page that no cache keeps."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.view_full import PURPOSES, view_full
from gongju.errors import NotFound
from gongju.portals.officer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask

PURPOSE = Field(name="purpose", label="查看的目的", type="choice", choices=tuple(PURPOSES.values()), required=True)


@require_http_methods(["GET", "POST"])
@requires("officer.case")
def full(request: Asked, number: str) -> HttpResponse:
    """Ask what for; then show, and record that it was shown."""
    if request.found.person is None:
        raise NotFound("这个人的信息")
    form = Form([PURPOSE], request.POST if request.method == "POST" else None)
    shown = None
    if form.ok:
        purpose = next(key for key, text in PURPOSES.items() if text == str(form.values["purpose"]))
        shown = view_full(actor=request.actor, now=clock.now(), case_number=number, purpose=purpose)
    ask = Ask(
        question="查看完整的证件号码和手机号码吗？",
        yes="查看",
        back=reverse("officer:case", args=[number]),
        consequences=("谁、什么时候、为了什么查看，会记入这项业务的办理记录，申请人可以看到。",),
        form=form,
    )
    context = framed(request, case=request.found, ask=ask, shown=shown)
    return (faulty if form.faults else page)(request, "officer/full.html", context)
