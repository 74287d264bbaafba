"""Publish a round: every request gets its lot, one bounded transaction each under one run; begun again, it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.rounds import round_for
from gongju.actions.move import move
from gongju.actions.set_round import check_officer
from gongju.actions.telling import tell
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import MovedOn, Refusal
from gongju.quota import round_records, rounds
from gongju.quota.models import QuotaRequest, Round
from gongju.rules.procedure import did_other_part

GRANT = "grant"
"""The move that gives a request its lot."""
NAMED = 5
"""How many numbers one sentence names."""


@dataclass(frozen=True, slots=True)
class Published:
    """What one call came to: lots made by it, and the places in them."""

    row: Round
    lots: int
    places: int


def publish_round(*, actor: Actor, now: datetime, round_id: int) -> Published:
    """Give every undecided request of the round the places set for it, at once; places count from the day it began.

    A round whose publishing broke off goes on where it stood, with the day it began on. Raises NotFound or Refusal:
    not a quota officer, nothing to publish, requests not ready, requests this officer took in (four eyes), or places
    whose days are over. Messages follow from each entry (DC-015, CY-Q09b).
    """
    check_officer(actor)
    with transaction.atomic():
        row = round_for(actor, round_id)
        if row.state != Round.State.PUBLISHING:
            # Taken before it is looked at: nobody comes into it from here on, and a refusal lets go of it again.
            if round_records.begin_publishing(row, now=now, run=f"round-{uuid4().hex}"):
                _check(actor, now, row)
                tell(actor=actor, now=now, action="quota.publish", data={"round": row.pk}, run=row.run, quietly=True)
            elif row.state == Round.State.PUBLISHED:
                raise Refusal("quota.nothing_to_publish", "本轮已经公布。")
    granted = [_grant(actor, now, row, number) for number in _numbers(row)]
    if not _numbers(row):
        with transaction.atomic():
            round_records.end_publishing(row)
    row.refresh_from_db()
    made = [places for places in granted if places is not None]
    return Published(row, len(made), sum(made))


def _numbers(row: Round) -> list[str]:
    ready = rounds.undecided(row).filter(places__isnull=False)
    return list(ready.values_list("case__number", flat=True))


def _grant(actor: Actor, now: datetime, row: Round, number: str) -> int | None:
    """One lot; None when another publisher was first or the request has left the board."""
    seen = casework.by_number(number)
    if not _waits(seen):
        return None
    try:
        case = move(actor=actor, now=now, case_number=number, transition=GRANT, seen_stage=seen.stage, run=row.run)
    except MovedOn:
        return None
    return QuotaRequest.objects.get(case=case).places


def _check(actor: Actor, now: datetime, row: Round) -> None:
    waiting = list(rounds.undecided(row))
    if not waiting:
        raise Refusal("quota.nothing_to_publish", "本轮没有等待公布的申报。")
    entry = rounds.edition_of(row).round(row.code)
    if rounds.days_of_places(row, entry, localdate(now))[1] < localdate(now):
        raise Refusal("quota.places_over", "本轮指标的使用期间已经过去，不能再公布。")
    _refuse("quota.not_ready", [one for one in waiting if not is_ready(one)], "还没有核对完，或者已经退回核对")
    _refuse("quota.no_number", [one for one in waiting if one.places is None], "还没有拟核定的数量")
    mine = [one for one in waiting if _took_in(actor, one)]
    _refuse("quota.four_eyes", mine, "由您核对列入，应当由另一位指标岗位公布")


def _refuse(code: str, found: list[QuotaRequest], why: str) -> None:
    if found:
        numbers = "、".join(one.case.number for one in found[:NAMED])
        more = f"等 {len(found)} 件" if len(found) > NAMED else ""
        raise Refusal(code, f"{numbers}{more}{why}。", do="请办完后再公布本轮。")


def is_ready(request: QuotaRequest) -> bool:
    """Whether the request waits for nothing but its places."""
    return _waits(request.case)


def _waits(case: Case) -> bool:
    """Whether the case stands where places are granted."""
    return case.stage in books.procedure_by_digest(case.procedure.digest).transitions[GRANT].sources


def _took_in(actor: Actor, request: QuotaRequest) -> bool:
    procedure = books.procedure_by_digest(request.case.procedure.digest)
    done = [(step.name, f"{step.actor_kind}:{step.actor_id}") for step in casework.steps(request.case)]
    return bool(did_other_part(procedure.transitions[GRANT], f"{actor.ref.kind}:{actor.ref.id}", done))
