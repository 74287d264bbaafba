"""The simulator of the other offices as a real process, knowing the cast of `tests.cast`, and how tests speak to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from gongju.registries.address import Gateway
from gongju.registries.offices import OFFICES

TOKEN = "secret"
HHL = {"uscc": "91110114MA01HH111T", "name": "北京海河蓝科技有限公司"}
LIN = "11010119900307002X"
CHEN = "110101199203070016"
KNOWN: Mapping[str, Any] = {
    "people": {
        LIN: {
            "name": "林晓禾",
            "degrees": [{"level": "学士", "school": "山东大学", "awarded_on": "2012-07-01"}],
            "diplomas": [{"level": "大学本科", "school": "山东大学", "graduated_on": "2012-07-01"}],
            "jobs": [{**HHL, "from": "2023-03"}],
            "income": 2_500_000,
        },
        CHEN: {
            "name": "陈默",
            "degrees": [{"level": "学士", "school": "山东大学", "awarded_on": "2006-07-01"}],
            "diplomas": [{"level": "大学本科", "school": "山东大学", "graduated_on": "2006-07-01"}],
            "jobs": [{"uscc": "91110108MA00000000", "name": "别处有限公司", "from": "2026-06"}],
            "income": 1_000_000,
        },
    },
    "employers": {
        HHL["uscc"]: {
            "name": HHL["name"],
            "legal_representative": "钱海",
            "registered_district": "昌平区",
            "paid_in_capital": 500_000_000,
        }
    },
}

UNHEARD: Mapping[str, Gateway] = dict.fromkeys(OFFICES, Gateway(url="http://127.0.0.1:9", token="", seconds=1.0))
"""Every office is asked, and none answers."""


@dataclass(frozen=True)
class Simulator:
    """The running process."""

    url: str

    def goes_wrong(self, office: str, fault: str, **more: str | float) -> None:
        """From now on the office answers otherwise."""
        requests.post(
            f"{self.url}/simulator", json={"office": office, "fault": fault, **more}, timeout=5
        ).raise_for_status()

    def is_well(self) -> None:
        """Every office answers again; nothing was asked."""
        requests.delete(f"{self.url}/simulator", timeout=5).raise_for_status()

    def asked(self) -> dict[str, int]:
        """How many questions came, by office."""
        found: dict[str, int] = requests.get(f"{self.url}/simulator", timeout=5).json()["asked"]
        return found

    def gateway(self, *, seconds: float = 5.0, token: str = TOKEN) -> Gateway:
        """The way to any of its offices."""
        return Gateway(url=self.url, token=token, seconds=seconds)

    def gateways(self) -> dict[str, Gateway]:
        """The way to each of its offices."""
        return dict.fromkeys(OFFICES, self.gateway())


@contextmanager
def running(folder: Path) -> Iterator[Simulator]:
    """Start it, and end it afterwards."""
    file = folder / "known.json"
    file.write_text(json.dumps(KNOWN, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "gongju.command", "demo_registries", "--port", "0", "--file", str(file)]
    process = subprocess.Popen(
        [*command, "--token", TOKEN, "--today", "2026-11-23"],
        env=os.environ | {"GONGJU_DEMO": "1", "GONGJU_VAR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline().rpartition(" ")[2].strip()
        yield Simulator(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)
