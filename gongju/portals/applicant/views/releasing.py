"""The employer does not release: ask the district, with the leaving certificate."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.ask_release import ask_release
from gongju.actions.documents import store_document
from gongju.errors import BadInput, Refusal
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

KIND, TITLE = "leaving_certificate", "离职证明"
FIELDS = (
    Field(name="left_on", label="离职日期", type="day", required=True, hint="与离职证明一致。"),
    Field(name="note", label="说明", type="long_text", longest=300, hint="例如什么时候请单位办过解除关联。"),
    Field(name="document", label=TITLE, type="file", required=True, hint="PDF、JPG 或 PNG。"),
)


@requires("applicant.employment")
@require_http_methods(["GET", "POST"])
def ask(request: Asked, employment_id: int) -> HttpResponse:
    """The day of leaving and the certificate; what is wrong stands beside the boxes, what was typed stays."""
    form = Form(FIELDS, request.POST if request.method == "POST" else None)
    others: list[str] = []
    if form.read:
        document = _certificate(request, form)
        if document is not None and isinstance(form.values.get("left_on"), date):
            try:
                _ask(request, employment_id, form, document)
            except BadInput as wrong:
                others = form.blame_all(wrong)
            except Refusal as refused:
                others = [str(refused)]
            else:
                messages.success(request, "已提交区里，单位也收到了提醒。办理结果会通知您。")
                return redirect("applicant:employer")
    context = framed(request, form=form, others=others, employment=request.found)
    return (faulty if form.read else page)(request, "applicant/ask_release.html", context)


def _certificate(request: Asked, form: Form) -> UUID | None:
    """The key of the certificate sent now, kept among one's papers; None with the fault beside the box."""
    sent = request.FILES.get("document")
    if sent is None:
        form.blame("document", "请上传离职证明。")
        return None
    form["document"].fault = ""
    try:
        kept = store_document(actor=request.actor, now=clock.now(), kind=KIND, title=TITLE, upload=sent)
    except BadInput as wrong:
        form.blame("document", wrong.message)
        return None
    return kept.document_id


def _ask(request: Asked, employment_id: int, form: Form, document: UUID) -> None:
    left_on = form.values["left_on"]
    if not isinstance(left_on, date):
        raise TypeError("the field left_on reads as a day")
    ask_release(
        actor=request.actor,
        now=clock.now(),
        employment_id=employment_id,
        left_on=left_on,
        document_id=document,
        note=str(form.values.get("note") or ""),
    )
