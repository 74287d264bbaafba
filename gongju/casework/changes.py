"""What changed between two submissions of a case: facts added, dropped or or altered."""

from __future__ import annotations

from dataclasses import dataclass

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


def _by_name(snapshot: Snapshot) -> dict[str, FactValue]:
    return {fact.name: fact for fact in map(fact_from_json, snapshot.facts)}


def _value(fact: FactValue | None) -> object:
    return None if fact is None else fact.value
