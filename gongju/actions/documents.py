"""附件管理: keep an upload among one's own documents, replace it with a new version, take a document away."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any, Protocol
from uuid import UUID

from django.db import transaction

from gongju.access.actor import AGENT, PERSON, Actor
from gongju.access.documents import document_for
from gongju.actions.scan_version import ask_for_scan
from gongju.actions.see_paper import ask_to_see
from gongju.actions.telling import tell
from gongju.documents import queries, records
from gongju.documents.checking import Checked, check_upload
from gongju.documents.models import Version
from gongju.documents.refs import HolderKind, HolderRef
from gongju.errors import BadInput, Refusal

LONGEST_TITLE = 60


class Upload(Protocol):
    """A file as a request brings it: Django's UploadedFile."""

    @property
    def name(self) -> str | None:
        """The name the person's machine gave it."""

    @property
    def file(self) -> IO[Any] | None:
        """What it is read from."""

    def read(self) -> bytes:
        """All of it."""


def store_document(
    *, actor: Actor, now: datetime, kind: str, title: str, upload: Upload, document_id: UUID | None = None
) -> Version:
    """Keep the upload as a new document of one's own, or as a new version of `document_id`.

    Checked and written to disk before the transaction, so that nobody waits for it. Raises BadInput (field `file` or
    `title`; nothing is kept then), NotFound, Refusal (neither a person nor an agent of an employer).

    Serves (CP-063, CP-068, DC-101, DC-212, DX-101, SC-25, SC-44).
    """
    own_holder(actor)
    if document_id is not None:
        title = document_for(actor, document_id).title
    name = fit_title(title)
    checked = check_upload(upload.read(), upload.name or name)
    return store_checked(actor=actor, now=now, kind=kind, title=name, checked=checked, document_id=document_id)


def fit_title(typed: str) -> str:
    """The title as it is kept; BadInput (`title`) for none, and for a long story."""
    title = typed.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput.of("title", f"请写明这是什么材料，最多 {LONGEST_TITLE} 个字。")
    return title


def store_checked(
    *, actor: Actor, now: datetime, kind: str, title: str, checked: Checked, document_id: UUID | None = None
) -> Version:
    """The same for what came through the checks already. Raises NotFound, Refusal."""
    holder = own_holder(actor)
    if document_id is not None:
        document = document_for(actor, document_id)
        kind, title, holder = document.kind, document.title, HolderRef(document.holder_kind, document.holder_id)
    noted = _compared(checked, holder, document_id)
    records.keep_bytes(noted)
    with transaction.atomic():
        version = records.store(
            now=now, actor=actor.ref, holder=holder, kind=kind, title=title, upload=noted, replaces=document_id
        )
        ask_for_scan(version, now=now)
        ask_to_see(version, now=now)
        data = {"document": str(version.document_id), "version": version.pk, "number": version.number}
        tell(actor=actor, now=now, action="document.store", data=data, quietly=True)
    return version


def _compared(checked: Checked, holder: HolderRef, document_id: UUID | None) -> Checked:
    """The upload, with a note where the holder keeps the very same file already."""
    same = dict(queries.titles_of_same(holder, checked.digest))
    if document_id in same:
        return checked.noting("这个文件和上一版完全一样，请核对是否选错了文件。")
    if same:
        return checked.noting(f"这个文件和“{next(iter(same.values()))}”完全一样，请核对是否选错了文件。")
    return checked


def remove_document(*, actor: Actor, now: datetime, document_id: UUID) -> None:
    """Take a document out of one's list; what a case was given stays with the case. Raises NotFound, MovedOn."""
    document = document_for(actor, document_id)
    with transaction.atomic():
        records.remove(now=now, actor=actor.ref, document_id=document.pk)
        tell(actor=actor, now=now, action="document.remove", data={"document": str(document.pk)}, quietly=True)


def own_holder(actor: Actor) -> HolderRef:
    """Whose list the actor's uploads go to: the person's own, the employer's, or of a login filed with none its own."""
    if actor.kind == PERSON and actor.person_id is not None:
        return HolderRef(HolderKind.PERSON, str(actor.person_id))
    if actor.kind == AGENT and actor.employer_id is not None:
        return HolderRef(HolderKind.EMPLOYER, str(actor.employer_id))
    if actor.kind == AGENT:
        return HolderRef(HolderKind.LOGIN, str(actor.user_id))
    raise Refusal("document.not_yours", "只有申请人本人和单位经办人可以上传附件。")
