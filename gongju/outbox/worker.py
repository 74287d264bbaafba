"""Doing the work that waits: claim a task, let its handler do the slow part, commit its effect with "done".

A handler is called outside of any transaction and may be called again for the same task (the worker was killed, the
lease ran out): what it does outside of this database must be given `task.dedup_key` as key against doubling. What it
wants written here it returns as a function; that runs once, in one transaction with "done". It raises `NotYet` where
it has to wait for others.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Event

from django.db import Error as DatabaseFault
from django.db import close_old_connections, connections

from gongju import clock
from gongju.outbox.leases import Effect, Pace, claim, fail, finish, postpone
from gongju.outbox.models import Task
from gongju.outbox.queries import due
from gongju.sealing import mask_text

Handler = Callable[[Task, datetime], Effect | None]

PACE = Pace()
_log = logging.getLogger("gongju.outbox")
_handlers: dict[str, Handler] = {}


class NoHandler(LookupError):
    """A task of a kind that no part registered; it waits for a release that knows it, and dies if none comes."""


class NotYet(Exception):
    """A handler's word that the time has not come: no failure, and never given up. `effect` is committed with it."""

    def __init__(self, until: datetime, why: str, *, effect: Effect | None = None) -> None:
        super().__init__(why)
        self.until = until
        self.effect = effect


def register(kind: str, handler: Handler) -> None:
    """Name the handler of a kind, once, when the part starts (`AppConfig.ready`)."""
    if _handlers.setdefault(kind, handler) is not handler:
        raise ValueError(f"tasks of kind '{kind}' have a handler already")


def drain(
    *,
    ask: Callable[[], datetime] = clock.now,
    pace: Pace = PACE,
    stop: Event | None = None,
) -> int:
    """Work until nothing is due or `stop` is set; return how many tasks were tried."""
    tried = 0
    # Looking first costs no lock: on SQLite the transaction of a claim holds off every other writer.
    if not due(ask()).exists():
        return tried
    while not (stop and stop.is_set()):
        task = claim(now=ask(), pace=pace)
        if task is None:
            break
        work(task, ask=ask, pace=pace)
        tried += 1
    return tried


def work(task: Task, *, ask: Callable[[], datetime] = clock.now, pace: Pace = PACE) -> bool:
    """Do one claimed task; False when it failed or the lease was lost meanwhile. Raises nothing but kills."""
    try:
        effect = _handler(task)(task, ask())
        kept = finish(task, now=ask(), effect=effect)
    except NotYet as later:
        kept = postpone(task, now=ask(), until=later.until, why=mask_text(str(later)), effect=later.effect)
    except Exception as fault:  # a handler may raise anything; the next task must still be done
        error = mask_text(f"{type(fault).__name__}: {fault}")
        _log.warning("task %s (%s), attempt %s: %s", task.pk, task.kind, task.attempts, error)
        fail(task, now=ask(), error=error, pace=pace)
        return False
    if not kept:
        _log.warning(
            "task %s (%s) took longer than its lease; its effect was left to another worker", task.pk, task.kind
        )
    return kept


def work_forever(
    *,
    stop: Event,
    ask: Callable[[], datetime] = clock.now,
    pace: Pace = PACE,
    rest: timedelta = timedelta(seconds=0.5),
    each_day: Callable[[datetime], object] | None = None,
) -> None:
    """Drain, rest, and drain again until `stop` is set; the task at hand is brought to its end first.

    A database that does not answer is asked again after a rest ten times as long. `each_day` is called on the first
    round of each calendar day; several workers call it each, so it must be one that twice does what once does.
    """
    seen: date | None = None
    while not stop.is_set():
        close_old_connections()
        pause = rest
        try:
            if each_day is not None and ask().date() != seen:
                each_day(ask())
                seen = ask().date()
            drain(ask=ask, pace=pace, stop=stop)
        except DatabaseFault as fault:
            _log.error("the database does not answer: %s", mask_text(str(fault)))
            connections.close_all()
            pause = rest * 10
        stop.wait(pause.total_seconds())


def _handler(task: Task) -> Handler:
    if task.kind not in _handlers:
        raise NoHandler(f"no part handles tasks of kind '{task.kind}'")
    return _handlers[task.kind]
