"""Reading documents: what a holder has, in which versions, and the bytes."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from gongju.clock import BEIJING
from gongju.documents import store
from gongju.documents.models import Gathering, Piece, Version
from gongju.documents.refs import HolderRef
from gongju.documents.store import made_from
from gongju.errors import NotFound, Refusal
from gongju.rules.wording import day_text


def latest(holder: HolderRef, *, kind: str = "") -> list[Version]:
    """Return the latest version of each document that a holder has, by kind and title; in one query."""
    found = _latest_of(holder)
    if kind:
        found = found.filter(document__kind=kind)
    return list(found)


def titles_of_same(holder: HolderRef, digest: str) -> list[tuple[UUID, str]]:
    """Key and title of the documents that hold the very same bytes in their latest version."""
    return list(_latest_of(holder).filter(digest=digest).values_list("document_id", "document__title"))


def versions_of(document_id: UUID) -> list[Version]:
    """Return every version of one document, the newest first; also of a removed one."""
    return list(Version.objects.filter(document=document_id).select_related("document").order_by("-number"))


def open_gatherings(holder: HolderRef) -> list[Gathering]:
    """What a holder began to gather and has not finished, the newest first."""
    found = Gathering.objects.filter(holder_kind=holder.kind, holder_id=holder.id, ended_at=None)
    return list(found.order_by("-started_at"))


def gatherings_left_before(moment: datetime) -> QuerySet[Gathering]:
    """What was begun, and last added to, before a moment, done or not, the oldest first."""
    touched = Exists(Piece.objects.filter(gathering=OuterRef("pk"), added_at__gte=moment))
    left = Gathering.objects.filter(~touched, started_at__lt=moment)
    return left.order_by("started_at", "pk").prefetch_related("pieces")


def unnamed(names: Iterable[str]) -> list[str]:
    """Of these names of stored files and pictures of pages, those that belong to nothing that is kept."""
    files = {name: made_from(name) or name for name in names}
    asked = set(files.values())
    kept = Version.objects.filter(purged_at__isnull=True)
    named = {
        *kept.filter(stored_name__in=asked).values_list("stored_name", flat=True),
        *kept.filter(viewing_name__in=asked).values_list("viewing_name", flat=True),
        *Piece.objects.filter(viewing_name__in=asked).values_list("viewing_name", flat=True),
    }
    return [name for name, file in files.items() if file not in named]


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
    """Raise Refusal for a file that is kept no longer, has still to be scanned, or had a virus in it."""
    check_kept(version)
    if version.scan == Version.Scan.WAITING:
        raise Refusal("document.unscanned", "这份文件还在查毒，查完才能打开。", do="请过几分钟再看。")
    if version.scan == Version.Scan.INFECTED:
        raise Refusal("document.infected", "这份文件查出病毒，已经封存，不能打开。", do="请换一个没有病毒的文件。")


def check_kept(version: Version) -> None:
    """Raise Refusal for a file that was destroyed, with the day and why."""
    if version.purged_at is not None:
        raise Refusal("document.purged", why_gone(version), do="需要时请重新上传。")


def why_gone(version: Version) -> str:
    """When and why the copy was destroyed; "" for one that is kept."""
    if version.purged_at is None:
        return ""
    return f"这份证件材料的保存期限已过，已于{day_text(version.purged_at.astimezone(BEIJING).date())}销毁，不能再查看。"


def _latest_of(holder: HolderRef) -> QuerySet[Version]:
    newest = Version.objects.filter(document=OuterRef("document")).order_by("-number").values("number")[:1]
    theirs = Version.objects.filter(
        document__holder_kind=holder.kind, document__holder_id=holder.id, document__removed_at=None
    )
    found = theirs.filter(number=Subquery(newest)).select_related("document")
    return found.order_by("document__kind", "document__title", "id")
