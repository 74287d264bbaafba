"""What a walk has made least: it counts each move of each business in each district and says where new ones wait.

A stage is worth as much as the newest move that can be reached from it, a little less for each move on the way.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from random import Random
from typing import TypeVar

from gongju.casework import books
from gongju.casework.models import Step
from gongju.rules.edition import Edition
from gongju.rules.procedure import Procedure, Transition

T = TypeVar("T")
RESTRICTING = "restriction_provided"
Kind = tuple[str, str]
"""District and business."""
Key = tuple[str, str, str]
"""District, business and move."""
FAR = 0.93
"""What a stage is worth beside the one that a move from it leads to."""
IN_VAIN = 0.25
"""How much of a made move a try in vain counts."""


@dataclass
class Guide:
    """How often each move was made and tried, over all walks of a run; `answers`: why not, where it was refused."""

    made: Counter[Key] = field(default_factory=Counter)
    anywhere: Counter[tuple[str, str]] = field(default_factory=Counter)
    tried: Counter[Key] = field(default_factory=Counter)
    answers: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    read_to: int = 0
    _worth: dict[Kind, Mapping[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: str) -> Guide:
        """What an earlier run kept, so that a later one goes on where that stopped; "" for none."""
        found = cls()
        for *key, made, tried in json.loads(kept or "[]"):
            found.made[key[0], key[1], key[2]] = made
            found.tried[key[0], key[1], key[2]] = tried
            found.anywhere[key[1], key[2]] += made
        return found

    def kept(self) -> str:
        """How often each move was made and tried, for `of`."""
        return json.dumps([[*key, self.made[key], self.tried[key]] for key in sorted({*self.made, *self.tried})])

    def begin(self) -> None:
        """A new walk, with steps of its own."""
        self.read_to = 0

    def read(self) -> None:
        """Count the moves made since, the system's own included."""
        rows = Step.objects.filter(pk__gt=self.read_to).order_by("pk")
        for key, *moved in rows.values_list("pk", "case__authority", "case__type", "name"):
            self.made[moved[0], moved[1], moved[2]] += 1
            self.anywhere[moved[1], moved[2]] += 1
            self._forget(moved[1])
            self.read_to = key

    def in_vain(self, key: Key, answer: str) -> None:
        """A try that was refused, and why."""
        self.tried[key] += 1
        self.answers[key][answer] += 1
        self._forget(key[1])

    def _forget(self, kind: str) -> None:
        """What was reckoned of a business is reckoned anew."""
        self._worth = {there: one for there, one in self._worth.items() if there[1] != kind}

    def newness(self, kind: Kind, move: str) -> float:
        """1 for a move never made anywhere, less the oftener it was, above all in this district."""
        key = (*kind, move)
        here = 1 / (1 + self.made[key] + IN_VAIN * self.tried[key])
        return (here + 1 / (1 + self.anywhere[key[1:]])) / 2

    def worth(self, authority: str, procedure: Procedure, on: date) -> Mapping[str, float]:
        """What each stage of the business is worth in the district."""
        kind = (authority, procedure.type)
        if kind not in self._worth:
            self._worth[kind] = self._reckoned(kind, procedure, listed(authority, procedure.type, on))
        return self._worth[kind]

    def _reckoned(self, kind: Kind, procedure: Procedure, stages: tuple[str, ...]) -> Mapping[str, float]:
        """Worth goes back from each move to where it begins until nothing changes."""
        moves = legs(procedure, stages)
        new = {name: self.newness(kind, name) for name in moves}
        worth: dict[str, float] = defaultdict(float)
        changed = True
        while changed:
            changed = False
            for name, to in moves.items():
                found = max(new[name], FAR * worth[to])
                for source in procedure.transitions[name].sources:
                    if found > worth[source]:
                        worth[source], changed = found, True
        return worth

    def of_move(self, authority: str, procedure: Procedure, move: Transition, on: date) -> float:
        """What a move is worth: it may be new itself, or lead to where a new one waits."""
        to = legs(procedure, listed(authority, procedure.type, on))[move.name]
        onward = self.worth(authority, procedure, on).get(to, 0.0)
        return max(self.newness((authority, procedure.type), move.name), FAR * onward)


def legs(procedure: Procedure, stages: tuple[str, ...]) -> Mapping[str, str]:
    """Where each move ends under a rulebook that lists these stages."""
    return _legs(procedure.digest, stages)


@lru_cache(maxsize=256)
def _legs(digest: str, stages: tuple[str, ...]) -> Mapping[str, str]:
    procedure = books.procedure_by_digest(digest)
    return {name: procedure.leg(move, stages).to for name, move in procedure.transitions.items()}


@lru_cache(maxsize=4096)
def listed(authority: str, kind: str, on: date) -> tuple[str, ...]:
    """The optional stages that a district's rulebook of the day lists for a business."""
    return tuple(books.edition_for(authority, on).stages.get(kind, ()))


def drawn(chance: Random, found: Iterable[tuple[T, float]]) -> T | None:
    """One of what is there, what is worth more much oftener; None where nothing is."""
    rows = list(found)
    if not rows:
        return None
    return chance.choices([one for one, _ in rows], [0.0001 + worth**3 for _, worth in rows])[0]


def known_moves(on: date) -> set[Key]:
    """Every move that a district's rulebook of the day lets a business take."""
    return {
        (edition.authority, kind, move.name)
        for edition in books.districts(on)
        for kind in edition.businesses
        for one in _procedures(kind)
        for stages in [{stage.name for stage in one.applying(edition.stages.get(kind, ()))}]
        for move in one.transitions.values()
        if stages.intersection(move.sources) and _is_provided(edition, kind, move)
    }


def _is_provided(edition: Edition, kind: str, move: Transition) -> bool:
    """The move into a restricted access exists only where the rulebook knows one (CP-031)."""
    return RESTRICTING not in move.guards or edition.business(kind).else_restricted


def _procedures(kind: str) -> list[Procedure]:
    return [one for one in books.procedures() if one.type == kind]
