"""Cases that wait for the person too long: reminded of, closed, or taken on unanswered (CL-112, LF-16, AMC-57).

What is over is reckoned from the day alone, so that nothing hangs on when this runs; run twice it does nothing twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import SYSTEM, Actor
from gongju.actions.answer_by import term_of
from gongju.actions.carry_out import carry_out
from gongju.actions.matter import Matter, matter_of
from gongju.actions.may import objections
from gongju.actions.telling import case_ref, tell
from gongju.casework import books, paper_records, queries, records
from gongju.casework.models import Case, Correction
from gongju.errors import Refusal
from gongju.rules import procedure as parties
from gongju.rules.procedure import Procedure, Transition
from gongju.rules.wording import day_text

REMINDED = (timedelta(days=30), timedelta(days=7), timedelta(0))
"""How long before the last day each reminder goes out."""
CLOSED = "补正通知要求在{day}以前重新提交，到期没有提交，本次申请关闭。需要办理的可以重新申请。"
ANSWER_OVER = "answer_term_over"
"""The guard of a move that goes on without the person's answer."""


def remind_unanswered(*, actor: Actor, now: datetime) -> int:
    """Remind of corrections whose last day comes near, once for each step; how many. Refusal: not the system.

    After days in which nothing ran only the latest reminder goes out.
    """
    _check(actor)
    today, sent = localdate(now), 0
    for one in queries.unanswered():
        due = sum(one.due_on is not None and today >= one.due_on - before for before in REMINDED)
        if due > one.reminders and one.due_on is not None and today <= one.due_on:
            sent += _reminded(actor, now, one, due)
    return sent


def close_unanswered(*, actor: Actor, now: datetime) -> int:
    """Close the cases that were not handed in again in time, with the place given back; how many. Refusal likewise.

    Only where the rulebook of the case says that it is closed; the others stay with the officer.
    """
    _check(actor)
    late = [one.case.number for one in queries.unanswered() if one.due_on is not None and one.due_on < localdate(now)]
    return sum(_closed(actor, now, number) for number in dict.fromkeys(late))


def go_on_unanswered(*, actor: Actor, now: datetime) -> int:
    """Take on the cases whose intended rejection nobody answered within the days for it; how many. Refusal likewise."""
    _check(actor)
    waiting = [(procedure.type, move) for procedure in books.procedures() for move in _of_system(procedure)]
    done = 0
    for kind, move in waiting:
        open_ones = Case.objects.filter(type=kind, open=True, stage__in=move.sources).order_by("pk")
        for number in list(open_ones.values_list("number", flat=True)):
            done += _gone_on(actor, now, number, move.name)
    return done


def _check(actor: Actor) -> None:
    if actor.kind != SYSTEM:
        raise Refusal("system.alone", "这一步由系统自动办理。")


def _reminded(actor: Actor, now: datetime, correction: Correction, due: int) -> bool:
    with transaction.atomic():
        if not paper_records.note_reminder(correction.pk, sent=due):
            return False
        subjects, data = [case_ref(correction.case.number)], {"correction": correction.pk, "reminder": due}
        day = day_text(correction.due_on) if correction.due_on else ""
        tell(actor=actor, now=now, action="case.correction_waits", subjects=subjects, data=data, reason=day)
    return True


def _closed(actor: Actor, now: datetime, number: str) -> bool:
    with transaction.atomic():
        records.hold(number)
        case = queries.by_number(number)
        waiting = queries.unanswered().filter(case=case, due_on__lt=localdate(now)).first()
        matter = matter_of(actor=actor, now=now, case=case)
        term = term_of(matter)
        if waiting is None or waiting.due_on is None or term is None or not term.closes:
            return False
        reason = CLOSED.format(day=day_text(waiting.due_on))
        return _moved(matter_of(actor=actor, now=now, case=case, reason=reason), "close")


def _gone_on(actor: Actor, now: datetime, number: str, name: str) -> bool:
    with transaction.atomic():
        records.hold(number)
        case = queries.by_number(number)
        return case.open and _moved(matter_of(actor=actor, now=now, case=case), name)


def _moved(matter: Matter, name: str) -> bool:
    """The system makes the move of that name, if the procedure has it here and nothing stands against it."""
    chosen = next((one for one in matter.procedure.leaving(matter.case.stage) if one.name == name), None)
    if chosen is None or any(objections(matter, chosen)):
        return False
    carry_out(matter, chosen)
    return True


def _of_system(procedure: Procedure) -> list[Transition]:
    """The moves that the system may make once nobody has answered."""
    moves = procedure.transitions.values()
    return [one for one in moves if parties.SYSTEM in one.who and ANSWER_OVER in one.guards]
