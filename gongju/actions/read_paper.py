"""What a record says by months: read from its text, confirmed by its owner, then held to the months asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.documents import document_for, version_for
from gongju.actions.judge import answered
from gongju.actions.telling import tell
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.clock import BEIJING
from gongju.documents import records
from gongju.documents.checking import text_lines
from gongju.documents.models import Version
from gongju.documents.month_marks import marks
from gongju.documents.queries import viewing
from gongju.documents.reading import Reading, read_months
from gongju.documents.seeing import lines_kept
from gongju.employers import queries as employers
from gongju.employers.models import Employment
from gongju.errors import Refusal
from gongju.rules.edition import Edition
from gongju.rules.materials import windows
from gongju.rules.paper_entries import Material

SEEN = "这份材料是图片，月份和金额由程序辨认，可能有错，请逐行对照原件核对。"
FEN = 100
"""Money is held in fen."""


@dataclass(frozen=True, slots=True)
class PaperRead:
    """What was read, what to look at in it, and whether its owner has confirmed it."""

    reading: Reading
    marks: tuple[str, ...]
    is_confirmed: bool
    was_seen: bool = False
    """Read from pictures, where a sign may be taken for another: nothing is decided by it alone."""


def paper_read(*, actor: Actor, now: datetime, version: Version) -> PaperRead | None:
    """What the text of a record says by months, marked as of today; None for a paper that is no such record.

    Serves (CY-A1b, CY-A2b, CY-A2c).
    """
    today = now.astimezone(BEIJING).date()
    linked = employers.confirmed(actor.person_id or 0)
    edition, asked = _asked(version.document.kind, linked, today)
    written = read_months(text_lines(viewing(version))) if asked else None
    reading = written or (read_months(lines_kept(version)) if asked else None)
    if asked is None or reading is None:
        return None
    looked_at = marks(
        reading,
        spans=windows(asked.look_back, today),
        employers=employers.names_of(linked.employer) if linked else {},
        stated=_stated(actor, edition, asked.average_of),
    )
    told = looked_at if written else (SEEN, *looked_at)
    return PaperRead(reading, tuple(told), "months" in version.facts, was_seen=written is None)


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
        "sum": "" if read.reading.income is None else f"{read.reading.income:,.2f}",
        "marks": list(read.marks),
        "seen": read.was_seen,
        "confirmed_on": f"{now.astimezone(BEIJING):%Y-%m-%d}",
    }
    with transaction.atomic():
        records.note(version_id=version.pk, facts=facts)
        data = {"version": version.pk, "months": len(read.reading.months)}
        tell(actor=actor, now=now, action="document.confirm", data=data, quietly=True)
    version.refresh_from_db()
    return version


def _asked(kind: str, linked: Employment | None, today: date) -> tuple[Edition | None, Material | None]:
    """What the person's district asks of this kind of paper, and its edition; None where no months are asked for."""
    editions = (books.edition_for(linked.employer.authority, today),) if linked else books.districts(today)[:1]
    asked = ((edition, one) for edition in editions for one in edition.materials if one.code == kind)
    return next((both for both in asked if windows(both[1].look_back, today)), (None, None))


def _stated(actor: Actor, edition: Edition | None, fact: str) -> Decimal | None:
    """The sum in yuan that the person wrote for that fact in their open case."""
    case = casework.open_exclusive(actor.person_id or 0) if fact else None
    if case is None or edition is None:
        return None
    said = (one.value for one in answered(case.answers, edition.facts) if one.name == fact)
    return next((Decimal(value) / FEN for value in said if isinstance(value, int)), None)
