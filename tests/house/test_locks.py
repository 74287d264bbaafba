"""The locks: exact versions with digests, no host, and what runs is what was tested."""

import json
import re
from pathlib import Path

import pytest

from tests.house.files import ROOT

PIP_LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^[A-Za-z0-9_.-]+(\[[a-z,]+\])?==\S+( ; .+)? \\$")
DIGEST = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def _pins(name: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    pins = [line.partition("==") for line in lines if not line.startswith(" ")]
    return {name: pin for name, _, pin in pins}


@pytest.mark.parametrize("lock", PIP_LOCKS, ids=lambda lock: lock.name)
def test_every_line_is_a_pin_or_a_digest(lock: Path) -> None:
    assert [line for line in lock.read_text().splitlines() if not (PINNED.match(line) or DIGEST.match(line))] == []


def test_what_runs_is_a_part_of_what_is_tested() -> None:
    tested = _pins("dev.txt")
    assert {name: pin for name, pin in _pins("run.txt").items() if tested.get(name) != pin} == {}


def test_the_lock_of_the_pages_has_digests_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("integrity" in entry and "resolved" not in entry for name, entry in packages.items() if name)
