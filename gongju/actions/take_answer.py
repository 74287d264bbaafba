"""The worker's part of a comparison: ask the office once, keep what it says, or let the question wait.

An outage is a state of the comparison, never an error: the question is asked again until it is answered or replaced,
and is asked at once when the office is back (CY-Q88c).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from gongju.access.actor import Actor
from gongju.actions.asking_offices import task_prefix
from gongju.actions.telling import case_ref, tell
from gongju.casework import queries as casework
from gongju.journal.refs import SubjectRef
from gongju.outbox import records as outbox
from gongju.outbox.kinds import COMPARE
from gongju.outbox.leases import Pace
from gongju.outbox.models import Task
from gongju.outbox.worker import NotYet
from gongju.registries import queries, records
from gongju.registries.address import Gateway
from gongju.registries.gateway import Unavailable, ask
from gongju.registries.models import Comparison
from gongju.registries.office import PERSON, Answer, Level, level_of
from gongju.registries.offices import OFFICES

PACE = Pace(longest_pause=timedelta(minutes=15))
REFUSED = Pace(first_pause=timedelta(minutes=15))
"""A question that the office calls wrong is tried less often: only a change of the gateway can help."""
NO_GATEWAY = timedelta(hours=1)
SPARE = timedelta(seconds=5)


def take_answer(task: Task, now: datetime) -> Callable[[], None] | None:
    """Ask what the task's comparison asks. NotYet while there is no answer; None where the question is past."""
    row = queries.by_id(task.payload["comparison"])
    if row is None or not row.current or not queries.waits(row):
        return None
    gateway = queries.gateway(row.office)
    if gateway is None:
        raise NotYet(now + NO_GATEWAY, f"{row.office} has no gateway here")
    shut = records.admit(row.office, now=now, probe=timedelta(seconds=gateway.seconds) + SPARE)
    if shut is not None:
        effect = partial(records.keep_unavailable, row.pk, now=now, tried=False)
        raise NotYet(shut, f"{row.office} is left alone", effect=effect)
    answer = _asked(row, gateway, task.dedup_key, now)
    if records.succeeded(row.office):
        outbox.hasten(now=now, kind=COMPARE, prefix=task_prefix(row.office))
    return partial(_keep, row, answer, gateway.url, now)


def _asked(row: Comparison, gateway: Gateway, request_id: str, now: datetime) -> Answer:
    try:
        return ask(gateway, OFFICES[row.office], row.key, request_id=request_id)
    except Unavailable as fault:
        until = now + (REFUSED if fault.ours else PACE).pause(row.tries + 1)
        if not fault.ours:
            state = records.failed(row.office, now=now, why=str(fault), wait=fault.wait)
            until = max(until, state.shut_until or until)
        effect = partial(records.keep_unavailable, row.pk, now=now, tried=True)
        raise NotYet(until, str(fault), effect=effect) from fault


def _keep(row: Comparison, answer: Answer, source: str, now: datetime) -> None:
    """Keep the answer and tell it, whom it concerns where it does not agree."""
    items = OFFICES[row.office].compare(row.claims, answer)
    level = level_of(answer, items)
    if records.keep_answer(row, answer=answer, items=items, level=level, source=source, now=now):
        tell(
            actor=Actor.system(),
            now=now,
            action="registry.answer",
            subjects=_cases(row),
            data={"comparison": row.pk, "about": row.about, "about_id": row.about_id, "level": str(level)},
            quietly=level is Level.AGREES,
        )


def _cases(row: Comparison) -> list[SubjectRef]:
    """The open cases of whom it is about."""
    if row.about == PERSON:
        case = casework.open_exclusive(row.about_id)
        return [case_ref(case.number)] if case else []
    return [case_ref(case.number) for case in casework.open_of_employer_itself(row.about_id)]
