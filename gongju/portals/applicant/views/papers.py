"""附件管理: my papers, each with its versions; shown page by page, replaced, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.documents import own_holder, remove_document, store_document
from gongju.actions.read_paper import confirm_reading, paper_read
from gongju.casework.models import HandedIn
from gongju.documents.models import Document
from gongju.documents.queries import latest, open_gatherings
from gongju.documents.refs import HolderKind
from gongju.employers import queries as employers
from gongju.errors import BadInput
from gongju.people import queries as people
from gongju.people.models import Person
from gongju.portals.applicant.frame import framed, why_shut
from gongju.portals.applicant.kinds import kinds
from gongju.portals.shared import files
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, number_in, page
from gongju.portals.shared.parts import Ask
from gongju.portals.shared.statements import printed, statement_named, typed_in

SMALL = 160
"""Width in pixels of the pictures in the list."""


@requires("applicant.own")
@require_GET
def statement(request: Asked, name: str) -> HttpResponse:
    """A statement that I sign, with what my profile says and the employer I am linked with (CY-A4c, DC-193)."""
    person = Person.objects.get(pk=request.actor.person_id or 0)
    known = typed_in((part, row.content) for part, row in people.parts(person.pk).items())
    known |= {"identity.name": person.name, "identity.identity_number": person.identity_number}
    employment = employers.confirmed(person.pk)
    if employment is not None:
        known["employer.name"] = employment.employer.name
    return printed(statement_named(name, request.GET.get("of", ""), by="individual"), known)


@requires("applicant.own")
@require_http_methods(["GET", "POST"])
def papers(request: Asked) -> HttpResponse:
    """Everything I keep here, and the form to add one (SC-44)."""
    known = kinds(request.actor)
    form = Form(_fields(tuple(known.values())), request.POST if request.method == "POST" else None)
    others: list[str] = []
    if request.method == "POST":
        title = str(form.values.get("kind", ""))
        code = next((code for code, word in known.items() if word == title), "")
        others = _stored(request, code, title) if code else [*(box.fault for box in form.faults if box.fault)]
        if not others:
            messages.success(request, f"“{title}”已上传。")
            return redirect("applicant:papers")
    show = faulty if others else page
    kept = latest(own_holder(request.actor))
    return show(
        request,
        "applicant/papers.html",
        framed(
            request,
            kept=kept,
            form=form,
            others=others,
            shut=why_shut(request.actor),
            gatherings=open_gatherings(own_holder(request.actor)),
        ),
    )


def _fields(titles: tuple[str, ...]) -> tuple[Field, ...]:
    return (Field(name="kind", label="这是什么材料", type="choice", listed=True, choices=titles, required=True),)


def _stored(request: Asked, kind: str, title: str, document: Document | None = None) -> list[str]:
    """Store the file that was sent; what is wrong with it, if anything."""
    upload = request.FILES.get("file")
    if upload is None:
        return ["请选择要上传的文件。"]
    if len(request.FILES.getlist("file")) > 1:
        return ["一次选了好几个文件。如果是同一份材料，请用“多张合并”；不是同一份的，请一份一份上传。"]
    try:
        store_document(
            actor=request.actor,
            now=clock.now(),
            kind=kind,
            title=title,
            upload=upload,
            document_id=document.pk if document else None,
        )
    except BadInput as wrong:
        return [fault.message for fault in wrong.faults]
    return []


@requires("applicant.document")
@require_GET
def paper(request: Asked, document_id: str) -> HttpResponse:
    """One paper: its pages and its versions."""
    return _shown(request, request.found, [])


@requires("applicant.document")
@require_POST
def replace(request: Asked, document_id: str) -> HttpResponse:
    """A new version; the earlier ones stay, and so does what was handed in with them."""
    found: Document = request.found
    faults = _stored(request, found.kind, found.title, found)
    if faults:
        return _shown(request, found, faults)
    messages.success(request, "新版本已上传。")
    return redirect("applicant:paper", found.pk)


@requires("applicant.document")
@require_http_methods(["GET", "POST"])
def remove(request: Asked, document_id: str) -> HttpResponse:
    """Take a paper away, after asking once more."""
    found: Document = request.found
    if request.method == "POST":
        remove_document(actor=request.actor, now=clock.now(), document_id=found.pk)
        messages.success(request, f"“{found.title}”已删除。")
        return redirect("applicant:papers")
    ask = Ask(
        question=f"删除“{found.title}”吗？",
        yes="删除",
        back=f"/my/papers/{found.pk}/",
        consequences=("附件列表里不再显示。", "已经交入申请的版本不受影响，仍留在那项业务里。"),
        grave=True,
    )
    return page(request, "applicant/remove.html", framed(request, ask=ask, document=found))


@requires("applicant.version")
@require_POST
def confirm(request: Asked, version_id: int) -> HttpResponse:
    """I say that what was read from my record is right."""
    version = confirm_reading(actor=request.actor, now=clock.now(), version_id=version_id)
    messages.success(request, "已确认读出的月份和金额。")
    return redirect(reverse("applicant:paper", args=[version.document_id]) + f"?version={version.number}")


def _shown(request: Asked, found: Document, faults: list[str]) -> HttpResponse:
    versions = list(found.versions.order_by("-number"))
    wanted = request.GET.get("version", "")
    chosen = next((one for one in versions if str(one.number) == wanted), versions[0])
    used = HandedIn.objects.filter(version__document=found, removed_at__isnull=True).select_related("case", "version")
    doc = files.doc_of(
        chosen,
        portal="applicant",
        title=found.title,
        page=number_in(request.GET.get("page"), 1),
        here=lambda at: f"?version={chosen.number}&page={at}",
        remarks=chosen.checks,
    )
    context = framed(
        request,
        document=found,
        versions=versions,
        chosen=chosen,
        doc=doc,
        used=used,
        others=faults,
        shut=why_shut(request.actor),
        own=found.holder_kind == HolderKind.PERSON,
        read=paper_read(actor=request.actor, now=clock.now(), version=chosen) if chosen.is_usable else None,
    )
    return (faulty if faults else page)(request, "applicant/paper.html", context)


@requires("applicant.version")
@require_GET
def page_picture(request: Asked, version_id: int, number: int) -> HttpResponse:
    """The picture of a page; `?small` for lists."""
    return files.page_picture(request.found, number, width=SMALL if "small" in request.GET else files.WIDTH)


@requires("applicant.version")
@require_GET
@xframe_options_sameorigin
def original(request: Asked, version_id: int) -> HttpResponse:
    """The file as it was sent."""
    return files.original(request.found)
