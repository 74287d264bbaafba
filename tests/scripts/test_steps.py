"""The steps of `make test`: all run, the failed are shown, the sum is right."""

import sys
from pathlib import Path

import pytest

from scripts.steps import Counts, Step, finish, run_all

JUNIT = '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>'


def python(name: str, code: str, counts: Path | None = None) -> Step:
    return Step(name, [sys.executable, "-c", code], counts=counts)


def test_a_failure_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [python("bad", "print('what went wrong'); raise SystemExit(1)"), python("good", "print('quiet')")]
    results = {result.step.name: result.passed for result in run_all(steps, cores=1, logs=tmp_path)}
    shown = capsys.readouterr().out
    assert results == {"bad": False, "good": True}
    assert "what went wrong" in shown
    assert "quiet" not in shown


def test_the_last_line_sums_up_and_the_status_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.xml"
    write = f"open({str(report)!r}, 'w').write({JUNIT!r}); raise SystemExit(1)"
    results = run_all([python("tests", write, report), python("lint", "pass")], cores=2, logs=tmp_path)
    status = finish(results, 1.0, ["THE BROWSER TESTS DID NOT RUN"])
    told = capsys.readouterr()
    assert status == 1
    assert told.out.strip().splitlines()[-1] == "==== 5 passed, 2 failed, 2 skipped in 1.0s ===="
    assert "THE BROWSER TESTS DID NOT RUN" in told.err


def test_a_step_that_dies_before_it_counts_is_a_failure(tmp_path: Path) -> None:
    (result,) = run_all([python("tests", "raise SystemExit(2)", tmp_path / "none.xml")], cores=1, logs=tmp_path)
    assert result.counts == Counts(failed=1)


def test_a_step_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.steps.LONGEST_SECONDS", 0.3)
    (result,) = run_all([python("slow", "import time; time.sleep(60)")], cores=1, logs=tmp_path)
    assert result.status is None
    assert not result.passed
    assert result.seconds < 10
