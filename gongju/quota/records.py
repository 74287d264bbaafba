"""Writing quota: every change of a lot's counters with its movement; never over. Called by actions alone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.db.models.expressions import CombinedExpression

from gongju.casework.models import Case
from gongju.errors import Refusal
from gongju.journal.refs import ActorRef
from gongju.quota.models import Lot, Movement, QuotaRequest
from gongju.quota.queries import held_by, open_lots

Kind = Movement.Kind


@transaction.atomic
def grant(
    *,
    now: datetime,
    actor: ActorRef,
    employer_id: int,
    authority: str,
    count: int,
    first_day: date,
    last_day: date,
    by_id: int | None,
    note: str = "",
    request: QuotaRequest | None = None,
    clause: str = "",
) -> Lot:
    """A new lot of `count` places; 0 is an answer too and moves nothing. `request`: what it answers, once."""
    lot = Lot.objects.create(
        employer_id=employer_id,
        authority=authority,
        granted=count,
        first_day=first_day,
        last_day=last_day,
        granted_by_id=by_id,
        note=note,
        request=request,
    )
    if count:
        case = request.case if request else None
        _note(lot, Kind.GRANTED, count, now=now, actor=actor, case=case, clause=clause)
    return lot


def reserve(
    *, now: datetime, actor: ActorRef, employer_id: int, authority: str, case: Case, on: date, clause: str = ""
) -> Lot:
    """Take a place for a case from the lot that ends first. Refusal `quota.none` when no lot has one on the day.

    One update that names lot, day and a free place and must hit one row: of many callers for the last place one wins.
    """
    for lot in open_lots(employer_id, authority, on):
        free = Lot.objects.filter(pk=lot.pk, first_day__lte=on, last_day__gte=on, granted__gt=F("reserved") + F("used"))
        with transaction.atomic():
            if free.update(reserved=F("reserved") + 1):
                _note(lot, Kind.RESERVED, 1, now=now, actor=actor, case=case, clause=clause)
                lot.refresh_from_db()
                return lot
    raise Refusal("quota.none", "单位没有可用的工作居住证指标。", do="请先向区人力社保部门申报指标，核定后再提交。")


def use(*, now: datetime, actor: ActorRef, case: Case, clause: str = "") -> Lot:
    """The place held for a case becomes used, at approval. Refusal `quota.not_held` when it holds none."""
    moved = {"reserved": F("reserved") - 1, "used": F("used") + 1}
    return _settle(case, Kind.USED, moved, now=now, actor=actor, clause=clause)


def release(*, now: datetime, actor: ActorRef, case: Case, clause: str = "") -> Lot:
    """The place held for a case is free again; after the lot's last day it has lapsed at once, as every free place.

    Refusal `quota.not_held` when it holds none.
    """
    return _settle(case, Kind.RELEASED, {"reserved": F("reserved") - 1}, now=now, actor=actor, clause=clause)


@transaction.atomic
def give_back(lot: Lot, *, now: datetime, actor: ActorRef, count: int, clause: str = "") -> Lot:
    """指标退回: free places go back to the authority. Refusal `quota.too_many` when fewer are free."""
    enough = Lot.objects.filter(pk=lot.pk, granted__gte=F("reserved") + F("used") + count)
    if not enough.update(granted=F("granted") - count):
        raise Refusal("quota.too_many", f"这批指标没有 {count} 个空闲名额可以退回。", do="请减少退回的数量。")
    _note(lot, Kind.RETURNED, count, now=now, actor=actor, clause=clause)
    lot.refresh_from_db()
    return lot


@transaction.atomic
def _settle(
    case: Case,
    kind: Movement.Kind,
    counters: dict[str, CombinedExpression],
    *,
    now: datetime,
    actor: ActorRef,
    clause: str,
) -> Lot:
    """End a reservation. The update takes the row first, so that a second caller sees the first one's movement."""
    lot_id = held_by(case)
    taken = Lot.objects.filter(pk=lot_id, reserved__gte=1).update(**counters) if lot_id else 0
    if lot_id is None or not taken or held_by(case) != lot_id:
        raise Refusal("quota.not_held", "这项业务没有占用指标。", where=case.number)
    lot = Lot.objects.get(pk=lot_id)
    _note(lot, kind, 1, now=now, actor=actor, case=case, clause=clause)
    return lot


def _note(
    lot: Lot,
    kind: Movement.Kind,
    count: int,
    *,
    now: datetime,
    actor: ActorRef,
    clause: str,
    case: Case | None = None,
) -> Movement:
    by = f"{actor.kind}:{actor.id}"
    return Movement.objects.create(lot=lot, kind=kind, count=count, case=case, clause=clause[:60], at=now, actor=by)
