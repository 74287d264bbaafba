"""Bring the permits of the former system in with their recorded days; the holder's papers must follow first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.actions.import_table import (
    KNOWN,
    NEW,
    ImportReport,
    Line,
    LineReport,
    check_importing,
    read_table,
    wrong,
)
from gongju.actions.telling import permit_ref, tell
from gongju.employers import queries as employers
from gongju.employers.models import Employer
from gongju.identity import IdentityKind, Reading, identity
from gongju.people import queries as people
from gongju.people import records as person_records
from gongju.permits import queries, records
from gongju.permits.models import Permit

COLUMNS = ("证件编号", "姓名", "证件类型", "证件号码", "统一社会信用代码", "有效期起", "有效期止")
NUMBER, NAME, KIND, IDENTITY, CODE, FIRST, LAST = COLUMNS
SUSPENDED = "挂起日期"
"""A column that may be left out: since when the permit is suspended."""
LONGEST_NUMBER = 24
NUMBER_SIGNS = re.compile(r"[\w-]+")
"""What a number may be made of: it stands in addresses and names of files."""


@dataclass(frozen=True, slots=True)
class _Old:
    number: str
    name: str
    kind: str
    identity: Reading
    employer: Employer
    first: date
    last: date
    suspended: date | None


def import_permits(*, actor: Actor, now: datetime, content: bytes, confirm: bool, run: str = "") -> ImportReport:
    """What each line comes to; with `confirm` the new ones are written, each in a transaction of its own.

    Run again, it finds what it wrote and does nothing. The employers must be there (import_employers). The holder may
    not print or apply before profile and papers are complete (DC-045, CY-Q87b). Who had left
    there comes in suspended and may go to a new employer in time (CY-Q77). Spouses that accompanied there are not taken
    in: that is over, and nothing is printed of them (DC-176, LF-14). Raises Refusal, BadInput.
    """
    check_importing(actor)
    lines = read_table(content, COLUMNS)
    seen: set[str] = set()
    return ImportReport(tuple(_line(actor, now, line, seen, confirm, run) for line in lines), confirm)


def _line(  # noqa: PLR0917  (private, read once)
    actor: Actor, now: datetime, line: Line, seen: set[str], confirm: bool, run: str
) -> LineReport:
    faults: list[str] = []
    old = _read(actor, line, faults, localdate(now))
    if old is None:
        return wrong(line, line[NAME], faults)
    if old.number in seen:
        return wrong(line, old.name, [f"证件编号 {old.number} 在表里重复"])
    seen.add(old.number)
    permit = queries.by_number(old.number)
    if permit is not None:
        return _known(line, old, permit)
    against = _against(old, localdate(now))
    if against:
        return wrong(line, old.name, against)
    if confirm:
        _write(actor, now, old, run)
    return LineReport(line.number, old.name, NEW, f"{old.number}，{old.first.isoformat()} 至 {old.last.isoformat()}。")


def _read(actor: Actor, line: Line, faults: list[str], today: date) -> _Old | None:
    kind = line[KIND] or IdentityKind.RESIDENT
    number = line[NUMBER].upper()
    if not number or len(number) > LONGEST_NUMBER:
        faults.append(f"“{NUMBER}”没有填，或者超过 {LONGEST_NUMBER} 位")
    elif not NUMBER_SIGNS.fullmatch(number):
        faults.append(f"“{NUMBER}”只能有字母、数字和短横")
    faults += [f"“{NAME}”没有填"] if not line[NAME] else []
    read = _identity(kind, line[IDENTITY], faults, today)
    first, last = line.day(FIRST, faults), line.day(LAST, faults)
    suspended = line.day(SUSPENDED, faults, required=False)
    employer = employers.by_uscc(line[CODE])
    if employer is None or employer.authority != actor.authority:
        faults.append(f"本区没有统一社会信用代码为 {line[CODE] or '（空）'} 的单位，请先导入单位")
    faults += _days_against(first, last, suspended, today)
    if faults or read is None or employer is None or first is None or last is None:
        return None
    return _Old(number, line[NAME], kind, read, employer, first, last, suspended)


def _identity(kind: str, number: str, faults: list[str], today: date) -> Reading | None:
    if kind not in list(IdentityKind):
        faults.append(f"“{KIND}”只能是：{'、'.join(IdentityKind)}")
        return None
    read = identity(kind, number, on=today)
    faults += [read.fault.rstrip("。")] if read.fault else []
    return read


def _days_against(first: date | None, last: date | None, suspended: date | None, today: date) -> list[str]:
    found = []
    if first is not None and last is not None and last < first:
        found.append(f"“{LAST}”早于“{FIRST}”")
    if suspended is not None and first is not None and not first <= suspended <= today:
        found.append(f"“{SUSPENDED}”不在“{FIRST}”到今天之间")
    return found


def _known(line: Line, old: _Old, permit: Permit) -> LineReport:
    same = (permit.person.name, permit.first_day, permit.last_day) == (old.name, old.first, old.last)
    if not same or permit.person.identity_number != old.identity.value:
        return wrong(line, old.name, [f"证件编号 {old.number} 已有，持证人或有效期与表里不同"])
    return LineReport(line.number, old.name, KNOWN, f"{old.number} 已导入，没有改动。")


def _against(old: _Old, today: date) -> list[str]:
    person = people.by_identity(old.identity.value)
    if person is None:
        return []
    if person.name != old.name:
        return [f"这个证件号码登记的姓名是“{person.name}”，请核对"]
    # Whoever registers types the number: as in register_person, the provider must vouch for the name (CY-Q87b).
    if any(login.get_full_name() != old.name for login in people.logins_of(person.pk)):
        return [f"已有账号登记了这个证件号码，登录入口核实的姓名不是“{old.name}”，请先查明账号是谁的"]
    held = queries.held_on(person.pk, today)
    if held is not None and old.last >= today:
        return [f"此人已持有证件 {held.number}"]
    return []


def _write(actor: Actor, now: datetime, old: _Old, run: str) -> None:
    with transaction.atomic():
        person = person_records.add_person(
            name=old.name,
            identity_kind=old.kind,
            identity_number=old.identity.value,
            sex=old.identity.sex,
            birth=old.identity.birth,
        )
        permit = records.take_in(
            old.number,
            now=now,
            person_id=person.pk,
            employer_id=old.employer.pk,
            authority=actor.authority,
            first_day=old.first,
            last_day=old.last,
        )
        if old.suspended is not None:
            records.suspend(permit, now=now, on=old.suspended)
        tell(actor=actor, now=now, action="permit.import", subjects=[permit_ref(permit.number)], run=run, quietly=True)
