"""Open one business for many employees at once: each in a transaction of its own, with one journal entry each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from gongju.access.actor import Actor
from gongju.actions.open_case import open_case
from gongju.errors import BadInput, Told

MOST = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of one employee: the number of the case, or why there is none, in words."""

    person_id: int
    number: str
    refusal: str


def open_many(*, actor: Actor, now: datetime, type: str, person_ids: Sequence[int]) -> tuple[Opened, ...]:
    """Try each person once, in the order given; one refusal keeps nobody else from theirs. BadInput: none, or too many.

    All entries carry the same run, so that what one act did can be found again.
    """
    chosen = tuple(dict.fromkeys(person_ids))
    if not chosen:
        raise BadInput.of("person", "请至少选择一名员工。")
    if len(chosen) > MOST:
        raise BadInput.of("person", f"一次最多选 {MOST} 人，请分几次办理。")
    run = uuid4().hex
    return tuple(_try(actor, now, type, person_id, run) for person_id in chosen)


def _try(actor: Actor, now: datetime, type: str, person_id: int, run: str) -> Opened:
    try:
        case = open_case(actor=actor, now=now, type=type, person_id=person_id, run=run)
    except Told as told:
        return Opened(person_id, "", str(told))
    return Opened(person_id, case.number, "")
