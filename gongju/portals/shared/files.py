"""Stored files as answers of a portal; who may see one was decided by the access rule before."""

from typing import Final
from urllib.parse import quote

from django.http import HttpResponse

from gongju.documents import queries
from gongju.documents.models import Version
from gongju.documents.previews import MEDIA_TYPE
from gongju.documents.previews import page_picture as draw

WIDTH: Final = 960
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


def page_picture(version: Version, page: int, *, width: int = WIDTH) -> HttpResponse:
    """The picture (WebP) of a page from 1. Kept by the reader's browser alone: a version never changes."""
    answer = HttpResponse(draw(version, page=page, width=width), content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "private, max-age=3600, immutable"
    return answer


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A PDF made here, shown in the browser to be printed; `name` without ending."""
    answer = HttpResponse(pdf, content_type=TYPES["pdf"])
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def original(version: Version) -> HttpResponse:
    """The file as it was sent, shown in the browser, never run."""
    answer = HttpResponse(queries.content(version), content_type=TYPES[version.media_type])
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(version.file_name or version.document.title)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
