"""Papers that are brought to the office themselves: the form to print, and the day the sealed original came."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.matter import matter_of
from gongju.actions.print_form import print_form
from gongju.actions.receive_original import brought_here, receive_original
from gongju.errors import BadInput
from gongju.portals.officer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.files import pdf_answer
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask
from gongju.portals.shared.wording import day_text

RECEIVED = Field(name="received_on", label="收到原件的日期", type="day", required=True)


@require_GET
@requires("officer.case")
def printed(request: Asked, number: str, name: str) -> HttpResponse:
    """A form of the case, for an employer that comes without one (DX-169, DX-185)."""
    pdf = print_form(actor=request.actor, now=clock.now(), case_number=number, name=name)
    return pdf_answer(pdf, f"{name}-{number}")


@require_http_methods(["GET", "POST"])
@requires("officer.case")
def received(request: Asked, number: str, handed_in_id: int) -> HttpResponse:
    """Note the day the sealed paper came (DX-069, DX-169)."""
    paper = brought_here(request.actor, request.found, handed_in_id, now=clock.now())
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    form = Form(
        [RECEIVED],
        request.POST if request.method == "POST" else None,
        initial={"received_on": paper.original_on or clock.today()},
    )
    back = reverse("officer:case", args=[number]) + "#papers"
    left: list[str] = []
    if form.ok:
        left = _noted(request, form, handed_in_id)
        if not left and form.ok:
            return redirect(back)
    ask = Ask(
        question=f"收到《{matter.edition.material(paper.material).title}》的纸质原件了吗？",
        yes="登记",
        back=back,
        consequences=("登记以后才能初审通过、上报。", "请先核对原件与上传的扫描件一致。"),
        form=form,
    )
    context = framed(request, case=request.found, ask=ask, left=left)
    return (faulty if form.read else page)(request, "officer/original.html", context)


def _noted(request: Asked, form: Form, handed_in_id: int) -> list[str]:
    """Note it; what is wrong stands beside the box, the rest is given back."""
    day = form.values["received_on"]
    try:
        receive_original(
            actor=request.actor,
            now=clock.now(),
            case_number=request.found.number,
            handed_in_id=handed_in_id,
            received_on=day if isinstance(day, date) else clock.today(),
        )
    except BadInput as wrong:
        return form.blame_all(wrong)
    messages.success(request, f"已登记：{day_text(day)}收到原件。" if isinstance(day, date) else "已登记。")
    return []
