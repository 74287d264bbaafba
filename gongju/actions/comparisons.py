"""What comparisons with other offices mean for a case: how each stands, what follows, what an officer looked into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongju.casework.models import Case
from gongju.facts import FactValue
from gongju.registries import queries
from gongju.registries.facts import facts_of
from gongju.registries.models import Comparison, HandCheck
from gongju.registries.office import EMPLOYER, PERSON, Level, Office
from gongju.rules.comparison_rule import ComparisonRule
from gongju.rules.edition import Edition

NOT_COMPARED = "未比对"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One office in one case: the comparison, if it was asked; the rule, if the rulebook has one; the last look."""

    office: Office
    comparison: Comparison | None
    rule: ComparisonRule | None
    check: HandCheck | None

    @property
    def word(self) -> str:
        """How it stands, in words."""
        found = self.comparison
        if found is None:
            return NOT_COMPARED
        return self.office.words.get(found.level) or (Level(found.level).label if found.level else "正在比对")

    @property
    def is_settled(self) -> bool:
        """Whether it agrees, or an officer looked into it as it stands now."""
        found = self.comparison
        return found is None or found.level == Level.AGREES or queries.is_settled(found, self.check)

    @property
    def is_passed_over(self) -> bool:
        """Whether an officer lets stand what is stated."""
        return self.comparison is not None and self.comparison.level != Level.AGREES and self.is_settled

    @property
    def waits(self) -> bool:
        """Whether the office has yet to answer."""
        return self.comparison is not None and queries.waits(self.comparison)

    @property
    def holds(self) -> bool:
        """Whether the case may not pass the review as it stands."""
        return self.rule is not None and self.rule.holds and not self.is_settled

    @property
    def may_be_checked(self) -> bool:
        """Whether the rulebook lets an officer look into it by hand, and there is something to look into."""
        found, rule = self.comparison, self.rule
        return found is not None and rule is not None and rule.by_hand and found.level != Level.AGREES

    @property
    def disputed(self) -> tuple[str, ...]:
        """The labels of what does not agree."""
        found = self.comparison.compared if self.comparison else ()
        return tuple(one.label for one in found if one.level != Level.AGREES)


def asked_of(case: Case) -> tuple[Office, ...]:
    """The offices that are asked here about the parties of the case."""
    about_person = queries.asked_about(PERSON) if case.person_id else ()
    return (*about_person, *(queries.asked_about(EMPLOYER) if case.employer_id else ()))


def kept_of(case: Case) -> tuple[Comparison, ...]:
    """The current comparisons of its parties; () where no office is asked, without looking."""
    return queries.of_parties(case.person_id, case.employer_id) if asked_of(case) else ()


def standings(case: Case, edition: Edition, kept: Iterable[Comparison]) -> tuple[Standing, ...]:
    """Every office that is asked here about the parties of the case, with what is kept of it."""
    known, offices = {one.office: one for one in kept}, asked_of(case)
    open_ones = any(one.level != Level.AGREES for one in known.values())
    checks = queries.hand_checks(case.number) if case.submitted_at and open_ones else {}
    rules = edition.comparisons_of(case.type)
    return tuple(
        Standing(
            office=office,
            comparison=found,
            rule=rules.get(office.code),
            check=checks.get(found.pk) if found else None,
        )
        for office in offices
        for found in [known.get(office.code)]
    )


def standings_about(about: str, about_id: int) -> tuple[Standing, ...]:
    """The same of a person or an employer by themselves, outside of any case."""
    offices = queries.asked_about(about)
    known = queries.current(about, about_id) if offices else {}
    return tuple(
        Standing(office=office, comparison=known.get(office.code), rule=None, check=None) for office in offices
    )


def told(found: Iterable[Standing], *, uscc: str, on: date) -> Mapping[FactValue, Office]:
    """The facts that the offices tell of a case at this employer, and which tells each.

    Where an officer lets stand what is stated, the office's word does not count.
    """
    return {
        fact: one.office
        for one in found
        if one.comparison is not None and not one.is_passed_over
        for fact in facts_of([one.comparison], uscc=uscc, on=on)
    }
