"""What a record knows for a verdict: a named value with where it comes from and how far it is trusted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

FactContent = bool | int | Decimal | str | date | frozenset[str] | tuple[object, ...]


class Source(StrEnum):
    """Who says it, in the words shown beside a fact."""

    APPLICANT = "申请人填写"
    EMPLOYER = "单位填写"
    REGISTER = "登记机关"
    OFFICER = "经办人核定"


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
