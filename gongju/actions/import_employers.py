"""Bring the employers of the former system in: name, code, and since when they are open in the district (CY-Q87a)."""

from __future__ import annotations

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
from gongju.actions.telling import access_ref, employer_ref, tell
from gongju.casework import books
from gongju.employers import queries, records
from gongju.identity import uscc as read_uscc

NAME, CODE, SINCE = COLUMNS = ("单位名称", "统一社会信用代码", "开通日期")


@dataclass(frozen=True, slots=True)
class _Old:
    name: str
    uscc: str
    since: date


def import_employers(*, actor: Actor, now: datetime, content: bytes, confirm: bool, run: str = "") -> ImportReport:
    """What each line comes to; with `confirm` the new ones are written, each in a transaction of its own.

    Run again, it finds what it wrote and does nothing. The employers belong to the officer's district and have no agent
    yet: a login comes in by 找回账号. Raises Refusal (not this officer's), BadInput (the table cannot be read).
    """
    check_importing(actor)
    lines = read_table(content, COLUMNS)
    seen: set[str] = set()
    return ImportReport(tuple(_line(actor, now, line, seen, confirm, run) for line in lines), confirm)


def _line(  # noqa: PLR0917  (private, read once)
    actor: Actor, now: datetime, line: Line, seen: set[str], confirm: bool, run: str
) -> LineReport:
    faults: list[str] = []
    old = _read(line, faults, localdate(now))
    if old is None:
        return wrong(line, line[NAME], faults)
    if old.uscc in seen:
        return wrong(line, old.name, [f"统一社会信用代码 {old.uscc} 在表里重复"])
    seen.add(old.uscc)
    known = queries.by_uscc(old.uscc)
    if known is not None:
        return _known(actor, line, old, known.pk, known.authority, known.name)
    if confirm:
        _write(actor, now, old, run)
    return LineReport(line.number, old.name, NEW, f"{old.since.isoformat()} 起开通。")


def _read(line: Line, faults: list[str], today: date) -> _Old | None:
    code, since = read_uscc(line[CODE]), line.day(SINCE, faults)
    faults += [f"“{NAME}”没有填"] if not line[NAME] else []
    faults += [code.fault.rstrip("。")] if code.fault else []
    if since is not None and since > today:
        faults.append(f"“{SINCE}”在今天以后")
    return None if faults or since is None else _Old(line[NAME], code.value, since)


def _known(  # noqa: PLR0917  (private, read once)
    actor: Actor, line: Line, old: _Old, employer_id: int, authority: str, name: str
) -> LineReport:
    if authority != actor.authority:
        district = books.edition_for(authority, old.since).name if authority else "别的区"
        return wrong(line, old.name, [f"这家单位已属于{district}，转区要办单位主管部门变更"])
    if name != old.name:
        return wrong(line, old.name, [f"这个代码登记的单位名称是“{name}”，请核对"])
    access = queries.access(employer_id, authority)
    standing = access.get_state_display() if access else "未开通"
    return LineReport(line.number, old.name, KNOWN, f"单位已登记，办理权限{standing}，没有改动。")


def _write(actor: Actor, now: datetime, old: _Old, run: str) -> None:
    with transaction.atomic():
        employer = records.add_employer(name=old.name, uscc=old.uscc, authority=actor.authority)
        records.open_access(employer.pk, actor.authority, on=old.since)
        subjects = [employer_ref(employer.pk), access_ref(employer.pk, actor.authority)]
        tell(actor=actor, now=now, action="employer.import", subjects=subjects, run=run, quietly=True)
