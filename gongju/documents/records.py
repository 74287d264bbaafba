"""Writing documents: a checked upload becomes a new document or a new version of one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongju.documents.checking import Checked
from gongju.documents.limits import scanner
from gongju.documents.models import Document, Version
from gongju.documents.refs import HolderRef
from gongju.documents.sniffing import PDF, SUFFIXES
from gongju.documents.store import keep
from gongju.errors import MovedOn, NotFound
from gongju.journal.refs import ActorRef


def keep_bytes(upload: Checked) -> tuple[str, str]:
    """Write the bytes to disk and return the names of content and viewing copy.

    `store` does it too; calling it before the transaction keeps the slow part out (on SQLite a transaction holds off
    every other writer). Bytes that no version names do no harm.
    """
    stored = keep(upload.content, SUFFIXES[upload.media_type])
    return stored, stored if upload.viewing == upload.content else keep(upload.viewing, SUFFIXES[PDF])


def store(
    *,
    now: datetime,
    actor: ActorRef,
    holder: HolderRef,
    kind: str,
    title: str,
    upload: Checked,
    replaces: UUID | None = None,
    facts: Mapping[str, object] | None = None,
) -> Version:
    """Add a document with its first version, or with `replaces` a version to that document of the same holder and kind.

    `facts` is JSON about the paper ({"valid_to": "2027-03-31", …}). `NotFound` when there is nothing to replace.
    """
    stored, viewing = keep_bytes(upload)
    with transaction.atomic():
        document = _held(holder, kind, replaces) if replaces else _new(holder, kind, title)
        return Version.objects.create(
            document=document,
            number=document.versions.count() + 1 if replaces else 1,
            digest=upload.digest,
            size=len(upload.content),
            pages=upload.pages,
            media_type=upload.media_type,
            file_name=upload.file_name,
            stored_name=stored,
            viewing_name=viewing,
            uploaded_at=now,
            uploaded_by=_by(actor),
            checks=list(upload.notes),
            facts=dict(facts or {}),
            scan=Version.Scan.WAITING if scanner() else Version.Scan.NONE,
        )


def note(*, version_id: int, facts: Mapping[str, object]) -> None:
    """Write down what is known about the paper of a version (JSON), in place of what stood there."""
    if not Version.objects.filter(pk=version_id).update(facts=dict(facts)):
        raise NotFound("这份材料")


def note_scan(version_id: int, *, clean: bool) -> None:
    """Write down what the scanner said of a version that waited for it. MovedOn when it was said before."""
    said = Version.Scan.CLEAN if clean else Version.Scan.INFECTED
    if not Version.objects.filter(pk=version_id, scan=Version.Scan.WAITING).update(scan=said):
        raise MovedOn("这份材料")


def purge(keys: Sequence[int], *, now: datetime) -> None:
    """Note that these are kept no longer; the names that people gave to the files go, too."""
    Version.objects.filter(pk__in=keys).update(purged_at=now, file_name="")


def remove(*, now: datetime, actor: ActorRef, document_id: UUID) -> None:
    """Take a document out of its holder's list; versions that a case was given stay readable there."""
    removed = Document.objects.filter(pk=document_id, removed_at=None).update(removed_at=now, removed_by=_by(actor))
    if not removed:
        raise MovedOn("这份材料")


def _new(holder: HolderRef, kind: str, title: str) -> Document:
    return Document.objects.create(holder_kind=holder.kind, holder_id=holder.id, kind=kind, title=title)


def _held(holder: HolderRef, kind: str, document_id: UUID) -> Document:
    """Return the document, held so that two replacements get numbers after each other."""
    found = Document.objects.select_for_update().filter(
        pk=document_id, holder_kind=holder.kind, holder_id=holder.id, kind=kind, removed_at=None
    )
    document = found.first()
    if document is None:
        raise NotFound("要更换的材料")
    return document


def _by(actor: ActorRef) -> str:
    return f"{actor.kind}:{actor.id}"
