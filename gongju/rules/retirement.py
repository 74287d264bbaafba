"""The day on which a person reaches the statutory retirement age, by sex, kind of post and month of birth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .calendar import add_months


@dataclass(frozen=True, slots=True)
class RetirementRule:
    """One line of the table: an age that rises with the month of birth from `rises_from` on.

    Ages in months. The first `step` months of birth from `rises_from` on add one month, the next `step` another,
    until `highest`.
    """

    sex: str
    posts: tuple[str, ...]
    age: int
    rises_from: date
    step: int
    highest: int

    def months_at(self, birth: date) -> int:
        """The retirement age in months of a person born on that day."""
        late = (birth.year - self.rises_from.year) * 12 + birth.month - self.rises_from.month
        if late < 0:
            return self.age
        return min(self.age + late // self.step + 1, self.highest)


class RetirementTable:
    """All lines of the table, by sex and kind of post."""

    def __init__(self, rules: tuple[RetirementRule, ...], *, title: str, clause: str) -> None:
        self.rules = rules
        self.title = title
        self.clause = clause
        self._by_kind: Mapping[tuple[str, str], RetirementRule] = {
            (rule.sex, post): rule for rule in rules for post in rule.posts
        }

    @property
    def sexes(self) -> tuple[str, ...]:
        """The sexes the table tells apart."""
        return tuple(dict.fromkeys(rule.sex for rule in self.rules))

    @property
    def posts(self) -> tuple[str, ...]:
        """The kinds of post the table tells apart."""
        return tuple(dict.fromkeys(post for rule in self.rules for post in rule.posts))

    def day(self, birth: date, sex: str, post: str) -> date:
        """The day the statutory retirement age is reached. KeyError for a kind the table does not have."""
        return add_months(birth, self._by_kind[sex, post].months_at(birth))
