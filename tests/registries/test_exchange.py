"""What travels between the client and the simulator, held against the schemas of the contract on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import requests

from gongju.registries.gateway import ask
from gongju.registries.office import Office
from tests.gateways import TOKEN, Simulator
from tests.registries.test_contract import CONTRACT, every_office, question

Schema = Mapping[str, Any]
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
KNOWN = {
    *("type", "required", "properties", "additionalProperties", "items", "enum", "pattern", "format", "description"),
    *("minLength", "maxLength", "maxItems", "minimum"),
}
"""Every word of JSON Schema that the contract uses."""


def named(reference: str) -> Any:
    """What a reference inside the contract points to."""
    found: Any = CONTRACT
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return found


def faults(value: Any, schema: Schema, where: str = "") -> Iterator[str]:
    """Where a value is not what a schema of the contract says."""
    if "$ref" in schema:
        yield from faults(value, named(schema["$ref"]), where)
        return
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if not isinstance(value, TYPES[schema["type"]]) or (schema["type"] == "integer" and isinstance(value, bool)):
        yield f"{where}: no {schema['type']}"
    elif isinstance(value, dict):
        yield from (f"{where}: lacks {name}" for name in schema.get("required", ()) if name not in value)
        if schema.get("additionalProperties") is False:
            yield from (f"{where}: has {name}" for name in value.keys() - schema["properties"].keys())
        for name in value.keys() & schema["properties"].keys():
            yield from faults(value[name], schema["properties"][name], f"{where}/{name}")
    elif isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            yield f"{where}: too long"
        for item in value:
            yield from faults(item, schema["items"], f"{where}[]")
    elif not is_plain(value, schema):
        yield f"{where}: not as it should be"


def is_plain(value: Any, schema: Schema) -> bool:
    """Whether a value that holds no others is within the bounds."""
    if value not in schema.get("enum", [value]):
        return False
    if not isinstance(value, str):
        return bool(value >= schema.get("minimum", value))
    if schema.get("format") == "date":
        return date.fromisoformat(value).isoformat() == value
    fits = re.search(schema.get("pattern", ""), value) is not None
    return fits and schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))


def operation(office: Office) -> Any:
    return CONTRACT["paths"][office.path]["post"]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[requests.PreparedRequest]:
    """Every request that went out, as it went."""
    seen: list[requests.PreparedRequest] = []
    send = requests.Session.send

    def noted(self: requests.Session, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        seen.append(request)
        return send(self, request, **more)

    monkeypatch.setattr(requests.Session, "send", noted)
    return seen


def asked(office: Office, simulator: Simulator, sent: list[requests.PreparedRequest]) -> requests.PreparedRequest:
    """The client's own question."""
    ask(simulator.gateway(), office, question(office).key, request_id="compare:1")
    (request,) = sent
    return request


def again(request: requests.PreparedRequest, **headers: str) -> requests.Response:
    """The very same question, its answer to be looked at as it comes."""
    return requests.post(str(request.url), data=request.body, headers={**request.headers, **headers}, timeout=5)


@every_office
def test_the_question_is_what_the_contract_says(
    office: Office, simulator: Simulator, sent: list[requests.PreparedRequest]
) -> None:
    request, said = asked(office, simulator, sent), operation(office)
    schema = said["requestBody"]["content"]["application/json"]["schema"]
    assert isinstance(request.body, bytes)
    assert list(faults(json.loads(request.body), schema)) == []
    assert request.headers["Content-Type"] == "application/json"
    for parameter in (named(one["$ref"]) for one in said["parameters"]):
        assert parameter["in"] == "header"
        assert list(faults(request.headers[parameter["name"]], parameter["schema"])) == []
    (scheme,) = CONTRACT["security"][0]
    assert CONTRACT["components"]["securitySchemes"][scheme] == {"type": "http", "scheme": "bearer"}
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"


@every_office
@pytest.mark.parametrize("fault", ["", "wrong", "nobody"])
def test_the_answer_is_what_the_contract_says(
    office: Office, fault: str, simulator: Simulator, sent: list[requests.PreparedRequest]
) -> None:
    request = asked(office, simulator, sent)
    if fault:
        simulator.goes_wrong(office.code, fault)
    answer = again(request)
    content = operation(office)["responses"][str(answer.status_code)]["content"]
    assert answer.headers["Content-Type"] in content
    assert list(faults(answer.json(), content[answer.headers["Content-Type"]]["schema"])) == []
    assert ("record" in answer.json()) is answer.json()["found"] is (fault != "nobody")


@every_office
@pytest.mark.parametrize(("fault", "status"), [("down", 503), ("busy", 429), ("refuse", 400), ("", 401)])
def test_whatever_else_is_said_the_contract_names(
    office: Office, fault: str, status: int, simulator: Simulator, sent: list[requests.PreparedRequest]
) -> None:
    """Without a fault: a token that is not known."""
    request = asked(office, simulator, sent)
    if fault:
        simulator.goes_wrong(office.code, fault)
    answer = again(request) if fault else again(request, Authorization="Bearer other")
    assert answer.status_code == status
    described = named(operation(office)["responses"][str(status)]["$ref"])
    for name in answer.headers.keys() & described.get("headers", {}).keys():
        assert list(faults(int(answer.headers[name]), described["headers"][name]["schema"])) == []


def test_a_schema_that_is_broken_is_seen() -> None:
    schema = CONTRACT["components"]["schemas"]["TaxQuestion"]
    assert list(faults({"name": "", "identity_number": 1, "more": "x", "from": "2026-13"}, schema)) != []
    whole = {"name": "林晓禾", "identity_number": "1", "from": "2026-11"}
    for broken in ({"name": ""}, {"identity_number": 1}, {"more": "x"}, {"from": "2026-13"}):
        assert len(list(faults({**whole, **broken}, schema))) == 1, broken
    assert list(faults(whole, schema)) == []
