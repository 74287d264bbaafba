"""Several processes as one: they end together and leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.processes import Processes

SLEEP = "import time; time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
# Starts a child of its own, writes that child's id, and waits.
PARENT = f"import pathlib, subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); "
PARENT += "pathlib.Path(sys.argv[1]).write_text(str(p.pid)); p.wait()"


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be asked for its status does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def appeared(file: Path) -> int:
    """The number that a child writes into `file`, as soon as it stands there."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if file.exists() and file.read_text():
            return int(file.read_text())
        time.sleep(0.02)
    raise AssertionError("the child never wrote its number")


def test_what_a_child_has_started_ends_with_it(tmp_path: Path) -> None:
    processes = Processes()
    processes.start("parent", python(PARENT, str(tmp_path / "pid")), os.environ)
    grandchild = appeared(tmp_path / "pid")
    assert alive(grandchild)
    processes.stop()
    assert not alive(grandchild)


def test_a_child_that_ends_is_seen_and_the_others_are_stopped() -> None:
    processes = Processes()
    processes.start("lasting", python(SLEEP), os.environ)
    processes.start("failing", python("raise SystemExit(7)"), os.environ)
    ended = processes.watch()
    processes.stop()
    assert ended is not None
    assert (ended.name, ended.process.returncode) == ("failing", 7)
    assert processes.children[0].process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_ended_by_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.processes.SECONDS_TO_STOP", 0.5)
    processes = Processes()
    processes.start("stubborn", python(STUBBORN), os.environ)
    time.sleep(0.5)
    processes.stop()
    assert processes.children[0].process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_children_end_when_the_supervisor_is_killed_outright(tmp_path: Path) -> None:
    supervisor = "import os, sys, time; from scripts.processes import Processes; p = Processes(); "
    supervisor += f"p.start('c', [sys.executable, '-c', {SLEEP!r}], os.environ); "
    supervisor += "open(sys.argv[1], 'w').write(str(p.children[0].process.pid)); time.sleep(60)"
    process = subprocess.Popen(python(supervisor, str(tmp_path / "pid")))
    child = appeared(tmp_path / "pid")
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)
