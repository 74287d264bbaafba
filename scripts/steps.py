"""Runs named steps side by side as far as the cores reach, tells each one's time, and goes on after a failure."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from scripts.processes import end_with_parent

LOOK_EVERY = 0.05
LONGEST_SECONDS = 40 * 60
LONGEST_OUTPUT = 40_000  # characters of a failed step shown on the terminal; the log holds all


@dataclass(frozen=True)
class Step:
    """One command: its name for people, how many cores it keeps busy, and where pytest writes its counts."""

    name: str
    command: Sequence[str]
    cores: int = 1
    environment: Mapping[str, str] = field(default_factory=dict)
    counts: Path | None = None


@dataclass(frozen=True)
class Counts:
    """How many tests passed, failed (errors with them) and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


@dataclass(frozen=True)
class Result:
    """How a step ended: exit status (None when it took too long), seconds, and where its output lies."""

    step: Step
    status: int | None
    seconds: float
    log: Path

    @property
    def passed(self) -> bool:
        """Whether the step is as it should be."""
        return self.status == 0

    @property
    def counts(self) -> Counts:
        """What pytest counted; a step that ended badly counts as one failure at least, whatever it wrote."""
        counts = _counted(self.step.counts)
        return counts if self.passed or counts.failed else counts + Counts(failed=1)


@dataclass(frozen=True)
class _Running:
    step: Step
    process: subprocess.Popen[bytes]
    started: float
    log: Path


def run_all(steps: Sequence[Step], *, cores: int, logs: Path) -> list[Result]:
    """Run every step; one starts as soon as its cores are free, in the order given."""
    logs.mkdir(parents=True, exist_ok=True)
    waiting, running, results = list(steps), list[_Running](), list[Result]()
    try:
        while waiting or running:
            for step in [*waiting]:
                if not running or sum(one.step.cores for one in running) + step.cores <= cores:
                    waiting.remove(step)
                    running.append(_start(step, logs))
            time.sleep(LOOK_EVERY)
            for one in [*running]:
                if result := _ended(one):
                    running.remove(one)
                    results.append(result)
                    _tell(result)
    finally:
        for one in running:
            _kill(one)
    return results


def _start(step: Step, logs: Path) -> _Running:
    print(f"  … {step.name}", flush=True)
    log = logs / f"{step.name.replace(' ', '-')}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            step.command,
            env={**os.environ, **step.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509  this process has no threads
        )
    return _Running(step, process, time.monotonic(), log)


def _ended(one: _Running) -> Result | None:
    """The result when the step has ended or has been ended for taking too long; None while it works."""
    seconds = time.monotonic() - one.started
    status = one.process.poll()
    if status is None and seconds < LONGEST_SECONDS:
        return None
    _kill(one)
    return Result(one.step, status, seconds, one.log)


def _kill(one: _Running) -> None:
    """End whatever the step has left behind."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(one.process.pid, signal.SIGKILL)
    one.process.wait()


def _tell(result: Result) -> None:
    print(line(result), flush=True)
    if not result.passed:
        text = result.log.read_text("utf-8", "replace")
        print(f"{'-' * 30} {result.step.name}: {result.log}\n{text[-LONGEST_OUTPUT:].rstrip()}\n{'-' * 30}", flush=True)


def line(result: Result) -> str:
    """One line about a result, with pytest's counts where there are any."""
    mark = "ok    " if result.passed else "FAILED"
    counts = f"   {result.counts}" if result.step.counts else ""
    late = "   took too long and was ended" if result.status is None else ""
    return f"  {mark} {result.step.name:<22}{result.seconds:7.1f} s{counts}{late}"


def _counted(report: Path | None) -> Counts:
    """The sums of a JUnit report; nothing when it is missing or was cut off."""
    if report is None or not report.exists():
        return Counts()
    try:
        suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314  pytest has just written it
    except ElementTree.ParseError:
        return Counts()
    total = Counts()
    for suite in suites:
        number = {key: int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")}
        failed = number["failures"] + number["errors"]
        total += Counts(number["tests"] - failed - number["skipped"], failed, number["skipped"])
    return total


def finish(results: Sequence[Result], seconds: float, warnings: Sequence[str]) -> int:
    """Print the summary, with `warnings` loud and the sum last; returns the exit status."""
    print("\nSummary")
    for result in results:
        print(line(result))
    for warning in warnings:
        print(f"\n!!! {warning}", file=sys.stderr, flush=True)
    total = sum((result.counts for result in results), Counts())
    print(f"\n==== {total} in {seconds:.1f}s ====", flush=True)
    return 0 if all(result.passed for result in results) else 1
