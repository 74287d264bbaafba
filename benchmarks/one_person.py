"""Races over single persons: the verdict, the verdict with the criteria that fail, and the whole reckoning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from gongju.rules.verdict import assess

from .figures import Person, held
from .fixture import ON, FixtureEdition
from .honesty import yes_or_no
from .peers import Peer
from .peers.by_hand import decide
from .population import people, population
from .timing import Race, Work, race

PEOPLE = 20_000


class Contest:
    """The engines and the people they are given, checked to agree."""

    def __init__(self, engines: Sequence[Peer], count: int = PEOPLE) -> None:
        self.engines = engines
        self.yuan = people(population(count), count)
        self.fen = [held(person) for person in self.yuan]
        self._check()

    def races(self, rounds: int) -> dict[str, Race]:
        """Three races; in the last also our verdict in sentences."""
        edition = FixtureEdition()
        sentences = {"in sentences": _over(lambda person: assess(edition, "", ON, person), self.fen)}
        return {
            "verdict": race(self._works("result"), len(self.fen), rounds),
            "failing criteria": race(self._works("failing"), len(self.fen), rounds),
            "whole reckoning": race(self._works("tree") | sentences, len(self.fen), rounds),
        }

    def _works(self, kind: str) -> dict[str, Work]:
        """The engines that can do it."""
        able = [(peer, getattr(peer, kind)) for peer in self.engines if getattr(peer, kind)]
        return {peer.name: _over(function, self._given(peer)) for peer, function in able}

    def _given(self, peer: Peer) -> list[Person]:
        return self.fen if peer.fen else self.yuan

    def _check(self, count: int = 300) -> None:
        """All must agree with the hand-written verdict before any is timed."""
        wanted = [decide(person) for person in self.fen[:count]]
        for peer in self.engines:
            found = [yes_or_no(peer.result, person) for person in self._given(peer)[:count]]
            assert found == wanted, peer.name


def _over(function: Callable[[Person], Any], given: Sequence[Person]) -> Work:
    def work(count: int) -> None:
        for person in given[:count]:
            function(person)

    return work
