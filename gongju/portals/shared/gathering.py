"""The page on which several files or photos become one paper, alike for a person and an employer's agent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from gongju import clock
from gongju.access.actor import Actor
from gongju.access.rules import Asked
from gongju.actions.documents import Upload
from gongju.actions.gather import add_piece, arrange, drop_gathering, finish_gathering, start_gathering
from gongju.actions.purge_gatherings import KIND
from gongju.documents.limits import MEGABYTE, limits_here
from gongju.documents.models import Document, Gathering
from gongju.documents.previews import piece_picture
from gongju.documents.refs import Aim
from gongju.errors import BadInput, NotFound, Told
from gongju.portals.shared.files import picture_answer
from gongju.portals.shared.pages import faulty, number_in, page


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as it lies now: `at` from 0."""

    at: int
    name: str
    turn: int
    image: str
    notes: tuple[str, ...]

    @property
    def number(self) -> int:
        """Its number for people."""
        return self.at + 1


@dataclass(frozen=True, slots=True)
class Library:
    """Whose papers they are: the portal, how it frames a page, and the names of its pages of a paper and of a case."""

    portal: str
    framed: Callable[..., dict[str, object]]
    paper: str
    case: str

    def page(self, gathering_id: UUID) -> HttpResponse:
        """On to the page of what is being gathered."""
        return redirect(f"{self.portal}:gathering", gathering_id=gathering_id)

    def papers(self) -> HttpResponse:
        """Back to all papers."""
        return redirect(f"{self.portal}:papers")


def version_of(document: Document) -> Aim:
    """The aim of a new version of a document."""
    return Aim(kind=document.kind, title=document.title, replaces=document.pk)


def begun(request: Asked, library: Library, aim: Aim) -> HttpResponse:
    """Begin to gather the files of one paper, with those that were sent at once."""
    try:
        gathering = start_gathering(actor=request.actor, now=clock.now(), aim=aim)
    except BadInput as wrong:
        messages.error(request, str(wrong))
        return library.papers()
    for fault in _added(request.actor, gathering.pk, request.FILES.getlist("file")):
        messages.error(request, fault)
    return library.page(gathering.pk)


def gathering_page(request: Asked, library: Library) -> HttpResponse:
    """The pages in their order; a POST adds files, moves, turns or takes out a page, merges them, or gives up."""
    deed, _, at = request.POST.get("deed", "").partition(":")
    if request.method != "POST":
        return _shown(request, library, [])
    if deed == "finish":
        return _finished(request, library)
    if deed == "drop":
        drop_gathering(actor=request.actor, now=clock.now(), gathering_id=request.found.pk)
        messages.success(request, f"“{request.found.title}”没有保存。")
        return library.papers()
    return _files_sent(request, library) if deed == "add" else _arranged(request, library, deed, at)


def _shown(request: Asked, library: Library, faults: list[str]) -> HttpResponse:
    gathering: Gathering = request.found
    gathering.refresh_from_db()
    limits = limits_here()
    context = library.framed(
        request,
        others=faults,
        gathering=gathering,
        leaves=_leaves(gathering, library.portal),
        most=limits.size // MEGABYTE,
        most_pages=limits.pages,
        days=settings.GONGJU.keep_days[KIND],
        portal_page=f"{library.portal}/portal.html",
        papers=reverse(f"{library.portal}:papers"),
    )
    return (faulty if faults else page)(request, "gongju/gathering.html", context)


def _leaves(gathering: Gathering, portal: str) -> list[Leaf]:
    """The pages in their order; the notes of a file stand with its first page."""
    pieces = {piece.pk: piece for piece in gathering.pieces.all()}
    return [
        Leaf(
            at,
            pieces[key].file_name,
            turn,
            reverse(f"{portal}:gathered_page", args=[gathering.pk, key, page]),
            tuple(pieces[key].checks) if page == 1 else (),
        )
        for at, (key, page, turn) in enumerate(gathering.pages)
    ]


def _files_sent(request: Asked, library: Library) -> HttpResponse:
    """Files that were added; a script that adds is answered in JSON."""
    files = request.FILES.getlist("files")
    faults = _added(request.actor, request.found.pk, files) if files else ["请选择文件，可以一次选多个。"]
    if "json" in request.headers.get("Accept", ""):
        return JsonResponse({"faults": faults}, status=422 if faults else 200)
    return _shown(request, library, faults) if faults else library.page(request.found.pk)


def _added(actor: Actor, gathering_id: UUID, files: Iterable[Upload]) -> list[str]:
    """Keep every file that may be kept; what is wrong with the others, by their names."""
    faults = []
    for file in files:
        try:
            add_piece(actor=actor, now=clock.now(), gathering_id=gathering_id, upload=file)
        except BadInput as wrong:
            faults.append(f"“{file.name}”：{wrong}")
    return faults


def _arranged(request: Asked, library: Library, deed: str, at: str) -> HttpResponse:
    try:
        arrange(actor=request.actor, now=clock.now(), gathering_id=request.found.pk, at=number_in(at, -1), deed=deed)
    except BadInput as wrong:
        return _shown(request, library, [str(wrong)])
    return library.page(request.found.pk)


def _finished(request: Asked, library: Library) -> HttpResponse:
    gathering: Gathering = request.found
    try:
        version = finish_gathering(actor=request.actor, now=clock.now(), gathering_id=gathering.pk)
    except Told as told:
        return _shown(request, library, [str(told)])
    messages.success(request, f"“{gathering.title}”已合并成一个PDF，共{version.pages}页。")
    if gathering.case_number:
        return redirect(reverse(library.case, args=[gathering.case_number]) + "#papers")
    return redirect(library.paper, version.document_id)


def picture(request: Asked, piece_id: int, number: int) -> HttpResponse:
    """The picture of a page of one file."""
    piece = request.found.pieces.filter(pk=piece_id).first()
    if piece is None:
        raise NotFound("这一页")
    return picture_answer(piece_picture(piece, page=number))
