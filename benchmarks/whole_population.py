"""Races over columns of a whole population: the verdict, with reasons, and with facts missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from gongju.rules.outcome import MET

from .peers import Peer
from .population import in_fen, missing, population
from .timing import Race, Work, race

MISSING = 0.05


class Contest:
    """The engines and the columns each is given, prepared in its own form and checked to agree."""

    def __init__(self, engines: Sequence[Peer], count: int) -> None:
        self.engines = engines
        self.count = count
        yuan = population(count)
        fen = in_fen(yuan)
        self.ready = {peer.name: peer.prepare(fen if peer.fen else yuan) for peer in engines if peer.prepare}
        self._check()

    def races(self, rounds: int) -> dict[str, Race]:
        """Three races; the last only of those that know nulls."""
        masks = missing(self.count, MISSING)
        framed = [peer for peer in self.engines if isinstance(self.ready[peer.name], pl.DataFrame)]
        holes = {peer.name: lacking(self.ready[peer.name], masks) for peer in framed}
        incomplete = _works(framed, "columns", holes)
        with_reasons = {f"{name}, with reasons": work for name, work in _works(framed, "reasons", holes).items()}
        return {
            "verdict": race(_works(self.engines, "columns", self.ready), 1, rounds),
            "with reasons": race(_works(self.engines, "reasons", self.ready), 1, rounds),
            "facts missing": race(incomplete | with_reasons, 1, rounds),
        }

    def _check(self) -> None:
        """All must agree before any is timed."""
        found = [(peer.name, _yes(peer.columns(self.ready[peer.name]))) for peer in self.engines if peer.columns]
        for name, verdicts in found:
            assert (verdicts == found[0][1]).all(), name


def lacking(frame: pl.DataFrame, masks: Mapping[str, Any]) -> pl.DataFrame:
    """The frame with nulls where a fact is missing."""
    holes = [pl.when(pl.Series(~mask)).then(pl.col(name)).alias(name) for name, mask in masks.items()]
    return frame.with_columns(holes).rechunk()


def _yes(verdicts: Any) -> Any:
    """Truths; our own outcomes are codes."""
    found = np.asarray(verdicts)
    return found == MET if found.dtype == np.uint8 else found


def _works(engines: Sequence[Peer], kind: str, given: Mapping[str, Any]) -> dict[str, Work]:
    return {peer.name: _over(getattr(peer, kind), given[peer.name]) for peer in engines}


def _over(function: Callable[[Any], Any], given: Any) -> Work:
    def work(times: int) -> None:
        for _ in range(times):
            function(given)

    return work
