"""Several files or photos of one paper: kept one by one, put in order and turned, merged into one PDF without loss."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.documents import document_for, gathering_for
from gongju.actions.documents import Upload, fit_title, own_holder, store_checked
from gongju.actions.hand_in import hand_in
from gongju.actions.telling import tell
from gongju.documents import gathering_records as records
from gongju.documents import store
from gongju.documents.checking import check_upload, merge
from gongju.documents.gathering_records import Place
from gongju.documents.limits import limits_here
from gongju.documents.models import Gathering, Piece, Version
from gongju.documents.refs import Aim
from gongju.errors import BadInput

UP, DOWN, LEFT, RIGHT, OUT = "up", "down", "left", "right", "out"
TURNS = {LEFT: 270, RIGHT: 90}
STEPS = {UP: -1, DOWN: 1}


def start_gathering(*, actor: Actor, now: datetime, aim: Aim) -> Gathering:
    """Begin to gather one paper of one's own. Raises BadInput (`title`), NotFound, Refusal.

    Serves (CY-Q41b, CY-Q42c, CY-Q43b).
    """
    if aim.replaces is not None:
        document_for(actor, aim.replaces)
    aim = replace(aim, title=fit_title(aim.title))
    with transaction.atomic():
        gathering = records.start(now=now, holder=own_holder(actor), aim=aim)
        _tell(actor, now, "gathering.start", gathering)
    return gathering


def add_piece(*, actor: Actor, now: datetime, gathering_id: UUID, upload: Upload) -> Piece:
    """Keep one more file; sent again after a lost answer, it is there once. Raises BadInput (`file`), MovedOn."""
    gathering = gathering_for(actor, gathering_id)
    checked = check_upload(upload.read(), upload.name or gathering.title)
    name = records.keep_piece(checked)
    most = limits_here().pages
    with transaction.atomic():
        piece = records.add(gathering.pk, now=now, checked=checked, viewing_name=name, most_pages=most)
        if piece is None:
            raise BadInput.of("file", f"合在一起超过{most}页。请只保留需要的页，或分成几份材料。")
        _tell(actor, now, "gathering.add", gathering, piece=piece.pk)
    return piece


def arrange(*, actor: Actor, now: datetime, gathering_id: UUID, at: int, deed: str) -> Gathering:
    """Move, turn or take out the page that lies at `at` (from 0). Raises BadInput, MovedOn."""
    gathering = gathering_for(actor, gathering_id)
    seen: list[Place] = [(piece, page, turn) for piece, page, turn in gathering.pages]
    if not 0 <= at < len(seen) or deed not in (*TURNS, *STEPS, OUT):
        raise BadInput.of("", "没有这一页，请刷新页面后再试。")
    with transaction.atomic():
        records.lay_out(gathering.pk, seen=seen, pages=_arranged(seen, at, deed))
        _tell(actor, now, "gathering.arrange", gathering)
    gathering.refresh_from_db()
    return gathering


def finish_gathering(*, actor: Actor, now: datetime, gathering_id: UUID) -> Version:
    """Merge the pages into one PDF, keep it among one's own papers, and hand it in where that was the aim.

    Nothing that was gathered is lost when it is refused. Raises BadInput, Refusal, MovedOn.
    """
    gathering = gathering_for(actor, gathering_id)
    if not gathering.pages:
        raise BadInput.of("file", "还没有上传任何一页。")
    pieces = list(gathering.pieces.order_by("pk"))
    order = {piece.pk: at for at, piece in enumerate(pieces)}
    places = [(order[piece], page, turn) for piece, page, turn in gathering.pages]
    pdf = merge([store.read(piece.viewing_name) for piece in pieces], places)
    checked = check_upload(pdf, gathering.title)
    with transaction.atomic():
        records.end(gathering.pk, now=now)
        version = store_checked(
            actor=actor,
            now=now,
            kind=gathering.kind,
            title=gathering.title,
            checked=checked,
            document_id=gathering.replaces_id,
        )
        if gathering.case_number:
            hand_in(
                actor=actor,
                now=now,
                case_number=gathering.case_number,
                material=gathering.material,
                version_id=version.pk,
                instead_of=gathering.instead_of,
            )
    return version


def drop_gathering(*, actor: Actor, now: datetime, gathering_id: UUID) -> None:
    """Give it up. Raises NotFound, MovedOn."""
    gathering = gathering_for(actor, gathering_id)
    with transaction.atomic():
        records.end(gathering.pk, now=now)
        _tell(actor, now, "gathering.drop", gathering)


def _arranged(pages: list[Place], at: int, deed: str) -> list[Place]:
    changed = list(pages)
    if deed in TURNS:
        piece, page, turn = changed[at]
        changed[at] = (piece, page, (turn + TURNS[deed]) % 360)
    elif deed == OUT:
        del changed[at]
    else:
        to = min(max(at + STEPS[deed], 0), len(changed) - 1)
        changed.insert(to, changed.pop(at))
    return changed


def _tell(actor: Actor, now: datetime, action: str, gathering: Gathering, **data: int) -> None:
    tell(actor=actor, now=now, action=action, data={"gathering": str(gathering.pk), **data}, quietly=True)
