"""Several processes as one: started together, watched, and all stopped when one ends or a signal comes."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

SECONDS_TO_STOP = 10.0
LOOK_EVERY = 0.1
PR_SET_PDEATHSIG = 1  # Linux: ask for a signal when the parent dies


@dataclass(frozen=True)
class Child:
    """One process with a name for people; it leads a group that holds whatever it starts."""

    name: str
    process: subprocess.Popen[bytes]


class Processes:
    """The children of one supervisor. Nothing is restarted: an end that nobody asked for stops the rest."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.asked_to_stop = False

    def listen_to_signals(self) -> None:
        """From now on Ctrl-C, TERM and HUP only set a flag that `watch` and `sleep` look at."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start `command` at the head of a group of its own, so that a Ctrl-C reaches us first and alone."""
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509  this process has no threads
        )
        self.children.append(Child(name, process))

    def ended(self) -> Child | None:
        """The first child that has ended by itself, if any."""
        return next((child for child in self.children if child.process.poll() is not None), None)

    def watch(self) -> Child | None:
        """Wait until a signal comes (None) or a child ends (that child)."""
        while not self.asked_to_stop:
            if child := self.ended():
                return child
            time.sleep(LOOK_EVERY)
        return None

    def stop(self) -> None:
        """End every group: politely, then after some seconds by force; returns when nothing of it is left."""
        for child in self.children:
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_STOP
        while any(map(_alive, self.children)) and time.monotonic() < deadline:
            time.sleep(LOOK_EVERY)
        for child in self.children:
            _signal_group(child, signal.SIGKILL)
            child.process.wait()


def end_with_parent(number: int = signal.SIGTERM) -> None:
    """In a child: receive this signal when the parent is killed outright (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


def end_as_by_ctrl_c() -> None:
    """Let TERM, HUP and INT (also where it came ignored) end this process by an exception: what it holds is closed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def _signal_group(child: Child, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)


def _alive(child: Child) -> bool:
    """Whether anything of the child's group still runs; reaps the child itself."""
    child.process.poll()
    try:
        os.killpg(child.process.pid, 0)
    except ProcessLookupError:
        return False
    return True
