"""Work on what strangers sent, done by `bench`, a process beside this one, replaced when it breaks or is too slow."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock, Timer

from gongju.documents.frames import READY, Frame, read_frame, written

KEPT = ("PATH", "LD_LIBRARY_PATH")
BENCH = "gongju.documents.bench"
ROOT = Path(__file__).resolve().parents[2]
TO_START = 60.0


class GaveUp(RuntimeError):
    """The work asks for more time or memory than it may, or cannot be done."""


class Apart:
    """One such process, started when first needed; one piece of work at a time."""

    def __init__(self, *, seconds: float, program: str = BENCH) -> None:
        self._seconds = seconds
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = Lock()

    def ask(self, task: str, asked: Mapping[str, object], files: Sequence[bytes] = ()) -> Frame:
        """What the task of `bench.TASKS` answers; `GaveUp` when it cannot be had."""
        request = written({"task": task, **asked}, files)
        with self._one_at_a_time:
            try:
                self._process = self._process or _started(self._program)
                answer = _bounded(self._process, request, self._seconds)
            except (OSError, EOFError, json.JSONDecodeError) as fault:  # it was ended, or ended itself
                self._end()
                raise GaveUp(f"{task} of {[len(file) for file in files]} bytes") from fault
        if "failed" in answer.told:
            raise GaveUp(f"{task} of {[len(file) for file in files]} bytes: {answer.told['failed']}")
        return answer

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _bounded(process: "subprocess.Popen[bytes]", request: bytes, seconds: float) -> Frame:
    if process.stdin is None or process.stdout is None:
        raise OSError("the process was started without pipes")
    too_long = Timer(seconds, process.kill)
    too_long.start()
    try:
        process.stdin.write(request)
        process.stdin.flush()
        return read_frame(process.stdout)
    finally:
        too_long.cancel()


def _started(program: str) -> "subprocess.Popen[bytes]":
    """Next to no environment: no key of ours is within its reach. -P: nothing is imported by chance."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", "-m", program]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603  our own file
    too_long = Timer(TO_START, process.kill)
    too_long.start()
    try:
        ready = process.stdout.read(len(READY)) if process.stdout else b""
    finally:
        too_long.cancel()
    if ready != READY:
        process.kill()
        process.communicate()
        raise EOFError("it did not start")
    return process
