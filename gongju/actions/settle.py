"""What happens to a case of itself: closed once what it was about is over, by whoever touches it or a daily run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.carry_out import carry_out
from gongju.actions.matter import matter_of
from gongju.actions.may import objections
from gongju.casework import books, records
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import Refusal

Done = TypeVar("Done")


def settled(case: Case, *, now: datetime) -> Case | None:
    """Make the move that the case takes of itself, if its guards agree (CY-Q61b, CP-148); None when nothing is due.

    The case is held. The state of a permit is computed and never flipped; only its case is closed here.
    """
    leaving = books.procedure_by_digest(case.procedure.digest).leaving(case.stage)
    own = [move for move in leaving if move.of_itself]
    if not own:
        return None
    matter = matter_of(actor=Actor.system(), now=now, case=case)
    for move in own:
        if not list(objections(matter, move)):
            return carry_out(matter, move)
    return None


def unless_fallen(actor: Actor, case_number: str, act: Callable[[Case], Done], *, now: datetime) -> Done:
    """Hold the actor's case and act on it in one transaction. NotFound, or Refusal `case.fallen`:

    what the case was about is over; then it has been closed, and that stays.
    """
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        by_itself = settled(case, now=now)
        if by_itself is None:
            return act(case)
    raise fallen(by_itself)


def settle_all(*, now: datetime) -> int:
    """Close every open case that has fallen, each in a transaction of its own; how many. Twice is once."""
    types = [one.type for one in books.procedures() if any(move.of_itself for move in one.transitions.values())]
    numbers = Case.objects.filter(type__in=types, open=True).order_by("pk").values_list("number", flat=True)
    return sum(_settle(number, now) for number in list(numbers))


def _settle(number: str, now: datetime) -> bool:
    with transaction.atomic():
        records.hold(number)
        case = casework.by_number(number)
        return case.open and settled(case, now=now) is not None


def fallen(case: Case) -> Refusal:
    """What the one is told who came too late."""
    title = books.procedure_by_digest(case.procedure.digest).stage(case.stage).title
    return Refusal("case.fallen", f"证件已经失效，这项业务已“{title}”。", where=case.number, do="可以按新办重新申请。")
