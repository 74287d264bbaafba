"""What stands under a day's root: the leaf of one entry in one chain, and the root as it is signed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.db.models import QuerySet

from gongju.clock import BEIJING
from gongju.journal.models import DayRoot, Entry, Leaf, Link
from gongju.journal.queries import subjects_of
from gongju.sealing.receipts import Event, Root, leaf_of, rest_of
from gongju.sealing.signing import Signature

LATE = timedelta(hours=6)
"""By how much an entry may come after the end of its day and still be sealed: a long run is one `now`."""


def end_of(root: DayRoot) -> datetime:
    """The moment up to which a root covers what was recorded."""
    return datetime.combine(root.day + timedelta(days=1), time(), BEIJING)


def unsealed() -> QuerySet[Entry]:
    """The entries under no root yet, in the order of writing."""
    return Entry.objects.filter(leaves__isnull=True).prefetch_related("links").order_by("id")


def event_of(entry: Entry, link: Link | None) -> Event:
    """What a receipt shows of an entry in one chain."""
    return Event(
        at=entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        action=entry.action,
        kind=link.subject_kind if link else "",
        id=link.subject_id if link else "",
        sequence=link.sequence if link else 0,
    )


def rest_for(entry: Entry, link: Link | None, salt: str) -> str:
    """The hash over everything else that the entry and its link hold."""
    chained = [link.previous_hash, link.hash] if link else []
    subjects = [[subject.kind, subject.id] for subject in subjects_of(entry)]
    who = [entry.actor_kind, entry.actor_id]
    return rest_of(salt, [entry.pk, who, entry.reason, entry.data, entry.run, subjects, chained])


def hash_of(entry: Entry, link: Link | None, salt: str) -> str:
    """The hash of the leaf."""
    return leaf_of(event_of(entry, link), rest_for(entry, link, salt))


def stated(root: DayRoot) -> Root:
    """The root as it is signed and shown."""
    return Root(
        number=root.number,
        day=root.day.isoformat(),
        at=root.sealed_at.astimezone(UTC).isoformat(timespec="microseconds"),
        count=root.count,
        merkle=root.merkle,
        previous=root.previous,
    )


def signature_of(root: DayRoot) -> Signature:
    """The signature that stands beside it; empty where nothing was signed."""
    return Signature(root.key_id, root.signature)


def leaf_hashes(root: DayRoot) -> list[str]:
    """The hashes of its leaves as stored, in their order."""
    return list(Leaf.objects.filter(root=root).order_by("position").values_list("hash", flat=True))
