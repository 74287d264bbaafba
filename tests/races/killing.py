"""The real server and the real worker as processes of a test, which it kills without warning and starts again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings

SECONDS_TO_START = 180  # a shared machine is slow at times
LOOK_EVERY = 0.05
SERVER, WORKER = "serve", "work"
SERVER_PROCESSES = 2  # writers that meet in the database when the end comes


class Installation:
    """One server and one worker on the database and folder that the environment names."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start whatever does not run, and wait until the server answers."""
        for name in (SERVER, WORKER):
            if name not in self._running:
                self._running[name] = self._started(name)
        ends = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert time.monotonic() < ends, "the server did not answer in time"
            if self._running[SERVER].poll() is not None:  # the port of a killed one may be taken for a moment
                self._running[SERVER] = self._started(SERVER)
            time.sleep(LOOK_EVERY)

    def kill(self, *names: str) -> None:
        """Kill these and all they started, as a power cut would."""
        for name in names:
            process = self._running.pop(name)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if name == SERVER:
                self._wait_until_nobody_listens()

    def end(self) -> None:
        self.kill(*self._running)

    def _wait_until_nobody_listens(self) -> None:
        ends = time.monotonic() + SECONDS_TO_START
        while self._answers() and time.monotonic() < ends:
            time.sleep(LOOK_EVERY)

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        own = {"PORT": str(self.port), "GONGJU_WORKERS": str(SERVER_PROCESSES), "GONGJU_LOG_LEVEL": "ERROR"}
        log: Path = settings.GONGJU.var / f"{name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "gongju.command", name],
                cwd=settings.ROOT,
                env={**os.environ, **own},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def _answers(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", "/signin/out/")
            asked.getresponse().read()
        except (OSError, HTTPException):
            return False
        finally:
            asked.close()
        return True


@contextmanager
def installed() -> Iterator[Installation]:
    """An installation whose processes are gone at the end of the block, whatever happens."""
    here = Installation()
    try:
        yield here
    finally:
        here.end()
