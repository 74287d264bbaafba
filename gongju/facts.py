"""What a record knows for a verdict: a named value with where it comes from and how far it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast

FactContent = bool | int | Decimal | str | date | frozenset[str] | tuple[object, ...]


class Source(StrEnum):
    """Who says it, in the words shown beside a fact."""

    APPLICANT = "申请人填写"
    EMPLOYER = "单位填写"
    REGISTER = "登记机关"
    OFFICER = "经办人核定"
    SYSTEM = "本系统记录"


class Trust(StrEnum):
    """How far it is trusted; a later word here outweighs an earlier one."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    VERIFIED = "verified"

    @property
    def rank(self) -> int:
        """Return 0, 1 or 2, higher for what is trusted more."""
        return list(Trust).index(self)


@dataclass(frozen=True)
class FactValue:
    """One fact: `name` as in `rulebooks/facts.toml`, `value` in the type declared there (money in fen).

    An unknown fact has no FactValue: it is absent, never None and never False.
    """

    name: str
    value: FactContent
    source: Source
    trust: Trust


def most_trusted(facts: tuple[FactValue, ...]) -> dict[str, FactValue]:
    """Keep for each name the fact with the highest trust; of equals the later one stands."""
    best: dict[str, FactValue] = {}
    for fact in facts:
        kept = best.get(fact.name)
        if kept is None or fact.trust.rank >= kept.trust.rank:
            best[fact.name] = fact
    return best


def fact_as_json(fact: FactValue) -> dict[str, object]:
    """Write a fact so that nothing is lost: `{"name", "value", "source", "trust"}`, kinds JSON lacks are tagged."""
    return {
        "name": fact.name,
        "value": content_as_json(fact.value),
        "source": fact.source.value,
        "trust": fact.trust.value,
    }


def fact_from_json(kept: Mapping[str, Any]) -> FactValue:
    """Read what `fact_as_json` wrote."""
    return FactValue(kept["name"], content_from_json(kept["value"]), Source(kept["source"]), Trust(kept["trust"]))


def content_as_json(value: FactContent) -> object:
    """One content: a date as `{"day": …}`, a decimal as `{"number": …}`, a set of choices as `{"choices": […]}`."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, frozenset):
        return {"choices": sorted(value)}
    return list(value) if isinstance(value, tuple) else value


def content_from_json(kept: Any) -> FactContent:
    """Read what `content_as_json` wrote."""
    if isinstance(kept, list):
        return tuple(kept)
    if not isinstance(kept, dict):
        return cast("FactContent", kept)
    if "day" in kept:
        return date.fromisoformat(kept["day"])
    return Decimal(kept["number"]) if "number" in kept else frozenset(kept["choices"])
