"""Two editions over one population: who comes out differently, by which clause, in which group.

Both verdicts are read for everyone from columns; each criterion only for those whose verdict differs. What is kept
between the parts of a population is counts, so that its size does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .columns import ColumnRules, compile_columns
from .edition import Edition
from .facts import FactSpec
from .frames import FrameFault
from .outcome import MET, OUTCOMES, UNMET, Outcome
from .population import Codes, Population, named

Mask: TypeAlias = NDArray[np.bool_]
Square: TypeAlias = NDArray[np.int64]
"""People by outcome before (row) and after (column), as positions in OUTCOMES."""
MOST_GROUPS = 1000
ROW, BEFORE, AFTER, BECAUSE = "row", "outcome_before", "outcome_after", "because"
ADDED = (ROW, BEFORE, AFTER, BECAUSE)
"""The columns that stand before a person's own in a list of those who change."""


def _square() -> Square:
    return np.zeros((len(OUTCOMES), len(OUTCOMES)), np.int64)


class TooManyGroups(ValueError):
    """A column to group by has more values than anyone reads."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} 列有 {MOST_GROUPS:,} 种以上的值，不能按它分组")


@dataclass(frozen=True, slots=True)
class Clause:
    """A criterion of one of the two editions: `second` says of which."""

    second: bool
    code: str
    title: str
    clause: str

    @property
    def words(self) -> str:
        """The title with where it stands."""
        return f"{self.title}（{self.clause}）" if self.clause else self.title


@dataclass(slots=True)
class Weight:
    """How many people change by a clause, and how many of them by it alone."""

    people: int = 0
    alone: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """Everyone who went from one outcome to another, and by which clauses, most people first."""

    before: Outcome
    after: Outcome
    people: int
    because: tuple[tuple[Clause, Weight], ...]

    @property
    def worse(self) -> bool:
        """Whether they are worse off with the second edition."""
        return OUTCOMES.index(self.after) < OUTCOMES.index(self.before)


@dataclass(frozen=True, slots=True)
class Group:
    """The people with one value of a column; None: with none."""

    value: str | None
    square: Square

    @property
    def people(self) -> int:
        """How many."""
        return int(self.square.sum())

    @property
    def yes(self) -> tuple[int, int]:
        """How many met everything, before and after."""
        return int(self.square[MET].sum()), int(self.square[:, MET].sum())

    @property
    def lost(self) -> int:
        """From yes to no."""
        return int(self.square[MET, UNMET])

    @property
    def won(self) -> int:
        """From no to yes."""
        return int(self.square[UNMET, MET])

    @property
    def other(self) -> int:
        """Every other change: to or from not known and to be judged."""
        return self.people - int(np.trace(self.square)) - self.lost - self.won


@dataclass(slots=True)
class Simulation:
    """A business on a day under two editions; `add` judges a part of the population at a time."""

    first: Edition
    second: Edition
    business: str
    on: date
    by: Sequence[str] = ()
    square: Square = field(default_factory=_square)
    _rules: tuple[ColumnRules, ColumnRules] = field(init=False)
    _groups: dict[str, dict[str | None, Square]] = field(init=False)
    _because: dict[tuple[int, int], dict[Clause, Weight]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        rules = [compile_columns(edition, self.business, self.on) for edition in (self.first, self.second)]
        self._rules = rules[0], rules[1]
        self._groups = {name: {} for name in self.by}

    @property
    def facts_used(self) -> tuple[FactSpec, ...]:
        """What either edition looks at, each once."""
        specs = (spec for rules in self._rules for spec in rules.rule_set.facts_used)
        return tuple({spec.name: spec for spec in specs}.values())

    @property
    def everyone(self) -> Group:
        """All people as one group."""
        return Group(None, self.square)

    def add(self, frame: pl.DataFrame, *, first_row: int = 1) -> pl.DataFrame:
        """Judge some people under both; those who change, with ADDED before their own columns.

        `first_row` is the number of the frame's first row. Raises FrameFault for a column that does not hold what its
        fact is, TooManyGroups.
        """
        before, after = (rules.run(frame).outcome for rules in self._rules)
        self.square += _counted(before, after)
        for name, groups in self._groups.items():
            _group(groups, name, frame.get_column(name), before, after)
        index = np.flatnonzero(before != after)
        because = self._reasons(frame, index)
        self._weigh(before[index], after[index], because)
        own = frame[index]
        return pl.DataFrame(
            [
                pl.Series(ROW, index + first_row, pl.Int64),
                named(before[index]).alias(BEFORE),
                named(after[index]).alias(AFTER),
                _words(because, len(index)),
                *own.get_columns(),
            ]
        )

    def moves(self) -> Iterator[Moved]:
        """Each change that happened: from yes to no, from no to yes, then by number of people."""
        pairs = [(int(one), int(other)) for one, other in np.argwhere(self.square) if one != other]
        firstly = [(MET, UNMET), (UNMET, MET)]
        pairs.sort(key=lambda pair: (firstly.index(pair) if pair in firstly else 2, -self.square[pair]))
        for one, other in pairs:
            weights = sorted(self._because[one, other].items(), key=lambda item: -item[1].people)
            yield Moved(OUTCOMES[one], OUTCOMES[other], int(self.square[one, other]), tuple(weights))

    def groups(self) -> Iterator[tuple[str, tuple[Group, ...]]]:
        """For each column to group by its groups, the largest first."""
        for name, found in self._groups.items():
            every = (Group(value, square) for value, square in found.items())
            yield name, tuple(sorted(every, key=lambda group: (-group.people, group.value or "")))

    def _reasons(self, frame: pl.DataFrame, index: NDArray[np.intp]) -> dict[Clause, Mask]:
        if not len(index):
            return {}
        some = frame[index]
        try:
            before, after = (rules.run(some, reasons=True) for rules in self._rules)
        except FrameFault as fault:
            raise fault.at(int(index[fault.row])) if fault.row is not None else fault from None
        lost = _in_the_way(after, before, second=True)
        won = _in_the_way(before, after, second=False)
        found = dict(lost)
        for clause, mask in won.items():
            found[clause] = found[clause] | mask if clause in found else mask
        return found

    def _weigh(self, before: Codes, after: Codes, because: Mapping[Clause, Mask]) -> None:
        if not because:
            return
        single = np.sum(list(because.values()), axis=0) == 1
        for clause, mask in because.items():
            every, alone = _counted(before[mask], after[mask]), _counted(before[mask & single], after[mask & single])
            for one, other in np.argwhere(every):
                weights = self._because.setdefault((int(one), int(other)), {})
                weight = weights.setdefault(clause, Weight())
                weight.people += int(every[one, other])
                weight.alone += int(alone[one, other])


def _counted(before: Codes, after: Codes) -> Square:
    size = len(OUTCOMES)
    return np.bincount(before.astype(np.intp) * size + after, minlength=size * size).reshape(size, size)


def _group(groups: dict[str | None, Square], name: str, values: pl.Series, before: Codes, after: Codes) -> None:
    counts = pl.DataFrame([values.alias("value"), pl.Series("one", before), pl.Series("other", after)])
    for value, one, other, people in counts.group_by("value", "one", "other").len().iter_rows():
        key = _shown(value)
        if key not in groups and len(groups) >= MOST_GROUPS:
            raise TooManyGroups(name)
        groups.setdefault(key, _square())[one, other] += people


def _shown(value: Any) -> str | None:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return None if value is None else str(value)


def _in_the_way(worse: Population, better: Population, *, second: bool) -> dict[Clause, Mask]:
    """Why people are worse off with one edition than with the other: who changes by which clause.

    A condition or an exclusion counts where it is as bad as the outcome. Where the pathways are as bad, what counts is
    the pathways that the other edition leaves open, under whatever name; where it asks for none, all of this one.
    `second` says whether the second edition is the worse.
    """
    changes = worse.outcome < better.outcome
    found: dict[Clause, Mask] = {}
    for rule in worse.rules:
        if rule.kind != "pathway":
            found[Clause(second, rule.code, rule.title, rule.clause)] = changes & (
                worse.criteria[rule.code] == worse.outcome
            )
    ways, others = _ways(worse), _ways(better)
    if ways:
        closed = changes & (np.maximum.reduce(list(ways.values())) == worse.outcome)
        own = not others
        for rule in worse.rules if own else better.rules:
            if rule.kind == "pathway":
                mask = closed if own else closed & (others[rule.code] > worse.outcome)
                found[Clause(second is own, rule.code, rule.title, rule.clause)] = mask
    return {clause: mask for clause, mask in found.items() if mask.any()}


def _ways(population: Population) -> Mapping[str, Codes]:
    return {rule.code: population.criteria[rule.code] for rule in population.rules if rule.kind == "pathway"}


def _words(because: Mapping[Clause, Mask], count: int) -> pl.Series:
    """The clauses of each person in words."""
    if not because:
        return pl.Series(BECAUSE, [""] * count, pl.String)
    columns = [
        pl.when(pl.Series(mask)).then(pl.lit(clause.words)).alias(str(at))
        for at, (clause, mask) in enumerate(because.items())
    ]
    return (
        pl.select(columns).select(pl.concat_str(pl.all(), separator="；", ignore_nulls=True)).to_series().alias(BECAUSE)
    )
