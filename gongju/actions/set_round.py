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
from gongju.quota import round_records, rounds
from gongju.quota.models import Round
from gongju.rules.entries import QuotaRound
from gongju.rules.rounds import round_on
from gongju.rules.wording import day_text

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
    further: bool = False,
) -> Round:
    """Write the round of the period that `day` lies in; `total` None sets no number (DC-014, DX-009).

    What is published stands. Where the period's round is, `further` says that one more batch is meant.
    Raises Refusal (not a quota officer, more is allotted than the new total, the round is being published), NotFound
    (no such round) or BadInput (days, numbers, a published round without `further`).
    """
    check_officer(actor)
    entry = _entry(actor.authority, code, localdate(now))
    _check(entry, total, opens, closes)
    first_day = round_on(entry, day, books.work_calendar()).first_day
    with transaction.atomic():
        _check_batch(rounds.last_batch(actor.authority, code, first_day), further=further)
        row = round_records.batch_in_hand(actor.authority, code, first_day)
        row = round_records.set_round(row, total=total, opens=opens, closes=closes)
        data = {"round": row.pk, "total": total, "opens": str(opens or ""), "closes": str(closes or "")}
        tell(actor=actor, now=now, action="quota.set_round", data=data, quietly=True)
    return row


def _check_batch(last: Round | None, *, further: bool) -> None:
    if last is None or last.state == Round.State.DRAFT or last.granted_at is None:
        return
    if last.state == Round.State.PUBLISHING:
        raise Refusal("quota.being_published", f"第 {last.batch} 批正在公布。", do="请先把它公布完，再发下一批的通知。")
    if not further:
        done = f"第 {last.batch} 批已于{day_text(localdate(last.granted_at))}公布，不能再改"
        raise BadInput.of("further", f"本期{done}。要再分配的，请确认另开第 {last.batch + 1} 批。")


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
