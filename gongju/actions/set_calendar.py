"""Enter the days of a yearly notice; due dates of open cases that move by it are counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongju.access.actor import SYSTEM, Actor
from gongju.actions.clocks import first_due
from gongju.actions.telling import case_ref, tell
from gongju.casework import books, queries, records
from gongju.casework.models import Case
from gongju.errors import BadInput, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDay:
    """One day as the notice has it; `note` in a few words (国庆节, 调休上班)."""

    day: date
    working: bool
    note: str = ""


def set_calendar(*, actor: Actor, now: datetime, days: Sequence[SetDay], document: str) -> int:
    """Keep the days of the notice numbered `document`; how many cases got another due date.

    Days and each case are transactions of their own, under one run. Raises Refusal (not an operator), BadInput.
    """
    if actor.kind != SYSTEM and not actor.is_operator:
        raise Refusal("calendar.not_yours", "工作日历由系统管理员录入。")
    if not document.strip() or not days:
        raise BadInput.of("document", "请写明通知文号，并至少录入一天。")
    run = f"calendar:{now.isoformat()}"
    with transaction.atomic():
        for one in days:
            records.set_calendar_day(one.day, working=one.working, note=one.note, document=document.strip())
        data = {"days": [one.day.isoformat() for one in days], "document": document.strip()}
        tell(actor=actor, now=now, action="calendar.set", data=data, run=run, quietly=True)
    return sum(_counted_anew(actor, now, run, number) for number in _timed())


def _timed() -> Iterator[str]:
    """Open cases with a due date, in order."""
    timed = Case.objects.filter(open=True, due_on__isnull=False).order_by("pk")
    yield from list(timed.values_list("number", flat=True))


def _counted_anew(actor: Actor, now: datetime, run: str, number: str) -> bool:
    """Whether the case's due date moved; a paused or decided one has none."""
    with transaction.atomic():
        records.hold(number)
        case = queries.by_number(number)
        if not case.open or case.rulebook is None:
            return False
        before = (case.due_on, case.due_provisional)
        records.set_due(case, first_due(case, books.edition_by_digest(case.rulebook.digest)), now=now)
        if (case.due_on, case.due_provisional) == before:
            return False
        data = {"before": str(before[0]), "after": str(case.due_on), "provisional": case.due_provisional}
        tell(actor=actor, now=now, action="case.due", subjects=[case_ref(number)], data=data, run=run)
    return True
