"""Writing rounds and requests: the sum never over the total, a round published by one at a time. For actions alone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from gongju.casework.models import Case
from gongju.errors import MovedOn, Refusal
from gongju.quota.models import Lot, NamedApplicant, QuotaRequest, Round

State = Round.State
OVER = "分配的名额之和会超过本轮总量。"


@transaction.atomic
def batch_in_hand(authority: str, code: str, first_day: date) -> Round:
    """The batch of that period that takes requests: the last one, or one more where that is published already.

    The row is held until the transaction ends, so that it is not published in between. A further batch may grant what
    the one before left of its total, and goes by the same notice.
    """
    period = Round.objects.filter(authority=authority, code=code, first_day=first_day)
    last = period.order_by("batch").last()
    if last is not None and period.filter(pk=last.pk, state=State.DRAFT).update(allotted=F("allotted")):
        last.refresh_from_db()
        return last
    said: dict[str, object] = {}
    if last is not None:
        last.refresh_from_db()
        left = None if last.total is None else last.total - last.allotted
        said = {"total": left, "opens": last.opens, "closes": last.closes}
    batch = last.batch + 1 if last is not None else 1
    return period.get_or_create(authority=authority, code=code, first_day=first_day, batch=batch, defaults=said)[0]


def set_round(row: Round, *, total: int | None, opens: date | None, closes: date | None) -> Round:
    """Write total and notice. Refusal `quota.over_total`: more is allotted already than the new total."""
    enough = Q(pk=row.pk) if total is None else Q(pk=row.pk, allotted__lte=total)
    if not Round.objects.filter(enough).update(total=total, opens=opens, closes=closes):
        raise Refusal("quota.over_total", "已经分配的名额比这个总量多。", do="请先调减分配的名额，再改总量。")
    row.refresh_from_db()
    return row


def set_scoring(row: Round, scoring: dict[str, object]) -> None:
    """Write how the round is scored."""
    Round.objects.filter(pk=row.pk).update(scoring=scoring)
    row.scoring = scoring


@transaction.atomic
def join(case: Case, row: Round, *, asked: int, again: bool) -> QuotaRequest:
    """Put the case's request into a round, as asked now; places of an earlier hand-in are free again."""
    leave(case)
    said = {"round": row, "asked": asked, "again": again}
    return QuotaRequest.objects.update_or_create(case=case, defaults=said)[0]


@transaction.atomic
def leave(case: Case) -> None:
    """Take the request out of its round, with the places it was to get; nothing where it has none or was decided."""
    request = QuotaRequest.objects.filter(case=case, lot__isnull=True).first()
    if request is not None:
        _clear(request)
        QuotaRequest.objects.filter(pk=request.pk).update(round=None, asked_back_at=None, asked_back_why="")


def ask_back(request: QuotaRequest, *, now: datetime, why: str) -> None:
    """Note that the employer wants it returned. MovedOn when it was decided or taken off the board meanwhile."""
    waiting = QuotaRequest.objects.filter(pk=request.pk, round=request.round_id)
    if not waiting.update(asked_back_at=now, asked_back_why=why):
        raise MovedOn("这件申报")


def _clear(request: QuotaRequest) -> None:
    seen = QuotaRequest.objects.filter(pk=request.pk, places__isnull=False, places=request.places)
    if seen.update(places=None, proposed=None, reason="", set_by=None):
        Round.objects.filter(pk=request.round_id or 0).update(allotted=F("allotted") - (request.places or 0))


@transaction.atomic
def set_places(
    request: QuotaRequest, places: int, *, proposed: int | None, reason: str = "", by_id: int | None = None
) -> None:
    """Write the places a request is to get, as it was seen.

    Raises MovedOn (changed meanwhile, decided, or the round is being published) or Refusal `quota.over_total`.
    """
    # Plain columns alone: a condition over a join would not be looked at again after waiting for the row.
    seen = QuotaRequest.objects.filter(pk=request.pk, places=request.places, round=request.round_id)
    if not seen.update(places=places, proposed=proposed, reason=reason, set_by_id=by_id):
        raise MovedOn("这一行")
    delta = places - (request.places or 0)
    row = Round.objects.filter(pk=request.round_id or 0).exclude(state=State.PUBLISHING)
    within = Q(total__isnull=True) | Q(total__gte=F("allotted") + delta)
    if not row.filter(within).update(allotted=F("allotted") + delta):
        if not row.exists():
            raise MovedOn("本轮分配")
        raise Refusal("quota.over_total", OVER, do="请先调减其他单位，或者核对总量。")
    if Lot.objects.filter(request=request.pk).exists():
        raise MovedOn("这一行")


@transaction.atomic
def clear_places(row: Round) -> None:
    """Forget all places that are not granted yet, before a new proposal."""
    if not Round.objects.filter(pk=row.pk).exclude(state=State.PUBLISHING).update(allotted=F("allotted")):
        raise MovedOn("本轮分配")
    for request in QuotaRequest.objects.filter(round=row, places__isnull=False, lot__isnull=True):
        _clear(request)


def begin_publishing(row: Round, *, now: datetime, run: str) -> bool:
    """Take the round for publishing; False when another has, or had: day and run then stand."""
    free = Round.objects.filter(pk=row.pk, state=State.DRAFT)
    begun = free.update(state=State.PUBLISHING, granted_at=now, run=run) == 1
    row.refresh_from_db()
    return begun


def end_publishing(row: Round) -> None:
    """Every lot is made."""
    Round.objects.filter(pk=row.pk, state=State.PUBLISHING).update(state=State.PUBLISHED)
    row.refresh_from_db()


def name_applicant(case: Case, person_id: int, *, now: datetime) -> None:
    """Name a person in the request, once."""
    NamedApplicant.objects.get_or_create(case=case, person_id=person_id, defaults={"at": now})


def drop_applicant(case: Case, person_id: int) -> None:
    """Name the person no longer."""
    NamedApplicant.objects.filter(case=case, person_id=person_id).delete()
