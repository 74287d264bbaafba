"""What changed between two submissions of a case: facts added, dropped or altered, and the same in its forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongju.casework.models import Snapshot
from gongju.facts import FactValue, fact_from_json


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that is not as it was; `before` or `after` is None where it was not known."""

    name: str
    before: FactValue | None
    after: FactValue | None


def changed_facts(before: Snapshot, after: Snapshot) -> tuple[FactChange, ...]:
    """The facts whose value differs, in the order of the later submission, dropped ones last."""
    old, new = _by_name(before), _by_name(after)
    return tuple(
        FactChange(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*new, *old])
        if _value(old.get(name)) != _value(new.get(name))
    )


def changed_parts(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Names of the profile's parts that were typed otherwise, e.g. "residence"."""
    return tuple(_differing(before.profile, after.profile))


def _by_name(snapshot: Snapshot) -> dict[str, FactValue]:
    return {fact.name: fact for fact in map(fact_from_json, snapshot.facts)}


def _value(fact: FactValue | None) -> object:
    return None if fact is None else fact.value


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for part in dict.fromkeys([*after, *before]):
        if before.get(part) != after.get(part):
            yield part
