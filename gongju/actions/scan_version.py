"""The worker's part of a virus scan: a file is usable once it was found clean; a scanner that is down holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from gongju.access.actor import Actor
from gongju.actions.telling import tell
from gongju.documents import records, store
from gongju.documents.limits import scanner
from gongju.documents.models import Version
from gongju.documents.scanning import ScannerDown, scan
from gongju.errors import Unavailable
from gongju.outbox import records as outbox
from gongju.outbox.kinds import SCAN
from gongju.outbox.models import Task
from gongju.outbox.worker import NotYet

PAUSE = timedelta(minutes=1)


def ask_for_scan(version: Version, *, now: datetime) -> None:
    """Put the question about a new version into the outbox, where it waits for one."""
    if version.scan == Version.Scan.WAITING:
        outbox.put(now=now, kind=SCAN, payload={"version": version.pk}, dedup_key=f"{SCAN}:{version.pk}")


def scan_version(task: Task, now: datetime) -> Callable[[], None] | None:
    """Have the scanner look at the task's version. NotYet while there is no answer; None where it was answered."""
    version = Version.objects.filter(pk=task.payload["version"], scan=Version.Scan.WAITING, purged_at=None).first()
    if version is None:
        return None
    address = scanner()
    if not address:
        raise NotYet(now + PAUSE, "no scanner is configured any more")
    try:
        found = _looked_at(version, address)
    except ScannerDown as down:
        raise NotYet(now + PAUSE, f"the scanner is down: {down}") from down
    except Unavailable as down:
        raise NotYet(now + PAUSE, f"the files cannot be reached: {down}") from down
    return partial(_keep, version, found, now)


def _looked_at(version: Version, address: str) -> str:
    """What was found in the file or in the PDF that people look at."""
    names = dict.fromkeys((version.stored_name, version.viewing_name))
    return next((found for name in names if (found := scan(store.read(name), address))), "")


def _keep(version: Version, found: str, now: datetime) -> None:
    records.note_scan(version.pk, clean=not found)
    data = {"version": version.pk, "digest": version.digest, "clean": not found, "found": found}
    tell(actor=Actor.system(), now=now, action="document.scan", data=data, quietly=True)
