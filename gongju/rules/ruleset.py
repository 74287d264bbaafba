"""A rule set: the criteria of one business with the constants of one day, compiled once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .binding import bound, unnamed
from .branches import facts_of
from .criterion import Criterion
from .explain import Explainer, compiled_explainer
from .facts import Facts, FactSpec, FactTable
from .kleene import possible
from .outcome import OUTCOMES, Outcome
from .possibilities import Truth
from .scalar import Prepared, compiled_failing, compiled_levels, compiled_verdict, outcomes_of
from .simplify import simplified
from .tree import Constant, Named, Node
from .units import DAY


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """Built by hand or by an edition; needs no file.

    `constants` are the parameters of the day by name, `readings` the chosen reading of each open question.
    """

    criteria: tuple[Criterion, ...]
    facts: FactTable
    constants: Mapping[str, Constant]
    readings: Mapping[str, str]
    values: Mapping[str, Named]
    on: date

    def bind(self, node: Node) -> Node:
        """A tree as it stands on the day of this rule set."""
        return bound(node, self.constants, self.readings, self.on)

    @cached_property
    def any_day(self) -> tuple[Prepared, ...]:
        """The criteria with the figures of this day and the day itself left open: read as the fact "on"."""
        return tuple(self._open(criterion) for criterion in self.criteria)

    @cached_property
    def prepared(self) -> tuple[Prepared, ...]:
        """The criteria with their trees bound and simplified, in the order of the edition."""
        return tuple(self._prepared(criterion) for criterion in self.criteria)

    @cached_property
    def verdict(self) -> Callable[[Facts], Outcome]:
        """The outcome for one person's facts; absent facts are unknown."""
        return compiled_verdict(self.prepared)

    @cached_property
    def failing(self) -> Callable[[Facts], list[str]]:
        """The codes of the criteria that stand in the way of one person."""
        return compiled_failing(self.prepared)

    @cached_property
    def levels(self) -> Callable[[Facts], list[int]]:
        """The outcome of each criterion, in order, as a position in OUTCOMES."""
        return compiled_levels(self.prepared)

    @cached_property
    def explain(self) -> Explainer:
        """The whole reckoning for one person: criteria with clauses, rules node by node with values."""
        return compiled_explainer(self.prepared)

    def outcomes(self, facts: Facts) -> tuple[Outcome, ...]:
        """The outcome of each criterion, in order."""
        return tuple(OUTCOMES[level] for level in self.levels(facts))

    @cached_property
    def known(self) -> Mapping[str, Constant | Named]:
        """Parameters and named values of the day, and the day itself, for the words of a criterion."""
        named = {
            name: Named(name, value.label, self.bind(value.node), value.type) for name, value in self.values.items()
        }
        return {**named, **self.constants, "on": Constant(self.on, DAY)}

    @cached_property
    def facts_used(self) -> tuple[FactSpec, ...]:
        """The facts that the criteria may look at, each once."""
        trees = (tree for item in self.prepared for tree in item.trees)
        return tuple(dict.fromkeys(spec for tree in trees for spec in facts_of(tree)))

    def facts_of(self, code: str) -> tuple[FactSpec, ...]:
        """The facts that one criterion may look at, each once."""
        trees = (tree for item in self.prepared if item.criterion.code == code for tree in item.trees)
        return tuple(dict.fromkeys(spec for tree in trees for spec in facts_of(tree)))

    def _open(self, criterion: Criterion) -> Prepared:
        trees = tuple(unnamed(bound(tree, self.constants, self.readings, None)) for tree in criterion.trees)
        return Prepared(criterion, trees, trees, *outcomes_of(criterion))

    def _prepared(self, criterion: Criterion) -> Prepared:
        shown = tuple(self.bind(tree) for tree in criterion.trees)
        return Prepared(criterion, tuple(simplified(tree) for tree in shown), shown, *outcomes_of(criterion))


def truth_of(node: Node, rule_set: RuleSet, facts: Facts) -> Truth:
    """Whether a condition (of a material, a term …) holds on the rule set's day; None when not known."""
    truth: Truth = possible(rule_set.bind(node), facts)
    return truth
