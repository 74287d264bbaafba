"""The worker's part of reading a record that was photographed: no text lies in it, so its pictures are looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongju.casework import books
from gongju.documents.checking import text_lines
from gongju.documents.models import Version
from gongju.documents.queries import viewing
from gongju.documents.reading import read_months
from gongju.documents.seeing import can_see, see
from gongju.errors import Unavailable
from gongju.outbox import records as outbox
from gongju.outbox.kinds import SEE
from gongju.outbox.models import Task
from gongju.outbox.worker import NotYet

PAUSE = timedelta(minutes=1)


def ask_to_see(version: Version, *, now: datetime) -> None:
    """Put a new version into the outbox, where pictures can be read and some rulebook asks months of such a paper."""
    if can_see() and version.document.kind in _kinds_read_by_months():
        outbox.put(now=now, kind=SEE, payload={"version": version.pk}, dedup_key=f"{SEE}:{version.pk}")


def see_paper(task: Task, now: datetime) -> None:
    """Read it; NotYet while it waits for the scanner, or its bytes cannot be reached."""
    version = Version.objects.select_related("document").filter(pk=task.payload["version"], purged_at=None).first()
    if version is None or version.scan == Version.Scan.INFECTED:
        return
    if version.scan == Version.Scan.WAITING:
        raise NotYet(now + PAUSE, "it has not been scanned for viruses yet")
    try:
        if read_months(text_lines(viewing(version))) is None:
            see(version)
    except Unavailable as down:
        raise NotYet(now + PAUSE, f"the files cannot be reached: {down}") from down


def _kinds_read_by_months() -> frozenset[str]:
    return frozenset(one.code for edition in books.editions() for one in edition.materials if one.look_back)
