"""What can only be measured in a process of its own: import, loading and first answer; extra memory over columns.

`python -m benchmarks.apart cold ENGINE` prints milliseconds, `… memory ENGINE PEOPLE` megabytes.
"""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

PROCESS = Path("/proc/self")
FIRST = 1000
"""So many people warm an engine up before its memory is measured."""
COLD: dict[str, tuple[str, Callable[[Any], Callable[[Any], Any]]]] = {
    "gongju": ("benchmarks.fixture", lambda module: module.fixture().verdict),
    "Python, by hand": ("benchmarks.peers.by_hand", lambda module: module.make().result),
    "CEL (Rust)": ("benchmarks.peers.cel_rust", lambda module: module.make().result),
    "zen, one expression": ("benchmarks.peers.zen_engine", lambda module: module.make_expression().result),
    "OpenFisca-core": ("benchmarks.peers.fisca", lambda module: module.make("openfisca_core").result),
    "PolicyEngine-core": ("benchmarks.peers.fisca", lambda module: module.make("policyengine_core").result),
}
PERSON: dict[str, Any] = {
    "apply_year": 2021,
    "org_kind": "hightech",
    "key_enterprise": False,
    "work_years": 5,
    "months_employed": 30,
    "sex": "F",
    "age": 33,
    **dict.fromkeys(("tax_continuous", "social_continuous", "lawful_housing"), True),
    **dict.fromkeys(("dispatched", "beijing_hukou", "award", "ip_landed", "freelancer", "talent"), False),
    **dict.fromkeys(("contract_unit", "tax_unit", "social_unit", "holder_rank"), 7),
    **dict.fromkeys(("degree", "title", "inventions", "other_patents", "software", "share_pct"), 2),
    **dict.fromkeys(("monthly_income", "income_y1", "income_y2", "income_y3"), 2_000_000.0),
    **dict.fromkeys(("invest_total", "financing", "team_tax_avg", "tax_y1", "tax_y2", "tax_y3"), 0.0),
}
"""Written out, because making people up would import what is to be measured."""


def cold(engine: str) -> float:
    """Milliseconds from nothing imported to the first answer."""
    module, load = COLD[engine]
    start = perf_counter()
    answer = load(import_module(module))(PERSON)
    taken = perf_counter() - start
    assert answer, engine
    return taken * 1000


def memory(engine: str, count: int) -> float:
    """Megabytes that judging all the columns takes at most, beyond the columns themselves."""
    engines, made_up = import_module("benchmarks.engines"), import_module("benchmarks.population")
    peer = next(peer for peer in engines.for_columns() if peer.name == engine)
    columns = made_up.population(count)
    if peer.fen:
        columns = made_up.in_fen(columns)
    peer.columns(peer.prepare({name: values[:FIRST] for name, values in columns.items()}))
    ready = peer.prepare(columns)
    del columns
    _give_back()
    (PROCESS / "clear_refs").write_text("5")  # the peak starts anew
    before = _kilobytes("VmRSS")
    kept = peer.columns(ready)
    peak = _kilobytes("VmHWM")
    del kept
    return (peak - before) / 1024


def _give_back() -> None:
    """Freed memory goes back to the machine, else what is measured would be made in it unseen."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


def _kilobytes(field: str) -> int:
    line = next(line for line in (PROCESS / "status").read_text().splitlines() if line.startswith(field))
    return int(line.split()[1])


def asked(*arguments: str) -> float | None:
    """The figure from a process of its own; None where it could not be had."""
    command = [sys.executable, "-m", "benchmarks.apart", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own module
    return float(done.stdout.split()[-1]) if done.returncode == 0 else None


if __name__ == "__main__":
    WHAT: dict[str, Callable[..., float]] = {"cold": cold, "memory": lambda engine, count: memory(engine, int(count))}
    print(WHAT[sys.argv[1]](*sys.argv[2:]))
