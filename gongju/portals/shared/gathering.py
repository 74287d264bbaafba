"""The page on which several files or photos become one paper, alike for a person and an employer's agent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from gongju import clock
from gongju.access.actor import Actor
from gongju.access.rules import Asked
from gongju.actions.documents import Upload
from gongju.actions.gather import add_piece, arrange
from gongju.documents.limits import MEGABYTE, limits_here
from gongju.documents.models import Gathering
from gongju.documents.previews import MEDIA_TYPE, piece_picture
from gongju.errors import BadInput, NotFound

ACCEPTED = "application/pdf,image/jpeg,image/png,image/heic,image/heif,.heic,.heif"


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


def leaves(gathering: Gathering, portal: str) -> list[Leaf]:
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


def page_context(gathering: Gathering, portal: str) -> dict[str, object]:
    """What the page shows."""
    limits = limits_here()
    return {
        "gathering": gathering,
        "leaves": leaves(gathering, portal),
        "accepted": ACCEPTED,
        "most": limits.size // MEGABYTE,
        "most_pages": limits.pages,
    }


def add_all(actor: Actor, gathering_id: UUID, files: Iterable[Upload]) -> list[str]:
    """Keep every file that may be kept; what is wrong with the others, by their names."""
    faults = []
    for file in files:
        try:
            add_piece(actor=actor, now=clock.now(), gathering_id=gathering_id, upload=file)
        except BadInput as wrong:
            faults.append(f"“{file.name}”：{wrong}")
    return faults


def changed(
    request: Asked, back: Callable[[], HttpResponse], shown: Callable[[list[str]], HttpResponse]
) -> HttpResponse:
    """Files that were added, or what was done with a page; a script that adds is answered in JSON."""
    gathering: Gathering = request.found
    deed, _, at = request.POST.get("deed", "").partition(":")
    if deed == "add":
        files = request.FILES.getlist("files")
        faults = add_all(request.actor, gathering.pk, files) if files else ["请选择文件，可以一次选多个。"]
        if "json" in request.headers.get("Accept", ""):
            return JsonResponse({"faults": faults}, status=422 if faults else 200)
        return shown(faults) if faults else back()
    try:
        arrange(
            actor=request.actor,
            now=clock.now(),
            gathering_id=gathering.pk,
            at=int(at) if at.isascii() and at.isdecimal() and len(at) < 6 else -1,
            deed=deed,
        )
    except BadInput as wrong:
        return shown([str(wrong)])
    return back()


def picture(request: Asked, piece_id: int, number: int) -> HttpResponse:
    """The picture of a page of one file."""
    piece = request.found.pieces.filter(pk=piece_id).first()
    if piece is None:
        raise NotFound("这一页")
    answer = HttpResponse(piece_picture(piece, page=number), content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "private, max-age=3600, immutable"
    return answer


def told(request: Asked, faults: list[str]) -> None:
    """Say on the next page what could not be kept."""
    for fault in faults:
        messages.error(request, fault)
