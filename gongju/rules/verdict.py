"""The verdict on one person: four outcomes, criterion by criterion, with clause, words and values seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

from .criterion import CriterionKind
from .facts import Facts
from .outcome import OUTCOMES, Outcome
from .ruleset import RuleSet
from .scalar import Prepared, whole_outcome
from .showing import Seen, seen_in, sentence_of, standard_of

__all__ = ["CriterionResult", "Judged", "Outcome", "Seen", "Verdict", "assess"]


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

    def of(self, *outcomes: Outcome) -> tuple[CriterionResult, ...]:
        """The criteria with one of these outcomes, in the order of the edition."""
        return tuple(found for found in self.criteria if found.outcome in outcomes)

    def as_json(self) -> dict[str, Any]:
        """Plain lists, dicts and texts, as kept with a case."""
        return {**asdict(self), "on": self.on.isoformat(), "readings_used": dict(self.readings_used)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Verdict:
        """The verdict that `as_json` gave."""
        return cls(
            **{
                **kept,
                "outcome": Outcome(kept["outcome"]),
                "on": date.fromisoformat(kept["on"]),
                "criteria": tuple(_result_from(item) for item in kept["criteria"]),
            }
        )


def _result_from(kept: Mapping[str, Any]) -> CriterionResult:
    return CriterionResult(
        **{
            **kept,
            "outcome": Outcome(kept["outcome"]),
            "rows": tuple(kept["rows"]),
            "seen": tuple(Seen(**item) for item in kept["seen"]),
        }
    )


class Judged(Protocol):
    """What `assess` needs of an edition."""

    @property
    def key(self) -> str:
        """authority/edition, as "changping/2021-08"."""

    @property
    def digest(self) -> str:
        """Digest of the edition's text."""

    @property
    def figure_days(self) -> tuple[date, ...]:
        """The days from which some figure of the edition counts, in order."""

    def rule_set(self, business: str, on: date) -> RuleSet:
        """The criteria of a business with the constants of the day, made once and kept."""


def assess(edition: Judged, business: str, on: date, facts: Facts) -> Verdict:
    """Judge the facts by the edition's criteria for `business` as they stand on the day."""
    rule_set = edition.rule_set(business, on)
    outcomes = rule_set.levels(facts)
    return Verdict(
        outcome=OUTCOMES[whole_outcome(rule_set.prepared, outcomes)],
        criteria=tuple(
            _result(rule_set, item, OUTCOMES[outcome], facts)
            for item, outcome in zip(rule_set.prepared, outcomes, strict=True)
        ),
        business=business,
        edition_key=edition.key,
        digest=edition.digest,
        on=on,
        readings_used=dict(rule_set.readings),
    )


def _result(rule_set: RuleSet, item: Prepared, outcome: Outcome, facts: Facts) -> CriterionResult:
    criterion = item.criterion
    return CriterionResult(
        code=criterion.code,
        kind=criterion.kind,
        title=criterion.title,
        outcome=outcome,
        sentence=_sentence(rule_set, item, outcome, facts),
        clause=criterion.clause,
        rows=criterion.rows,
        soft=criterion.soft,
        judge=criterion.judge,
        seen=seen_in(item.shown, facts),
        standard=standard_of(item.shown[0], facts) if item.shown else "",
        question=criterion.question,
    )


def _sentence(rule_set: RuleSet, item: Prepared, outcome: Outcome, facts: Facts) -> str:
    """The criterion's words for the outcome; what is missing when it is not known."""
    criterion = item.criterion
    if outcome is Outcome.NOT_KNOWN:
        missing = [seen.label for seen in seen_in(item.shown, facts) if not seen.text]
        return f"还需要知道：{'、'.join(missing)}" if missing else "这一天的标准还没有公布"
    template = {
        Outcome.MET: criterion.met,
        Outcome.UNMET: criterion.unmet,
        Outcome.TO_BE_JUDGED: criterion.ask_officer or criterion.unmet,
    }[outcome]
    return sentence_of(template, rule_set.facts, facts, rule_set.known) or criterion.title
