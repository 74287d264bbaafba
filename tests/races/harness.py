"""Starts processes of their own on the test database and lets them run against each other from one barrier.

A test marked `races` takes the fixture `database_url`; what the processes run is a function at the top of a module:

    winners = race(database_url, reserve, [(lot.pk,)] * 8)
    assert [outcome.value for outcome in winners].count(True) == 1

Each process is started anew (spawned), has Django set up on `database_url` and its own connection.
"""

import os
import signal
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings

SECONDS_TO_START = 90
SECONDS_TO_RUN = 120
_spawn = get_context("spawn")


@dataclass(frozen=True)
class Outcome:
    """What one process came to: the returned value, or the traceback of what it raised."""

    value: Any = None
    error: str = ""


def race(database_url: str, function: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Outcome]:
    """Run `function(*arguments[n])` in one process for each n, all let go at once; outcomes in the same order."""
    barrier = _spawn.Barrier(len(arguments))
    with environment(database_url):
        runners = [_start(barrier, function, own) for own in arguments]
    try:
        return [_received(process, pipe) for process, pipe in runners]
    finally:
        for process, _ in runners:
            process.kill()
            process.join()


@contextmanager
def started(database_url: str, function: Callable[..., Any], *arguments: Any) -> Iterator[SpawnProcess]:
    """Run one process beside the test, which may kill it; it is killed at the end of the block anyhow."""
    alone = _spawn.Barrier(1)  # held by name until the end: the process looks for it when it has started
    with environment(database_url):
        process, pipe = _start(alone, function, arguments)
    try:
        yield process
    finally:
        process.kill()
        process.join()
        pipe.close()


def errors(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the tracebacks, empty when every process came through."""
    return [outcome.error for outcome in outcomes if outcome.error]


def kill(process: SpawnProcess) -> None:
    """Send the signal that no process can answer, and wait for the end."""
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


@contextmanager
def environment(database_url: str) -> Iterator[None]:
    """Give processes that start meanwhile this test's database, folder and keys."""
    here = settings.GONGJU
    keys = ",".join(f"{name}:{b64encode(key).decode()}" for name, key in here.keys)
    own = {"DATABASE_URL": database_url, "GONGJU_VAR": str(here.var), "GONGJU_KEYS": keys}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in own.items():
            patch.setenv(name, value)
        yield


def _start(
    barrier: Barrier, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[SpawnProcess, Connection]:
    ours, theirs = _spawn.Pipe()
    # The function goes by name: its module may import models, which must wait until Django is set up.
    process = _spawn.Process(target=_run, args=(barrier, theirs, function.__module__, function.__name__, arguments))
    process.start()
    theirs.close()
    return process, ours


def _run(barrier: Barrier, pipe: Connection, module: str, name: str, arguments: tuple[Any, ...]) -> None:
    import importlib

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    function = getattr(importlib.import_module(module), name)
    barrier.wait(SECONDS_TO_START)
    try:
        pipe.send(Outcome(value=function(*arguments)))
    except BaseException:
        pipe.send(Outcome(error=traceback.format_exc()))


def _received(process: SpawnProcess, pipe: Connection) -> Outcome:
    try:
        if pipe.poll(SECONDS_TO_START + SECONDS_TO_RUN):
            outcome: Outcome = pipe.recv()
            return outcome
    except EOFError:
        process.join(SECONDS_TO_RUN)
    return Outcome(error=f"the process ended without a word (exit code {process.exitcode})")
