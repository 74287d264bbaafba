"""The verdict on one person: four outcomes, criterion by criterion, with clause, words and values seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from .criterion import CriterionKind
from .facts import Facts
from .ruleset import RuleSet


class Outcome(StrEnum):
    """Ordered from worst to best: a conjunction is as good as its worst, a choice as its best."""

    UNMET = "unmet"
    NOT_KNOWN = "not_known"
    TO_BE_JUDGED = "to_be_judged"
    MET = "met"

    @property
    def label(self) -> str:
        """The word people read."""
        return OUTCOME_LABELS[self]


OUTCOME_LABELS: Mapping[str, str] = {
    "met": "符合",
    "unmet": "不符合",
    "not_known": "还不知道",
    "to_be_judged": "待判断",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A value the rule looked at, as people write it; `text` is empty when it is not known."""

    name: str
    label: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """What came of one criterion, from the person's side: an exclusion that applies is UNMET."""

    code: str
    kind: CriterionKind
    title: str
    outcome: Outcome
    sentence: str
    clause: str
    rows: tuple[str, ...]
    soft: bool
    judge: bool
    seen: tuple[Seen, ...]
    standard: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A kept answer: anyone can re-run it with the same edition and facts and must get the same."""

    outcome: Outcome
    criteria: tuple[CriterionResult, ...]
    business: str
    edition_key: str
    digest: str
    on: date
    readings_used: Mapping[str, str]


class Judged(Protocol):
    """What `assess` needs of an edition."""

    @property
    def key(self) -> str:
        """authority/edition, as "changping/2021-08"."""

    @property
    def digest(self) -> str:
        """Digest of the edition's text."""

    def rule_set(self, business: str, on: date) -> RuleSet:
        """The criteria of a business with the constants of the day, made once and kept."""


def assess(edition: Judged, business: str, on: date, facts: Facts) -> Verdict:
    """Judge the facts by the edition's criteria for `business` as they stand on the day."""
    raise NotImplementedError
