"""Reading documents: what a holder has, in which versions, and the bytes."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from gongju.documents import store
from gongju.documents.models import Gathering, Version
from gongju.documents.refs import HolderRef
from gongju.errors import NotFound, Refusal


def latest(holder: HolderRef, *, kind: str = "") -> list[Version]:
    """Return the latest version of each document that a holder has, by kind and title; in one query."""
    found = _latest_versions().filter(
        document__holder_kind=holder.kind, document__holder_id=holder.id, document__removed_at=None
    )
    if kind:
        found = found.filter(document__kind=kind)
    return list(found.order_by("document__kind", "document__title", "id"))


def titles_of_same(holder: HolderRef, digest: str) -> list[tuple[UUID, str]]:
    """Key and title of the documents that hold the very same bytes in their latest version."""
    return [(one.document_id, one.document.title) for one in latest(holder) if one.digest == digest]


def versions_of(document_id: UUID) -> list[Version]:
    """Return every version of one document, the newest first; also of a removed one."""
    return list(Version.objects.filter(document=document_id).select_related("document").order_by("-number"))


def open_gatherings(holder: HolderRef) -> list[Gathering]:
    """What a holder began to gather and has not finished, the newest first."""
    found = Gathering.objects.filter(holder_kind=holder.kind, holder_id=holder.id, ended_at=None)
    return list(found.order_by("-started_at"))


def version(version_id: int) -> Version:
    """Return one version with its document; `NotFound` when there is none. Asks nobody's permission."""
    found = Version.objects.select_related("document").filter(pk=version_id).first()
    if found is None:
        raise NotFound("这份材料")
    return found


def content(version: Version) -> bytes:
    """Return the bytes as sent; `store.Damaged` when they are not what they were, Refusal till they were scanned."""
    check_usable(version)
    return store.read(version.stored_name)


def viewing(version: Version) -> bytes:
    """Return the PDF that people look at; `store.Damaged` when it is not what it was, Refusal till scanned."""
    check_usable(version)
    return store.read(version.viewing_name)


def check_usable(version: Version) -> None:
    """Raise Refusal for a file that a virus scanner has still to look at, or found something in."""
    if version.scan == Version.Scan.WAITING:
        raise Refusal("document.unscanned", "这份文件还在查毒，查完才能打开。", do="请过几分钟再看。")
    if version.scan == Version.Scan.INFECTED:
        raise Refusal("document.infected", "这份文件查出病毒，已经封存，不能打开。", do="请换一个没有病毒的文件。")


def _latest_versions() -> QuerySet[Version]:
    newest = Version.objects.filter(document=OuterRef("document")).order_by("-number").values("number")[:1]
    return Version.objects.select_related("document").filter(number=Subquery(newest))
