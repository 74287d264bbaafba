"""指标退回: the employer gives free places back to the authority while they last."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.access.lots import lot_for
from gongju.actions.telling import lot_ref, tell
from gongju.casework import books
from gongju.errors import BadInput, Refusal
from gongju.quota import records
from gongju.quota.models import Lot
from gongju.rules.wording import day_text


def return_places(*, actor: Actor, now: datetime, lot_id: int, count: int) -> Lot:
    """Give `count` free places of a lot back, for good. Raises NotFound, BadInput (fewer than one) or Refusal:

    not the employer's agent, the district knows no return, the lot's days are over or not begun, fewer are free
    (CY-Q11a).
    """
    if actor.kind != AGENT:
        raise Refusal("quota.not_yours_to_return", "指标退回由单位经办人办理。")
    if count < 1:
        raise BadInput.of("count", "退回的数量至少是 1 个。")
    with transaction.atomic():
        lot, today = lot_for(actor, lot_id), localdate(now)
        clause = check_returnable(lot, today)
        lot = records.give_back(lot, now=now, actor=actor.ref, count=count, clause=clause)
        tell(actor=actor, now=now, action="quota.return", subjects=[lot_ref(lot.pk)], data={"count": count})
    return lot


def check_returnable(lot: Lot, on: date) -> str:
    """The clause by which something of the lot may be given back on the day; Refusal where nothing may."""
    clause = clause_of_return(lot.authority, on)
    if on > lot.last_day:
        raise Refusal("quota.lot_over", f"这批指标{day_text(lot.last_day)}到期，没有用的已经作废，不能退回。")
    if on < lot.first_day:
        raise Refusal("quota.lot_over", f"这批指标从{day_text(lot.first_day)}起才有效，现在不能退回。")
    if lot.granted == lot.reserved + lot.used:
        raise Refusal(
            "quota.none_free", "这批指标没有空闲的，不能退回。", do="占用的要等业务撤回或者不予办理以后才空出来。"
        )
    return clause


def clause_of_return(authority: str, on: date) -> str:
    """Where the rules let an employer give places back; Refusal where they do not say so."""
    found = [one.clause for one in books.edition_for(authority, on).rounds if one.returnable]
    if not found:
        raise Refusal("quota.no_return", "本区没有指标退回的办法。", do="暂时不用的，请与区人力社保部门联系。")
    return found[0]
