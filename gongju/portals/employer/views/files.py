"""附件管理 of the employer: what is kept, adding and replacing, and the pictures of pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.documents import own_holder, remove_document, store_document
from gongju.documents.queries import latest
from gongju.errors import BadInput
from gongju.portals.employer.frame import framed
from gongju.portals.shared import files
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

OTHER = "other"
FIELDS = (
    Field(name="title", label="这是什么材料", required=True, longest=60, hint="例如 营业执照副本。"),
    Field(name="file", label="文件", type="file", required=True, hint="PDF、JPG 或 PNG。"),
)


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """The files kept, newest first."""
    return page(request, "employer/papers.html", _context(request, Form(FIELDS)))


@require_POST
@requires("employer.own")
def add(request: Asked) -> HttpResponse:
    """Add a file, or a new version of one (`document`)."""
    sent, title = request.FILES.get("file"), request.POST.get("title", "").strip()
    form = Form(FIELDS, request.POST)
    form["file"].fault = "" if sent else "请选择文件。"
    if sent and not form.faults:
        try:
            replaced = request.POST.get("document", "")
            store_document(
                actor=request.actor,
                now=clock.now(),
                kind=request.POST.get("kind") or OTHER,
                title=title,
                upload=sent,
                document_id=UUID(replaced) if replaced else None,
            )
        except BadInput as wrong:
            form["file"].fault = "".join(fault.message for fault in wrong.faults)
        else:
            messages.success(request, f"“{title}”已保存。")
            return redirect("employer:papers")
    return faulty(request, "employer/papers.html", _context(request, form))


@require_POST
@requires("employer.document")
def remove(request: Asked, document_id: UUID) -> HttpResponse:
    """Take a file out of 附件管理; what was handed in stays with its case."""
    remove_document(actor=request.actor, now=clock.now(), document_id=document_id)
    messages.success(request, "附件已删除。")
    return redirect("employer:papers")


def _context(request: Asked, form: Form) -> dict[str, object]:
    kept = sorted(latest(own_holder(request.actor)), key=lambda one: one.uploaded_at, reverse=True)
    return framed(request, form=form, kept=kept)


@require_GET
@requires("employer.version")
def page_picture(request: Asked, version_id: int, page: int) -> HttpResponse:
    """The picture of a page."""
    return files.page_picture(request.found, page)


@require_GET
@requires("employer.version")
@xframe_options_sameorigin
def original(request: Asked, version_id: int) -> HttpResponse:
    """The file as it was sent."""
    return files.original(request.found)
