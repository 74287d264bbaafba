"""Stored files as answers of a portal; who may see one was decided by the access rule before."""

from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.view_document import view_document
from gongju.documents import queries
from gongju.documents.checking import stamp
from gongju.documents.models import Version
from gongju.documents.previews import MEDIA_TYPE
from gongju.documents.previews import page_picture as draw
from gongju.documents.queries import why_gone
from gongju.papers.watermark import marked, sheet
from gongju.portals.shared.parts import Doc

WIDTH: Final = 960
ACCEPTED: Final = "application/pdf,image/jpeg,image/png,image/heic,image/heif,.heic,.heif"
"""What a box for files offers to choose; what is sent is told by its content."""
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


def doc_of(
    version: Version, *, portal: str, title: str, page: int, here: Callable[[int], str], remarks: Iterable[str]
) -> Doc:
    """A page of a version for the reader of a portal; `here`: the address of another page. Why, where it is gone."""
    gone = why_gone(version)
    if gone:
        return Doc(title=title, why_not=gone)
    at = min(max(page, 1), version.pages)
    return Doc(
        title=title,
        page=at,
        pages=version.pages,
        image=reverse(f"{portal}:page", args=[version.pk, at]),
        previous=here(at - 1) if at > 1 else "",
        next=here(at + 1) if at < version.pages else "",
        original=reverse(f"{portal}:original", args=[version.pk]),
        remarks=tuple(remarks),
    )


def page_picture(version: Version, page: int, *, width: int = WIDTH) -> HttpResponse:
    """The picture of a page from 1."""
    return picture_answer(draw(version, page=page, width=width))


def page_seen(actor: Actor, version: Version, page: int) -> HttpResponse:
    """The same for somebody whose paper it may not be: journalled, and marked with who looked, when and for what."""
    drawn = draw(version, page=page, width=WIDTH)
    mark = view_document(actor=actor, now=clock.now(), version=version, page=page)
    return picture_answer(marked(drawn, mark) if mark else drawn)


def picture_answer(picture: bytes) -> HttpResponse:
    """A picture (WebP) of what never changes; kept by the reader's browser alone."""
    answer = HttpResponse(picture, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "private, max-age=3600, immutable"
    return answer


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A PDF made here, shown in the browser to be printed; `name` without ending."""
    answer = HttpResponse(pdf, content_type=TYPES["pdf"])
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def original(version: Version) -> HttpResponse:
    """The file as it was sent, shown in the browser, never run."""
    return _file(queries.content(version), version.media_type, version.file_name or version.document.title)


def original_seen(actor: Actor, version: Version) -> HttpResponse:
    """The same for somebody whose paper it may not be: journalled; as a PDF with the mark on each page."""
    mark = view_document(actor=actor, now=clock.now(), version=version)
    if not mark:
        return original(version)
    name = (version.file_name or version.document.title).rpartition(".")[0] or version.document.title
    return _file(stamp(queries.viewing(version), sheet(mark)), "pdf", f"{name}.pdf")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES[media_type])
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
