"""The children who come along go on the permit, and no others."""

from datetime import date
from typing import Any

from gongju.people.children import accompanying_children

ON = date(2026, 11, 21)


def child(name: str, accompanying: str) -> dict[str, Any]:
    return {
        "name": name,
        "sex": "女",
        "birth": ["2019", "5", "12"],
        "identity_kind": "居民身份证",
        "identity_number": "11010120190512432x",
        "accompanying": accompanying,
        "out_of_wedlock": "no",
    }


def test_those_who_come_along_are_named() -> None:
    profile = {"children": [child("林知夏", "yes"), child("林知秋", "no")]}
    found = accompanying_children(profile, on=ON)
    assert [one["name"] for one in found] == ["林知夏"]
    assert found[0]["birth"] == "2019-05-12"
    assert found[0]["identity_kind"] == "居民身份证"


def test_without_children_there_are_none() -> None:
    assert accompanying_children({}, on=ON) == []
