"""附件管理 of the employer: what is kept, adding, replacing and taking away, and the pictures of pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.documents import own_holder, remove_document, store_document
from gongju.documents.models import Version
from gongju.documents.queries import latest, open_gatherings, versions_of
from gongju.errors import BadInput, NotFound
from gongju.portals.employer.frame import framed
from gongju.portals.shared import files
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, number_in, page
from gongju.portals.shared.parts import Ask, Doc

OTHER = "other"
NO_FILE = "请选择文件。"
TITLE = Field(name="title", label="这是什么材料", required=True, longest=60, hint="例如 营业执照副本。")
HINT = "PDF、JPG、PNG 或 HEIC。"
FILE = Field(name="file", label="文件", type="file", required=True, hint=HINT, accept=files.ACCEPTED)
CONSEQUENCES = ("附件列表里不再有这份材料。", "已经交到业务里的不受影响。")


@require_http_methods(["GET", "POST"])
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """The files kept, newest first, and adding one; a file that is refused leaves what was typed.

    Serves (DC-101, DX-101, SC-25).
    """
    form = Form([TITLE, FILE], request.POST if request.method == "POST" else None)
    if form.read and _kept(request, form, form["title"].text.strip()):
        return redirect("employer:papers")
    kept = sorted(latest(own_holder(request.actor)), key=lambda one: one.uploaded_at, reverse=True)
    gatherings = open_gatherings(own_holder(request.actor))
    return (faulty if form.read else page)(
        request, "employer/papers.html", framed(request, form=form, kept=kept, gatherings=gatherings)
    )


@require_http_methods(["GET", "POST"])
@requires("employer.document")
def paper(request: Asked, document_id: UUID) -> HttpResponse:
    """One file with its pages and versions; a POST puts a new version in its place."""
    if request.found.removed_at is not None:
        raise NotFound("这份附件")
    form = Form([FILE], request.POST if request.method == "POST" else None)
    if form.read and _kept(request, form, request.found.title, document_id):
        return redirect("employer:document", document_id=document_id)
    versions = versions_of(document_id)
    doc = _doc(versions[0], request.GET.get("page", ""))
    context = framed(request, document=request.found, versions=versions, doc=doc, form=form)
    return (faulty if form.read else page)(request, "employer/paper.html", context)


def _kept(request: Asked, form: Form, title: str, document_id: UUID | None = None) -> bool:
    """Store the file that was sent; what is wrong stands beside the boxes."""
    sent = request.FILES.get("file")
    form["file"].fault = NO_FILE if sent is None else ""
    if sent is None or form.faults:
        return False
    try:
        store_document(
            actor=request.actor,
            now=clock.now(),
            kind=OTHER,
            title=title,
            upload=sent,
            document_id=document_id,
        )
    except BadInput as wrong:
        form.blame_all(wrong)
        return False
    messages.success(request, f"“{title}”已{'换成新文件' if document_id else '保存'}。")
    return True


def _doc(version: Version, asked: str) -> Doc:
    here = reverse("employer:document", args=[version.document_id])
    return files.doc_of(
        version,
        portal="employer",
        title=version.document.title,
        page=number_in(asked, 1),
        here=lambda at: f"{here}?page={at}",
        remarks=version.checks,
    )


@require_http_methods(["GET", "POST"])
@requires("employer.document")
def remove(request: Asked, document_id: UUID) -> HttpResponse:
    """Take a file out of 附件管理 after asking; what was handed in stays with its case."""
    title = request.found.title
    if request.method == "POST":
        remove_document(actor=request.actor, now=clock.now(), document_id=document_id)
        messages.success(request, f"“{title}”已删除。")
        return redirect("employer:papers")
    back = reverse("employer:document", args=[document_id])
    ask = Ask(question=f"删除“{title}”？", yes="删除", back=back, consequences=CONSEQUENCES, grave=True)
    return page(request, "employer/ask.html", framed(request, ask=ask, title="删除附件"))


@require_GET
@requires("employer.version")
def page_picture(request: Asked, version_id: int, page: int) -> HttpResponse:
    """The picture of a page."""
    return files.page_seen(request.actor, request.found, page)


@require_GET
@requires("employer.version")
@xframe_options_sameorigin
def original(request: Asked, version_id: int) -> HttpResponse:
    """The file as it was sent."""
    return files.original_seen(request.actor, request.found)
