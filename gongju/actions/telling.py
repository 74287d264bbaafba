"""Tell what was done: one entry in the journal, and a task in the outbox from which messages are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from gongju.access.actor import Actor
from gongju.journal import records as journal
from gongju.journal.models import Entry
from gongju.journal.refs import SubjectKind, SubjectRef
from gongju.outbox import records as outbox
from gongju.outbox.kinds import NOTIFY


def tell(
    *,
    actor: Actor,
    now: datetime,
    action: str,
    subjects: Sequence[SubjectRef] = (),
    data: Mapping[str, object] | None = None,
    reason: str = "",
    run: str = "",
    quietly: bool = False,
) -> Entry:
    """Write the entry of one action, last in its transaction; people and files are named by id only.

    `quietly`: what nobody needs a message of, such as a draft that was saved.
    """
    entry = journal.write(now=now, actor=actor.ref, action=action, subjects=subjects, data=data, reason=reason, run=run)
    if not quietly:
        outbox.put(now=now, kind=NOTIFY, payload={"entry": entry.pk}, dedup_key=f"{NOTIFY}:{entry.pk}")
    return entry


def case_ref(number: str) -> SubjectRef:
    """A case in the journal."""
    return SubjectRef(SubjectKind.CASE, number)


def employment_ref(employment_id: int) -> SubjectRef:
    """An employment in the journal."""
    return SubjectRef(SubjectKind.EMPLOYMENT, str(employment_id))


def permit_ref(number: str) -> SubjectRef:
    """A permit in the journal."""
    return SubjectRef(SubjectKind.PERMIT, number)


def lot_ref(lot_id: int) -> SubjectRef:
    """A lot of quota in the journal."""
    return SubjectRef(SubjectKind.LOT, str(lot_id))


def employer_ref(employer_id: int) -> SubjectRef:
    """What an employer registers of itself, and what is decided about it, in the journal."""
    return SubjectRef(SubjectKind.EMPLOYER, str(employer_id))


def access_ref(employer_id: int, authority: str) -> SubjectRef:
    """An employer's access in one district in the journal."""
    return SubjectRef(SubjectKind.EMPLOYER_ACCESS, f"{employer_id}:{authority}")
