"""The gateways of all five other offices as one server, for the demo and the tests: with faults on demand.

Besides the paths of `registries/openapi.json` it has one of its own: GET /simulator tells what was asked and which
faults are set, POST sets one, DELETE takes all away. A fault is {"office": "education", "fault": "down"}, with
"seconds" for a slow one, "times" for how often (left out: until it is taken away) and "of" for one person or employer.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

from gongju import clock
from gongju.ops.demo.registry_answers import Asked, answer
from gongju.registries.offices import OFFICES

CONTRACT = Path(__file__).resolve().parents[2] / "registries" / "openapi.json"
CONTROL = "/simulator"
LARGEST = 64 * 1024
LONGEST_DELAY = 60.0
FAULTS = ("down", "busy", "slow", "hang_up", "garbage", "refuse", "nobody", "wrong")
"""No service; too many questions; an answer after some seconds; no answer; an answer of no use; the question is said
to be wrong; no record; other facts than stated."""


@dataclass
class Fault:
    """One thing that goes wrong; `times` counts down, None lasts."""

    office: str
    fault: str
    seconds: float = 0.0
    times: int | None = None
    of: str = ""

    def meets(self, office: str, key: Mapping[str, str]) -> bool:
        """Whether this question meets it."""
        return self.office in (office, "*") and (not self.of or self.of in key.values())


@dataclass
class Town:
    """What the offices know, what goes wrong, and what they were asked; shared by the threads."""

    file: Path
    token: str = ""
    on: date | None = None
    """The day it is there; None: today."""
    faults: list[Fault] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def known(self) -> Mapping[str, Any]:
        """The file as it stands; nothing while it is not there."""
        found: dict[str, Any] = json.loads(self.file.read_text("utf-8")) if self.file.exists() else {}
        return found

    def fault_for(self, office: str, key: Mapping[str, str]) -> Fault | None:
        """Count the question, and use up one time of the fault it meets."""
        with self.lock:
            self.asked[office] += 1
            met = next((one for one in self.faults if one.meets(office, key)), None)
            if met is not None and met.times is not None:
                met.times -= 1
                if met.times <= 0:
                    self.faults.remove(met)
        return met


class Gateways(ThreadingHTTPServer):
    """Serves on loopback until it is told to stop."""

    daemon_threads = True

    def __init__(self, *, port: int, town: Town) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.town = town
        contract = json.loads(CONTRACT.read_text("utf-8"))
        self.questions = {office.path: _question(contract, office.path) for office in OFFICES.values()}
        self.offices = {office.path: office.code for office in OFFICES.values()}


def _question(contract: Mapping[str, Any], path: str) -> frozenset[str]:
    """The names that a question must have, and no others, as the contract says."""
    body = contract["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return frozenset(contract["components"]["schemas"][body.rpartition("/")[2]]["required"])


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Gateways

    def do_POST(self) -> None:
        """A question to an office, or a fault to be set."""
        body = self._body()
        if self.path == CONTROL:
            self._set(body)
        elif self.path not in self.server.offices:
            self._send(HTTPStatus.NOT_FOUND, {"error": "no such path"})
        elif self.server.town.token and self.headers.get("Authorization") != f"Bearer {self.server.town.token}":
            self._send(HTTPStatus.UNAUTHORIZED, {"error": "the token is missing or wrong"})
        elif not self._is_question(body):
            self._send(HTTPStatus.BAD_REQUEST, {"error": "the question does not fit the contract"})
        else:
            self._answer(self.server.offices[self.path], body)

    def do_GET(self) -> None:
        """How things stand."""
        town = self.server.town
        with town.lock:
            self._send(HTTPStatus.OK, {"asked": dict(town.asked), "faults": [asdict(one) for one in town.faults]})

    def do_DELETE(self) -> None:
        """Everything is well again, and nothing was asked."""
        with self.server.town.lock:
            self.server.town.faults.clear()
            self.server.town.asked.clear()
        self._send(HTTPStatus.OK, {})

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the demo's terminal is for people."""

    def _answer(self, office: str, key: Mapping[str, str]) -> None:
        fault = self.server.town.fault_for(office, key)
        name = fault.fault if fault else ""
        if fault and fault.seconds:
            time.sleep(min(fault.seconds, LONGEST_DELAY))
        if name == "hang_up":
            self.close_connection = True
        elif name in BROKEN:
            status, body = BROKEN[name]
            self._send(status, body)
        else:
            asked = Asked(key=key, on=self.server.town.on or clock.today(), wrong=name == "wrong")
            self._send(HTTPStatus.OK, answer(office, self.server.town.known(), asked))

    def _is_question(self, body: Mapping[str, Any]) -> bool:
        texts = all(isinstance(value, str) and value for value in body.values())
        return texts and body.keys() == self.server.questions[self.path] and "X-Request-Id" in self.headers

    def _set(self, body: Mapping[str, Any]) -> None:
        try:
            fault = Fault(**body)
        except TypeError:
            fault = Fault("", "")
        if fault.fault not in FAULTS or fault.office not in (*OFFICES, "*"):
            self._send(HTTPStatus.BAD_REQUEST, {"offices": [*OFFICES, "*"], "faults": FAULTS})
            return
        with self.server.town.lock:
            self.server.town.faults.append(fault)
        self._send(HTTPStatus.OK, asdict(fault))

    def _body(self) -> dict[str, Any]:
        length = self.headers.get("Content-Length", "0")
        text = self.rfile.read(min(int(length) if length.isdigit() else 0, LARGEST))
        try:
            found = json.loads(text or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _send(self, status: HTTPStatus, body: Mapping[str, object]) -> None:
        text = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(text)


BROKEN: Mapping[str, tuple[HTTPStatus, Mapping[str, object]]] = {
    "down": (HTTPStatus.SERVICE_UNAVAILABLE, {}),
    "busy": (HTTPStatus.TOO_MANY_REQUESTS, {}),
    "refuse": (HTTPStatus.BAD_REQUEST, {}),
    "garbage": (HTTPStatus.OK, {"found": True, "as_of": "today", "record": ["nothing"]}),
    "nobody": (HTTPStatus.OK, {"found": False, "as_of": "2026-11-01"}),
}
