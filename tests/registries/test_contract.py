"""The contract says what the modules ask and believe, and both ends keep it over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import gongju.registries
from gongju.registries.gateway import Unavailable, ask
from gongju.registries.office import EMPLOYER, Answer, Level, Office, Question, Stated, level_of
from gongju.registries.offices import OFFICES
from gongju.registries.shapes import Shape
from tests.gateways import CHEN, HHL, LIN, Simulator

CONTRACT = json.loads((Path(gongju.registries.__file__).parent / "openapi.json").read_text("utf-8"))
PLAIN: Mapping[str, Mapping[str, object]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": 2000},
    "day": {"type": "string", "format": "date"},
    "month": {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"},
    "truth": {"type": "boolean"},
    "money": {"type": "integer", "minimum": 0},
}
EDUCATION = (
    {"level": "高中（中专）", "school": "济南第一中学", "to": date(2008, 7, 1), "degree": "无"},
    {"level": "大学本科", "school": "山东大学", "to": date(2012, 7, 1), "degree": "学士", "abroad": False},
)
REGISTRATION = {"legal_representative": "钱海", "registered_district": "昌平区", "paid_in_capital": 500_000_000}
LIN_STATES = Stated(
    on=date(2026, 11, 23),
    name="林晓禾",
    identity_kind="居民身份证",
    identity_number=LIN,
    uscc=HHL["uscc"],
    employer=HHL["name"],
    rows={"education": EDUCATION},
)
HHL_STATES = Stated(
    on=date(2026, 11, 23), uscc=HHL["uscc"], employer=HHL["name"], rows={"registration": (REGISTRATION,)}
)
every_office = pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)


def stated(office: Office) -> Stated:
    return HHL_STATES if office.about == EMPLOYER else LIN_STATES


def question(office: Office) -> Question:
    found = office.question(stated(office))
    assert found is not None
    return found


def answered(simulator: Simulator, office: Office, key: Mapping[str, str] | None = None) -> Answer:
    return ask(simulator.gateway(), office, key or question(office).key, request_id="compare:1")


def schemas(office: Office) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of the contract, what is asked of the office and what its record is."""
    operation = CONTRACT["paths"][office.path]["post"]
    asked = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    said = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    every = CONTRACT["components"]["schemas"]
    return every[asked], every[every[said]["properties"]["record"]["$ref"].rpartition("/")[2]]


def schema_of(shape: Shape) -> dict[str, Any]:
    """A shape as the contract writes it."""
    if isinstance(shape, str):
        return dict(PLAIN[shape])
    if isinstance(shape, tuple):
        return {"type": "string", "enum": list(shape)}
    if isinstance(shape, list):
        return {"type": "array", "items": schema_of(shape[0]), "maxItems": 2000}
    return {
        "type": "object",
        "required": [name for name in shape if not name.endswith("?")],
        "properties": {name.rstrip("?"): schema_of(inner) for name, inner in shape.items()},
    }


def undescribed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [undescribed(one) for one in schema]
    if isinstance(schema, dict):
        return {name: undescribed(inner) for name, inner in schema.items() if name != "description"}
    return schema


def test_the_contract_names_the_paths_of_the_five_offices_and_no_others() -> None:
    assert CONTRACT["openapi"].startswith("3.1.")
    assert set(CONTRACT["paths"]) == {office.path for office in OFFICES.values()}


@every_office
def test_what_is_believed_of_a_record_is_what_the_contract_says(office: Office) -> None:
    assert undescribed(schemas(office)[1]) == schema_of(office.shape)


@every_office
def test_what_is_asked_is_what_the_contract_says(office: Office) -> None:
    asked, _ = schemas(office)
    assert set(asked["required"]) == set(asked["properties"]) == set(question(office).key)


@every_office
def test_each_office_answers_and_agrees(office: Office, simulator: Simulator) -> None:
    answer = answered(simulator, office)
    items = office.compare(question(office).claims, answer)
    assert level_of(answer, items) is Level.AGREES, items


@every_office
def test_other_facts_than_stated_are_seen(office: Office, simulator: Simulator) -> None:
    simulator.goes_wrong(office.code, "wrong")
    answer = answered(simulator, office)
    assert level_of(answer, office.compare(question(office).claims, answer)) is Level.DIFFERS


@every_office
def test_nobody_is_no_record(office: Office, simulator: Simulator) -> None:
    simulator.goes_wrong(office.code, "nobody")
    answer = answered(simulator, office)
    assert level_of(answer, office.compare(question(office).claims, answer)) is Level.NO_RECORD


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("down", "status 503"),
        ("busy", "status 429"),
        ("garbage", "does not fit the contract"),
        ("hang_up", "ConnectionError"),
        ("refuse", "refuses the question"),
    ],
)
def test_whatever_goes_wrong_is_one_error(fault: str, why: str, simulator: Simulator) -> None:
    simulator.goes_wrong("education", fault)
    with pytest.raises(Unavailable, match=why) as told:
        answered(simulator, OFFICES["education"])
    assert told.value.ours is (fault == "refuse")
    assert LIN not in str(told.value)


def test_a_slow_office_is_left_in_time(simulator: Simulator) -> None:
    simulator.goes_wrong("tax", "slow", seconds=2)
    with pytest.raises(Unavailable, match=r"Timeout|too long"):
        ask(simulator.gateway(seconds=0.2), OFFICES["tax"], question(OFFICES["tax"]).key, request_id="compare:1")


def test_a_wrong_token_is_refused(simulator: Simulator) -> None:
    with pytest.raises(Unavailable, match="status 401"):
        ask(simulator.gateway(token="other"), OFFICES["tax"], question(OFFICES["tax"]).key, request_id="compare:1")


def test_a_degree_from_before_the_records_is_not_found_and_told_apart(simulator: Simulator) -> None:
    """Automatic from 2008-09-01 (CY-Q88a); the day is the office's own."""
    office = OFFICES["education"]
    earlier = {**EDUCATION[1], "to": date(2006, 7, 1)}
    asked = office.question(Stated(on=LIN_STATES.on, name="陈默", identity_number=CHEN, rows={"education": (earlier,)}))
    assert asked is not None
    items = office.compare(asked.claims, answered(simulator, office, asked.key))
    assert [(one.item, one.said) for one in items] == [("degree", "早于可查询的范围"), ("diploma", "早于可查询的范围")]


def test_the_identity_office_never_tells_a_name(simulator: Simulator) -> None:
    asked = {"name": "别的姓名", "identity_kind": "居民身份证", "identity_number": LIN}
    answer = answered(simulator, OFFICES["public_security"], asked)
    assert answer.record == {"name_matches": False}
