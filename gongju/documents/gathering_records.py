"""Writing gatherings: files kept one by one until they are merged into one paper."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongju.documents.checking import Checked
from gongju.documents.models import Gathering, Piece
from gongju.documents.refs import Aim, HolderRef
from gongju.documents.store import keep
from gongju.errors import MovedOn

Place = tuple[int, int, int]
"""Key of a piece, page of it from 1, turned by so many degrees."""


def start(*, now: datetime, holder: HolderRef, aim: Aim) -> Gathering:
    """Begin to gather the files of one paper."""
    return Gathering.objects.create(
        holder_kind=holder.kind,
        holder_id=holder.id,
        kind=aim.kind,
        title=aim.title,
        replaces_id=aim.replaces,
        case_number=aim.case_number,
        material=aim.material,
        instead_of=aim.instead_of,
        started_at=now,
    )


def keep_piece(checked: Checked) -> str:
    """Write the PDF to look at to disk, before the transaction, and return its name."""
    return keep(checked.viewing, "pdf")


def add(gathering_id: UUID, *, now: datetime, checked: Checked, viewing_name: str, most_pages: int) -> Piece | None:
    """Add a file behind the others; None when it would be too many pages. One that is there already stays as it is."""
    with transaction.atomic():
        gathering = _held(gathering_id)
        there = gathering.pieces.filter(digest=checked.digest).first()
        if there is not None:
            return there
        if len(gathering.pages) + checked.pages > most_pages:
            return None
        piece = Piece.objects.create(
            gathering=gathering,
            digest=checked.digest,
            file_name=checked.file_name,
            pages=checked.pages,
            viewing_name=viewing_name,
            checks=list(checked.notes),
            added_at=now,
        )
        gathering.pages = [*gathering.pages, *([piece.pk, page, 0] for page in range(1, piece.pages + 1))]
        gathering.save(update_fields=["pages"])
    return piece


def lay_out(gathering_id: UUID, *, seen: Sequence[Place], pages: Sequence[Place]) -> None:
    """Put the pages in another order; MovedOn unless they lie as they were seen. A file with no page left goes."""
    with transaction.atomic():
        gathering = _held(gathering_id)
        if [tuple(place) for place in gathering.pages] != [tuple(place) for place in seen]:
            raise MovedOn("这份材料")
        gathering.pages = [list(place) for place in pages]
        gathering.save(update_fields=["pages"])
        gathering.pieces.exclude(pk__in={piece for piece, _, _ in pages}).delete()


def end(gathering_id: UUID, *, now: datetime) -> None:
    """Close it: it was merged, or given up; what was in it goes. MovedOn when it was closed already."""
    if not Gathering.objects.filter(pk=gathering_id, ended_at=None).update(ended_at=now):
        raise MovedOn("这份材料")
    Piece.objects.filter(gathering=gathering_id).delete()


def delete(keys: Sequence[UUID]) -> None:
    """Delete these, with what was in them."""
    Gathering.objects.filter(pk__in=keys).delete()


def _held(gathering_id: UUID) -> Gathering:
    found = Gathering.objects.select_for_update().filter(pk=gathering_id, ended_at=None).first()
    if found is None:
        raise MovedOn("这份材料")
    return found
