"""Writing the journal: one entry per action, one link per subject it changed, in the action's own transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from gongju.journal.chain import link_hash, plain, plain_text
from gongju.journal.models import Entry, Head, Link, Once
from gongju.journal.refs import ONCE, ActorRef, SubjectRef


def write(
    *,
    now: datetime,
    actor: ActorRef,
    action: str,
    subjects: Sequence[SubjectRef],
    data: Mapping[str, object] | None = None,
    reason: str = "",
    run: str = "",
) -> Entry:
    """Add one entry and its place in the chain of each subject; all of it or, with the transaction, nothing.

    `data` holds what changed, as JSON without floats, and names people and files by id only; an action on nothing
    that has a chain gives no subjects. Call it once, after the rows it tells of are changed.
    `RuntimeError` outside of a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.write belongs inside the transaction of the action it tells of")
    content = dict(data or {})
    plain(content)
    plain_text(reason, "reason")
    entry = Entry.objects.create(
        at=now,
        actor_kind=actor.kind,
        actor_id=actor.id,
        action=action,
        reason=reason,
        data=content,
        run=run,
    )
    # Sorted, so that two actions on the same two subjects wait for each other instead of for ever.
    chained = sorted(set(subjects))
    for subject in chained:
        _link(entry, subject, chained)
    return entry


class ToldAlready(Exception):
    """What was to be told once has been told: the transaction of the telling is to be undone."""


def claim(entry: Entry) -> None:
    """Claim for this entry the key that its data names as `once`. ToldAlready when another entry has."""
    try:
        with transaction.atomic():
            Once.objects.create(key=entry.data[ONCE], entry=entry)
    except IntegrityError:
        raise ToldAlready(entry.data[ONCE]) from None


def _link(entry: Entry, subject: SubjectRef, chained: Sequence[SubjectRef]) -> None:
    head = _locked_head(subject)
    sequence = head.sequence + 1
    digest = link_hash(entry, chained, own=subject, sequence=sequence, previous=head.hash)
    Link.objects.create(
        entry=entry,
        subject_kind=subject.kind,
        subject_id=subject.id,
        sequence=sequence,
        previous_hash=head.hash,
        hash=digest,
    )
    Head.objects.filter(pk=head.pk).update(sequence=sequence, hash=digest)


def _locked_head(subject: SubjectRef) -> Head:
    """Return the end of the chain, held until the transaction ends; SQLite's transaction holds everything already."""
    chain = Head.objects.select_for_update().filter(subject_kind=subject.kind, subject_id=subject.id)
    head = chain.first()
    if head is None:
        # Two first writers may both come here: the second waits for the first, adds nothing, and reads its row.
        Head.objects.bulk_create([Head(subject_kind=subject.kind, subject_id=subject.id)], ignore_conflicts=True)
        head = chain.get()
    return head
