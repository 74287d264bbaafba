"""What a record says by months: read from its text, confirmed by its owner, then held to the months asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from gongju.access.actor import AGENT, Actor
from gongju.access.documents import document_for, version_for
from gongju.actions.telling import tell
from gongju.casework import books
from gongju.clock import BEIJING
from gongju.documents import records
from gongju.documents.checking import text_lines
from gongju.documents.models import Version
from gongju.documents.month_marks import marks
from gongju.documents.queries import viewing
from gongju.documents.reading import Reading, read_months
from gongju.employers import queries as employers
from gongju.errors import Refusal
from gongju.rules.materials import windows

Spans = Sequence[Sequence[date]]


@dataclass(frozen=True, slots=True)
class PaperRead:
    """What was read, what to look at in it, and whether its owner has confirmed it."""

    reading: Reading
    marks: tuple[str, ...]
    is_confirmed: bool


def paper_read(*, actor: Actor, now: datetime, version: Version) -> PaperRead | None:
    """What the text of a record says by months, marked as of today; None for a paper that is no such record.

    Serves (CY-A1b, CY-A2b, CY-A2c).
    """
    spans = _spans_of(actor, version, now)
    reading = read_months(text_lines(viewing(version))) if spans else None
    if reading is None:
        return None
    linked = employers.confirmed(actor.person_id or 0) if actor.kind != AGENT else None
    names = employers.names_of(linked.employer) if linked else frozenset()
    return PaperRead(reading, tuple(marks(reading, spans=spans, employers=names)), "months" in version.facts)


def confirm_reading(*, actor: Actor, now: datetime, version_id: int) -> Version:
    """The owner says that what was read is right; the months then count at every submission (CY-Q36c).

    Raises NotFound, Refusal (nothing could be read).
    """
    version = version_for(actor, version_id)
    document_for(actor, version.document_id)
    read = paper_read(actor=actor, now=now, version=version)
    if read is None:
        raise Refusal("document.unread", "这份材料里没有读出月份和金额。", do="请在页面里自己核对。")
    facts = {
        **version.facts,
        "kind": read.reading.title,
        "months": list(read.reading.months),
        "sum": str(sum((row.amount or Decimal(0) for row in read.reading.rows), Decimal(0))),
        "marks": list(read.marks),
        "confirmed_on": f"{now.astimezone(BEIJING):%Y-%m-%d}",
    }
    with transaction.atomic():
        records.note(version_id=version.pk, facts=facts)
        data = {"version": version.pk, "months": len(read.reading.months)}
        tell(actor=actor, now=now, action="document.confirm", data=data, quietly=True)
    version.refresh_from_db()
    return version


def _spans_of(actor: Actor, version: Version, now: datetime) -> Spans:
    """The months that the actor's district asks of this kind of paper; () for a paper that is asked for no months."""
    today = now.astimezone(BEIJING).date()
    linked = employers.confirmed(actor.person_id or 0)
    editions = (books.edition_for(linked.employer.authority, today),) if linked else books.districts(today)[:1]
    asked = [one for edition in editions for one in edition.materials if one.code == version.document.kind]
    return next((windows(one.look_back, today) for one in asked if one.look_back), ())
