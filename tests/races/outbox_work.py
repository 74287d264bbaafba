"""What the processes of the outbox's races run: handlers whose effects are counted as journal entries."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event

from django.db import connection

from gongju import clock
from gongju.journal.records import write
from gongju.journal.refs import SYSTEM
from gongju.outbox import worker
from gongju.outbox.leases import Effect, Pace
from gongju.outbox.models import Task

SHORT = Pace(lease=timedelta(seconds=1.5), attempts=3, first_pause=timedelta(seconds=0.1))


def effect_of(task: Task) -> Effect:
    return lambda: void(write(now=clock.now(), actor=SYSTEM, action=task.dedup_key, subjects=[]))


def void(_: object) -> None:
    """Drop a result: an effect returns nothing."""


def quick(task: Task) -> Effect:
    return effect_of(task)


def slower_than_its_lease(task: Task) -> Effect:
    if task.attempts == 1:
        time.sleep(SHORT.lease.total_seconds() * 2)
    return effect_of(task)


def hang(task: Task) -> Effect:
    """Hang at the first attempt, in the slow part, where the test kills it."""
    if task.attempts == 1:
        time.sleep(60)
    return effect_of(task)


def hang_in_effect(task: Task) -> Effect:
    """Hang at the first attempt after the effect is written and before it is committed."""

    def effect() -> None:
        effect_of(task)()
        if task.attempts == 1:
            assert connection.in_atomic_block
            time.sleep(60)

    return effect


def kill_the_worker(task: Task) -> None:
    os._exit(9)


HANDLERS: dict[str, Callable[[Task], Effect | None]] = {
    "quick": quick,
    "slow": slower_than_its_lease,
    "hang": hang,
    "hang_in_effect": hang_in_effect,
    "poison": kill_the_worker,
}


def drain_once() -> int:
    register()
    return worker.drain(pace=SHORT)


def work_for(seconds: float) -> None:
    """Work like the command does, and stop by itself."""
    register()
    stop = Event()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        worker.drain(pace=SHORT, stop=stop)
        time.sleep(0.05)


def register() -> None:
    for kind, act in HANDLERS.items():
        worker.register(kind, handler(act))


def handler(act: Callable[[Task], Effect | None]) -> worker.Handler:
    return lambda task, now: act(task)
