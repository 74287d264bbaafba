"""The demo on one machine: prepares what is missing, then runs server, worker and the demo's own offices as one.

python -m scripts.run
"""

import os
import shutil
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from subprocess import run
from urllib.parse import urlsplit

from scripts.keys import make_missing
from scripts.places import PYTHON, ROOT, stop
from scripts.processes import Processes, end_as_by_ctrl_c

HOST = "127.0.0.1"
GONGJU = str(PYTHON.parent / "gongju")
SECONDS_TO_BE_READY = 60.0


def main() -> None:
    """Prepare, start, tell the address, and stay until Ctrl-C or until a part ends."""
    started = time.monotonic()
    os.umask(0o077)  # database, files and keys are for this user alone
    var = Path(os.environ.get("GONGJU_VAR") or ROOT / "var").expanduser().absolute()
    port = _port()
    _free("PORT", port)
    _writable(var)
    make_missing(var)
    provider_port = _provider_port(var, port)
    _free("GONGJU_DEMO_IDP_PORT", provider_port)
    offices_port = _offices_port(var, provider_port)
    _free("GONGJU_DEMO_REGISTRIES_PORT", offices_port)
    environment = {
        **os.environ,
        "GONGJU_DEMO": "1",
        "PORT": str(port),
        "GONGJU_DEMO_IDP_PORT": str(provider_port),
        "GONGJU_DEMO_REGISTRIES_PORT": str(offices_port),
    }
    _prepare(var, environment)
    _run(environment, port, started)


def _port() -> int:
    """The port asked for; the settings will read the same variable."""
    value = os.environ.get("PORT", "").strip() or "8000"
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
        return int(value)
    stop(
        f"PORT is “{value}”; write a number from 1 to 65535.", f"PORT 的值“{value}”不是端口号, 应为 1 到 65535 的整数。"
    )


def _free(name: str, port: int) -> None:
    """Say so at once when something else listens on `port`."""
    if not _taken(port):
        return
    stop(
        f"Port {port} is in use by another program. Stop it, or choose another: {name}={port + 100} make run",
        f"端口 {port} 已被其他程序占用。请先停止该程序, 或换一个端口: {name}={port + 100} make run",
    )


def _taken(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def _writable(var: Path) -> None:
    try:
        var.mkdir(parents=True, exist_ok=True)
        mark = var / ".writable"
        mark.touch()
        mark.unlink()
    except OSError as wrong:
        stop(
            f"{var} cannot be written to ({wrong.strerror}). Give yourself the right, or name another folder: "
            "GONGJU_VAR=/some/folder make run",
            f"无法写入 {var}。请修改目录权限, 或另选目录: GONGJU_VAR=/some/folder make run",
        )


def _provider_port(var: Path, port: int) -> int:
    """The port of the demo's provider: chosen once and kept, because accounts are tied to its address."""
    return _kept_port(var / "demo-idp-port", os.environ.get("GONGJU_DEMO_IDP_PORT", ""), port)


def _offices_port(var: Path, port: int) -> int:
    """The port of the simulator of other offices: chosen once and kept, so that a restart finds it."""
    return _kept_port(var / "demo-registries-port", os.environ.get("GONGJU_DEMO_REGISTRIES_PORT", ""), port)


def _kept_port(kept: Path, given: str, after: int) -> int:
    if given:
        return int(given) if given.isdigit() else after + 1
    if not kept.exists() or not kept.read_text().strip().isdigit():
        kept.write_text(str(next(number for number in range(after + 1, 65536) if not _taken(number))))
    return int(kept.read_text())


def _prepare(var: Path, environment: Mapping[str, str]) -> None:
    """Bring database and static files up to date. A first database is made aside: it is there whole or not at all."""
    target, aside = var / "gongju.sqlite3", var / "gongju.sqlite3.new"
    first = not environment.get("DATABASE_URL") and not target.exists()
    if first:
        for leftover in var.glob("gongju.sqlite3.new*"):
            leftover.unlink()
        environment = {**environment, "DATABASE_URL": f"sqlite:///{aside}"}
    if status := run([GONGJU, "prepare"], env=environment, check=False).returncode:
        sys.exit(status)
    if first:
        shutil.move(aside, target)


def _run(environment: Mapping[str, str], port: int, started: float) -> None:
    """Start all processes, say where to go, wait; the status tells whether anybody asked for the end."""
    processes = Processes()
    processes.listen_to_signals()
    processes.start("the server", [GONGJU, "serve"], environment)
    processes.start("the worker", [GONGJU, "work"], environment)
    processes.start("the demo's sign-in provider", [GONGJU, "demo_idp"], environment)
    processes.start("the demo's other offices", [GONGJU, "demo_registries"], environment)
    try:
        if _ready(processes, f"http://{HOST}:{port}/"):
            _welcome(environment, port, time.monotonic() - started)
        child = processes.watch()
    finally:
        processes.stop()
    if child:
        status = child.process.returncode
        stop(
            f"{child.name.capitalize()} ended by itself (status {status}), so everything was stopped. "
            "Its last words are above.",
            f"有一个进程意外结束 ({child.name}, 状态 {status}), 已全部停止。原因见上。",
        )
    print("\n已停止。Stopped.", flush=True)


def _ready(processes: Processes, address: str) -> bool:
    """Wait until the server answers anything; False when it ended, was asked to, or stays silent."""
    deadline = time.monotonic() + SECONDS_TO_BE_READY
    while time.monotonic() < deadline and not processes.asked_to_stop and not processes.ended():
        if _answers(address):
            return True
        time.sleep(0.1)
    return False


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.hostname or HOST, parts.port, timeout=5)) as connection:
        try:
            connection.request("GET", parts.path)
            return connection.getresponse().status > 0
        except (OSError, HTTPException):
            return False


def _welcome(environment: Mapping[str, str], port: int, seconds: float) -> None:
    """The address and the demo's people."""
    print(
        f"\n工居已就绪 ({seconds:.1f} 秒): http://{HOST}:{port}/\n按 Ctrl-C 停止。Ready; press Ctrl-C to stop.",
        flush=True,
    )
    people = run([GONGJU, "demo_people"], env=environment, check=False, capture_output=True, text=True)
    if people.returncode == 0:
        print(f"\n{people.stdout.rstrip()}", flush=True)


if __name__ == "__main__":
    end_as_by_ctrl_c()  # until the processes run: then `Processes` listens
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\n已停止。Stopped.")
