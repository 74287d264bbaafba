"""The city's list of settled people: look at every line, then cancel their permits and tell all concerned."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.actions.import_table import KNOWN, NEW, ImportReport, Line, LineReport, read_table, wrong
from gongju.actions.settle import settled
from gongju.actions.telling import case_ref, permit_ref, tell
from gongju.casework import queries as casework
from gongju.casework import records as cases
from gongju.errors import Refusal
from gongju.journal.refs import SubjectRef
from gongju.people import queries as people
from gongju.people.models import Person
from gongju.permits import queries, records
from gongju.permits.models import Permit
from gongju.rules.wording import day_text

COLUMNS = ("姓名", "证件号码", "落户日期")
NAME, IDENTITY, SINCE = COLUMNS
CANCELLING = "city.approve"
"""The role that cancels by the city's list."""
REASON = "已取得北京户籍（落户日期 {day}），按市级落户名单注销"


def import_settled(*, actor: Actor, now: datetime, content: bytes, confirm: bool, run: str = "") -> ImportReport:
    """What each line comes to; with `confirm` the permits of those found are cancelled, each in its own transaction.

    Run again, it finds them cancelled and does nothing. Who holds no permit is passed over: the list is of all who
    settled. Raises Refusal (not the city's approver), BadInput (no such table).

    Serves (CY-Q86b, LF-02).
    """
    if not (actor.is_city and actor.has_role(CANCELLING)):
        raise Refusal("settled.not_yours", "按落户名单注销证件由市级核准岗位办理。")
    seen: set[str] = set()
    lines = read_table(content, COLUMNS)
    return ImportReport(tuple(_line(actor, now, line, seen, confirm, run) for line in lines), confirm)


def _line(  # noqa: PLR0917  (private, read once)
    actor: Actor, now: datetime, line: Line, seen: set[str], confirm: bool, run: str
) -> LineReport:
    faults: list[str] = []
    since = _since(line, faults, localdate(now))
    number = people.plain_number(line[IDENTITY])
    if not number:
        faults.append(f"“{IDENTITY}”没有填")
    elif number in seen:
        faults.append("这个证件号码在表里重复")
    seen.add(number)
    person = people.by_identity(number) if number else None
    if person is not None and person.name != line[NAME]:
        faults.append(f"这个证件号码登记的姓名是“{person.name}”，请核对")
    if faults or since is None:
        return wrong(line, line[NAME], faults)
    return _holder(actor, now, line, person, since, confirm=confirm, run=run)


def _since(line: Line, faults: list[str], today: date) -> date | None:
    since = line.day(SINCE, faults)
    if since is not None and since > today:
        faults.append(f"“{SINCE}”晚于今天")
    return since


def _holder(
    actor: Actor, now: datetime, line: Line, person: Person | None, since: date, *, confirm: bool, run: str
) -> LineReport:
    permit = queries.held_on(person.pk, localdate(now)) if person is not None else None
    if permit is None:
        return LineReport(line.number, line[NAME], KNOWN, "没有存续的工作居住证，不需要注销。")
    if confirm:
        _cancel(actor, now, permit, since, run)
    return LineReport(line.number, line[NAME], NEW, f"{permit.number}（{permit.employer.name}），注销。")


def _cancel(actor: Actor, now: datetime, permit: Permit, since: date, run: str) -> None:
    """The permit is cancelled, the holder's open case closed, both are told."""
    with transaction.atomic():
        held = records.hold(permit)
        records.cancel(held, now=now, on=localdate(now), why=records.SETTLED)
        reason = REASON.format(day=day_text(since))
        subjects = [permit_ref(held.number), *_closed(held, now)]
        data = {"settled_on": since.isoformat()}
        tell(actor=actor, now=now, action="permit.settled", subjects=subjects, data=data, reason=reason, run=run)


def _closed(permit: Permit, now: datetime) -> list[SubjectRef]:
    """Close the open case that has lost what it was about."""
    waiting = casework.open_exclusive(permit.person_id)
    if waiting is None:
        return []
    cases.hold(waiting.number)
    closed = settled(casework.by_number(waiting.number), now=now)
    return [case_ref(closed.number)] if closed else []
