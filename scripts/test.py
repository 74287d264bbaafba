"""The whole check: format, lint, types, floors, migrations, tests on both databases, races, browser tests.

python -m scripts.test [name of a step …]
"""

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from scripts.browser import chromium
from scripts.places import PYTHON, ROOT
from scripts.postgres import NoServer, server
from scripts.processes import end_as_by_ctrl_c
from scripts.steps import Step, finish, run_all

BIN = PYTHON.parent
LOGS = ROOT / "var" / "test"
NO_BROWSER = "THE BROWSER TESTS DID NOT RUN: no Chromium was found and none could be installed. Everything else ran."
NO_POSTGRES = "NOTHING RAN ON POSTGRESQL: "
# pytest's marks: what needs the whole machine or a browser runs apart from the rest.
ORDINARY = "not browser and not races"


def main(names: Sequence[str]) -> int:
    """Run the steps named (all when none is); the exit status is 0 when every one passed."""
    started = time.monotonic()
    os.chdir(ROOT)
    warnings: list[str] = []
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gongju-test-")))
        _forget_settings(var)
        steps = [*_static(), *_on("SQLite"), *_on("PostgreSQL")]
        if unknown := set(names) - {step.name for step in steps}:
            print(f"No such step: {', '.join(sorted(unknown))}. There are: {', '.join(step.name for step in steps)}.")
            return 2
        wanted = [step for step in steps if not names or step.name in names]
        wanted = _with_browser(wanted, warnings)
        wanted = _with_postgres(wanted, stack, warnings)
        results = run_all(wanted, cores=max(2, os.cpu_count() or 1), logs=LOGS)
    failed_to_start = any(warning.startswith(NO_POSTGRES) for warning in warnings)
    return max(finish(results, time.monotonic() - started, warnings), int(failed_to_start))


def _forget_settings(var: Path) -> None:
    """Tests meet the defaults and a folder of their own, whatever this shell is set to."""
    given = _given_postgres()
    for name in [name for name in os.environ if name.startswith("GONGJU_") and name != "GONGJU_CHROMIUM"]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("PORT", None)
    os.environ |= {"GONGJU_VAR": str(var), "GONGJU_TEST_DATABASE_URL": given}


def _given_postgres() -> str:
    """The server that the environment names for tests, or ""."""
    named = os.environ.get("GONGJU_TEST_DATABASE_URL", "")
    general = os.environ.get("DATABASE_URL", "")
    return named or (general if general.startswith(("postgres://", "postgresql://")) else "")


def _static() -> list[Step]:
    """What reads the code without running it."""
    python = str(PYTHON)
    return [
        Step("types", [python, "-m", "mypy"]),
        Step("format", [python, "-m", "ruff", "format", "--check", "."]),
        Step("lint", [python, "-m", "ruff", "check", "."]),
        Step("floors", [str(BIN / "lint-imports")]),
        Step("migrations", [str(BIN / "gongju"), "makemigrations", "--check", "--dry-run"]),
    ]


def _on(database: str) -> list[Step]:
    """The three kinds of tests on one database."""
    workers = str(max(2, min(os.cpu_count() or 1, 8)))
    # No database changes how a page looks: on the second one the browser goes one whole way, and that is enough.
    ways = [] if database == "SQLite" else ["tests/browser/test_the_whole_way.py"]

    def step(name: str, marks: str, cores: int, *more: str) -> Step:
        report = LOGS / f"{name}-{database}.xml"
        report.unlink(missing_ok=True)
        command = [str(PYTHON), "-m", "pytest", "-m", marks, f"--junitxml={report}", *more]
        return Step(f"{name} on {database}", command, cores, counts=report)

    return [
        step("tests", ORDINARY, 2, "-n", workers),
        step("races", "races", 2),
        step("browser", "browser", 1, *ways),
    ]


def _with_browser(steps: list[Step], warnings: list[str]) -> list[Step]:
    """The steps with a Chromium named to them; without those that need one when there is none."""
    if not any(step.name.startswith("browser") for step in steps):
        return steps
    if path := chromium():
        os.environ["GONGJU_CHROMIUM"] = path
        return steps
    warnings.append(NO_BROWSER)
    return [step for step in steps if not step.name.startswith("browser")]


def _with_postgres(steps: list[Step], stack: ExitStack, warnings: list[str]) -> list[Step]:
    """The steps with an address of a PostgreSQL server, started for them when none is given."""
    if not any(step.name.endswith("PostgreSQL") for step in steps):
        return steps
    try:
        given = os.environ["GONGJU_TEST_DATABASE_URL"]
        address = _own_name(given) if given else stack.enter_context(server())
    except NoServer as wrong:
        warnings.append(f"{NO_POSTGRES}{wrong}")
        return [step for step in steps if not step.name.endswith("PostgreSQL")]
    return [_at(step, address) if step.name.endswith("PostgreSQL") else step for step in steps]


def _at(step: Step, address: str) -> Step:
    return replace(step, environment={"DATABASE_URL": address})


def _own_name(address: str) -> str:
    """The same server with a database name of this run, so that two runs on one server do not meet."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"/gongju_{os.getpid()}"))


if __name__ == "__main__":
    end_as_by_ctrl_c()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped before the end; nothing is left running.")
