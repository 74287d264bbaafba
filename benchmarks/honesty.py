"""People with missing facts and people who are refused: is every firm answer true, and does every plan work?"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from gongju.rules.advice import advise
from gongju.rules.outcome import Outcome
from gongju.rules.verdict import assess

from .figures import Person, held
from .fixture import ON, FixtureEdition
from .oracle import decided
from .peers import Peer
from .peers.by_hand import decide
from .population import people, population

LOST = 0.08


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A person of whom some facts are not told, what can be decided all the same, and what is true."""

    in_yuan: Person
    in_fen: Person
    decidable: bool | None
    true: bool


@dataclass(slots=True)
class Tally:
    """How one engine fared with people of whom some facts are missing."""

    name: str
    right: int = 0
    needless: int = 0
    unknown: int = 0
    guessed: int = 0
    false: int = 0

    def add(self, answer: bool | None, person: Incomplete) -> None:
        """Count one answer; None: the engine did not know."""
        if answer is None:
            self.unknown += person.decidable is None
            self.needless += person.decidable is not None
            return
        self.guessed += person.decidable is None
        self.right += answer is person.decidable
        self.false += answer is not person.true


def incomplete(count: int) -> list[Incomplete]:
    """People who have lost some of their facts; what is decidable says the oracle, what is true the whole person."""
    chance = random.Random(5)  # noqa: S311  repeatable on purpose
    found = []
    for person in people(population(count, seed=11), count):
        told = {name: value for name, value in person.items() if chance.random() >= LOST}
        in_fen = held(told)
        found.append(Incomplete(told, in_fen, decided(in_fen), decide(held(person))))
    return found


def tallies(engines: Sequence[Peer], count: int) -> list[Tally]:
    """Each engine on the same incomplete people."""
    given, found = incomplete(count), []
    for peer in engines:
        tally = Tally(peer.name)
        for person in given:
            tally.add(yes_or_no(peer.result, person.in_fen if peer.fen else person.in_yuan), person)
        found.append(tally)
    return found


def yes_or_no(result: Callable[[Person], Any] | None, person: Person) -> bool | None:
    """An engine's answer; None for an error or a word for not knowing."""
    try:
        answer = result(person) if result else None
    except Exception:  # engines say in many ways that they cannot
        return None
    if isinstance(answer, Outcome):
        return {Outcome.MET: True, Outcome.UNMET: False}.get(answer)
    return None if answer is None else bool(answer)


@dataclass(slots=True)
class Plans:
    """What advice did for people who are refused."""

    refused: int = 0
    advised: int = 0
    ways: int = 0
    failing: int = 0


def plans(count: int) -> Plans:
    """Try every plan told to the refused among `count` people."""
    edition, found = FixtureEdition(), Plans()
    for person in people(population(count, seed=12), count):
        facts = held(person)
        if assess(edition, "", ON, facts).outcome is not Outcome.UNMET:
            continue
        told = advise(edition, business="", on=ON, facts=facts).plans
        found.refused += 1
        found.advised += bool(told)
        for way in (way for plan in told for way in plan.ways):
            found.ways += 1
            found.failing += not decide({**facts, **way})
    return found
