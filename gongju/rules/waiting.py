"""What the mere passing of time does: facts that grow, days that come near, figures that change on a known day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from .branches import facts_of, walk
from .facts import Facts, FactSpec, FactValue
from .functions import months_between
from .kleene import possible
from .outcome import OUTCOMES, Outcome
from .possibilities import Truth
from .ruleset import RuleSet
from .scalar import Prepared, outcome_of, whole_outcome
from .tree import Compare, Node, Today
from .units import MONTHS, unit_named

GRID = 90
"""Days between two looks; a comparison does not turn and turn back within so few days."""

NOTHING: Facts = MappingProxyType({})


def grown(specs: Mapping[str, FactSpec], facts: Facts, on: date, day: date) -> dict[str, FactValue]:
    """The facts told on one day as they stand on a later one, when nothing but time passes."""
    found = dict(facts)
    months = months_between(on, day)
    for name in facts:
        spec = specs.get(name)
        if spec is not None and spec.moves is not None:
            found[name] = _grown(spec, facts[name], months)
    return found


def _grown(spec: FactSpec, value: FactValue, months: int) -> FactValue:
    """One more `unit` for each `unit` of time gone by, up to what the fact may be."""
    unit = unit_named(spec.moves.unit) if spec.moves else None
    if unit is None or not isinstance(value, int | Decimal):
        return value
    times = months // unit.factor
    more = value + times * (unit.factor if spec.value_type.dimension == MONTHS else 1)
    return min(more, spec.maximum) if isinstance(spec.maximum, int | Decimal) else more


@dataclass(frozen=True)
class Waiting:
    """The same person on later days. `figures` gives the rule set whose figures count from a day on."""

    rule_set: RuleSet
    facts: Facts
    until: date
    figures: Callable[[date], RuleSet]
    figure_days: tuple[date, ...]

    _facts: dict[date, Facts] = field(default_factory=dict, init=False, repr=False, compare=False)
    _items: dict[date, tuple[Prepared, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def on(self) -> date:
        """The day asked about."""
        return self.rule_set.on

    def facts_on(self, day: date) -> Facts:
        """The facts as they will stand, and the day as the fact "on"."""
        found = self._facts.get(day)
        if found is None:
            found = self._facts[day] = {**grown(self.rule_set.facts, self.facts, self.on, day), "on": day}
        return found

    def items_on(self, day: date) -> tuple[Prepared, ...]:
        """The criteria with the figures that count on the day, to be read with `facts_on`."""
        since = max((begin for begin in self.figure_days if self.on < begin <= day), default=self.on)
        found = self._items.get(since)
        if found is None:
            found = self._items[since] = self.figures(since).any_day
        return found

    def outcomes(self, day: date, changes: Facts) -> tuple[int, ...]:
        """The outcome of each criterion on a day with some facts changed."""
        facts = {**self.facts_on(day), **changes}
        return tuple(outcome_of(item, facts) for item in self.items_on(day))

    def outcome(self, day: date, changes: Facts = NOTHING) -> Outcome:
        """The verdict on a day with some facts changed."""
        return OUTCOMES[whole_outcome(self.items_on(day), self.outcomes(day, changes))]

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """Every day up to `until` on which some comparison changes; between two of them nothing does."""
        found = {day for day in self.figure_days if self.on < day <= self.until}
        starts = [self.on, *sorted(found)]
        for first, after in zip(starts, [*starts[1:], self.until], strict=True):
            for atom in self._moving_atoms(first):
                found.update(self._turns(atom, first, after))
        return tuple(sorted(found))

    def first_day(self, wanted: Callable[[Outcome], bool]) -> date | None:
        """The first later day with a wanted verdict."""
        return next((day for day in self.turning_days if wanted(self.outcome(day))), None)

    def _moving_atoms(self, since: date) -> list[Node]:
        """The comparisons that time alone can change, with the figures of a day."""
        trees = [tree for item in self.items_on(since) for tree in item.trees]
        return [node for tree in trees for node in walk(tree) if isinstance(node, Compare) and _moves(node)]

    def _turns(self, atom: Node, first: date, after: date) -> list[date]:
        """The days on which one comparison changes: looked at on a grid, then found by halving."""
        days = _grid(first, after)
        truths = [self._truth(atom, day) for day in days]
        pairs = zip(days, days[1:], truths, truths[1:], strict=False)
        return [self._halved(atom, one, other) for one, other, before, later in pairs if before is not later]

    def _halved(self, atom: Node, low: date, high: date) -> date:
        """The first day in (low, high] with the truth that it has at high."""
        wanted = self._truth(atom, high)
        while (high - low).days > 1:
            middle = low + (high - low) / 2
            low, high = (low, middle) if self._truth(atom, middle) is wanted else (middle, high)
        return high

    def _truth(self, atom: Node, day: date) -> Truth:
        truth: Truth = possible(atom, self.facts_on(day))
        return truth


def _moves(node: Node) -> bool:
    """Whether time alone can change a comparison: it looks at the day, at a figure of a day, or at what grows."""
    if any(isinstance(part, Today) for part in walk(node)):
        return True
    return any(spec.moves is not None for spec in facts_of(node))


def _grid(first: date, after: date) -> list[date]:
    step = timedelta(days=GRID)
    return [*(first + step * at for at in range((after - first) // step + 1)), after]
