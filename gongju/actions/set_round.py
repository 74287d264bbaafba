"""Set what a round may grant in all, and where the office gives notice each time, from when until when one declares."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.cases import QUOTA
from gongju.actions.telling import tell
from gongju.casework import books
from gongju.errors import BadInput, Fault, NotFound, Refusal
from gongju.quota import round_records
from gongju.quota.models import Round
from gongju.rules.entries import QuotaRound
from gongju.rules.rounds import round_on

MOST = 100_000


def check_officer(actor: Actor) -> None:
    """Refusal `quota.not_yours` for anybody but a district's quota officer."""
    if not (actor.is_district and actor.has_role(QUOTA)):
        raise Refusal("quota.not_yours", "指标由区指标岗位核定。")


def set_round(
    *,
    actor: Actor,
    now: datetime,
    code: str,
    day: date,
    total: int | None,
    opens: date | None = None,
    closes: date | None = None,
) -> Round:
    """Write the round of the period that `day` lies in; `total` None sets no number (DC-014, DX-009).

    Raises Refusal (not a quota officer, or more is allotted than the new total), NotFound (no such round) or BadInput.
    """
    check_officer(actor)
    entry = _entry(actor.authority, code, localdate(now))
    _check(entry, total, opens, closes)
    first_day = round_on(entry, day, books.work_calendar()).first_day
    with transaction.atomic():
        row = round_records.round_of(actor.authority, code, first_day)
        row = round_records.set_round(row, total=total, opens=opens, closes=closes)
        data = {"round": row.pk, "total": total, "opens": str(opens or ""), "closes": str(closes or "")}
        tell(actor=actor, now=now, action="quota.set_round", data=data, quietly=True)
    return row


def _entry(authority: str, code: str, on: date) -> QuotaRound:
    found = {one.code: one for one in books.edition_for(authority, on).rounds}
    if code not in found:
        raise NotFound("这一轮分配")
    return found[code]


def _check(entry: QuotaRound, total: int | None, opens: date | None, closes: date | None) -> None:
    faults = []
    if total is not None and not 0 <= total <= MOST:
        faults.append(Fault("total", f"总量应在 0 到 {MOST} 之间。"))
    if entry.opens is None and (opens is None or closes is None):
        faults += [Fault(name, "请填写申报的日期。") for name, day in (("opens", opens), ("closes", closes)) if not day]
    if entry.opens is not None and (opens or closes):
        faults.append(Fault("opens", "申报时间由办理规则确定，不能另设。"))
    if opens and closes and closes < opens:
        faults.append(Fault("closes", "截止日期早于开始日期，请核对这两个日期。"))
    if faults:
        raise BadInput(tuple(faults))
