"""Asking an office over HTTP as `openapi.json` says: bounded in time and size, believed only when it fits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from gongju.deadline import Deadline
from gongju.registries.address import Gateway
from gongju.registries.office import Answer, Office
from gongju.registries.shapes import misfits

CONNECT_SECONDS = 3.0
LARGEST = 1024 * 1024
CHUNK = 64 * 1024
TOO_LATE = "the answer takes too long"
LONGEST_WAIT = timedelta(hours=1)
"""The longest wait that an office is heard with."""


class Unavailable(Exception):
    """The office gave no answer that can be used; the text is for operators and holds nobody's data.

    `ours`: the fault lies in what was asked, so that the office is not to be thought of as down. `wait`: how long it
    asked to be left alone.
    """

    def __init__(self, why: str, *, ours: bool = False, wait: timedelta = timedelta(0)) -> None:
        super().__init__(why)
        self.ours = ours
        self.wait = wait


def ask(gateway: Gateway, office: Office, key: Mapping[str, str], *, request_id: str) -> Answer:
    """One question. Raises Unavailable, whatever went wrong."""
    deadline = Deadline(gateway.seconds)
    try:
        with requests.Session() as session:
            session.trust_env = False  # neither a proxy nor a password of this machine's user
            session.mount(gateway.url, deadline)
            with session.post(
                f"{gateway.url}{office.path}",
                json=dict(key),
                headers=_headers(gateway, request_id),
                timeout=(min(CONNECT_SECONDS, gateway.seconds), gateway.seconds),
                verify=gateway.ca_file or True,
                allow_redirects=False,
                stream=True,
            ) as response:
                _check_status(response)
                return _read(office, _body(response, deadline))
    except (requests.RequestException, HTTPError) as fault:
        why = TOO_LATE if deadline.passed else f"{office.code}: {type(fault).__name__}"
        raise Unavailable(why) from fault


def _headers(gateway: Gateway, request_id: str) -> dict[str, str]:
    own = {"Authorization": f"Bearer {gateway.token}"} if gateway.token else {}
    return {"Accept": "application/json", "X-Request-Id": request_id, **own}


def _check_status(response: requests.Response) -> None:
    status = response.status_code
    if status == requests.codes.ok:
        return
    if status in (requests.codes.bad_request, requests.codes.unprocessable_entity):
        raise Unavailable(f"the office refuses the question (status {status})", ours=True)
    after = response.headers.get("Retry-After", "")
    seconds = int(after) if after.isascii() and after.isdigit() and len(after) <= len("99999") else 0
    raise Unavailable(f"status {status}", wait=min(timedelta(seconds=seconds), LONGEST_WAIT))


def _body(response: requests.Response, deadline: Deadline) -> bytes:
    """The whole body; a sender that does not end is left."""
    found = b""
    while chunk := response.raw.read1(CHUNK, decode_content=True):
        found += chunk
        if len(found) > LARGEST:
            raise Unavailable("the answer is too long")
    if deadline.passed:
        raise Unavailable(TOO_LATE)
    return found


def _read(office: Office, body: bytes) -> Answer:
    try:
        told: Any = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Unavailable("the answer is no JSON") from fault
    wrong = list(misfits(told, {"found": "truth", "as_of": "day"}, "answer"))
    if not wrong and told["found"]:
        wrong = list(misfits(told.get("record"), office.shape))
    if wrong:
        raise Unavailable(f"the answer does not fit the contract: {', '.join(wrong[:5])}")
    record = told.get("record")
    return Answer(
        found=told["found"],
        as_of=date.fromisoformat(told["as_of"]),
        record=record if isinstance(record, dict) and not list(misfits(record, office.shape)) else {},
    )
