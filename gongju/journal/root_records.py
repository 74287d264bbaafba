"""Seals a day of the journal: one leaf for each place of each entry, one root over all. Called by actions alone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from gongju.clock import BEIJING
from gongju.journal.leaves import LATE, end_of, hash_of, stated, unsealed
from gongju.journal.models import DayRoot, Entry, Leaf, Link
from gongju.sealing.merkle import root_of
from gongju.sealing.receipts import ROOT_USE
from gongju.sealing.signing import Signer

AT_ONCE = 2000


def seal(day: date, *, now: datetime, signer: Signer) -> DayRoot:
    """Put everything recorded up to the end of `day`, and not yet sealed, under the next root.

    What claims to be older than the last root, by more than a run may take, is left out: it was added afterwards.
    Needs a transaction; IntegrityError when another process sealed that day.
    """
    before = DayRoot.objects.order_by("number").last()
    leaves = list(_leaves(day, before))
    root = DayRoot(
        number=before.number + 1 if before else 1,
        day=day,
        sealed_at=now,
        count=len(leaves),
        merkle=root_of([leaf.hash for leaf in leaves]),
        previous=before.hash if before else "",
    )
    shown = stated(root)
    signed = signer.sign_or_not(shown.statement, use=ROOT_USE)
    root.hash, root.key_id, root.signature = shown.hash, signed.key_id, signed.value
    root.save(force_insert=True)
    for leaf in leaves:
        leaf.root = root
    Leaf.objects.bulk_create(leaves, batch_size=AT_ONCE)
    return root


def _leaves(day: date, before: DayRoot | None) -> Iterator[Leaf]:
    end = datetime.combine(day + timedelta(days=1), time(), BEIJING)
    found = unsealed().filter(at__lt=end)
    if before is not None:
        found = found.filter(at__gte=end_of(before) - LATE)
    position = 0
    for entry in found.iterator(chunk_size=AT_ONCE):
        for leaf in _of(entry):
            leaf.position = position
            yield leaf
            position += 1


def _of(entry: Entry) -> Iterator[Leaf]:
    links = sorted(entry.links.all(), key=lambda link: (link.subject_kind, link.subject_id))
    places: list[Link | None] = [*links] if links else [None]
    for link in places:
        salt = secrets.token_hex(16)
        yield Leaf(entry=entry, link=link, salt=salt, hash=hash_of(entry, link, salt))
