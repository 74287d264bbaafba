"""Points for requests by the weights an office sets, and places by points: plain arithmetic that can be read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from gongju.facts import FactContent
from gongju.rules.facts import FactSpec

LEAST_WEIGHT, MOST_WEIGHT = -100, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How an office scores a round: the weight of each figure, and the bounds of what one employer gets.

    `minimum`: places that everybody gets first, as far as asked for; `cap`: the most one employer gets, None for none.
    """

    weights: Mapping[str, int]
    minimum: int = 0
    cap: int | None = None

    def as_json(self) -> dict[str, object]:
        """`{"weights": {figure: weight}, "minimum": n, "cap": n or null}`."""
        return {"weights": dict(self.weights), "minimum": self.minimum, "cap": self.cap}


def scoring_from_json(kept: Mapping[str, object], figures: Sequence[str]) -> Scoring:
    """Read what `as_json` wrote; figures that it does not know weigh nothing, and all the same where none was set."""
    weights = kept.get("weights")
    if not isinstance(weights, Mapping):
        return Scoring(weights=dict.fromkeys(figures, 10))
    minimum, cap = kept.get("minimum"), kept.get("cap")
    return Scoring(
        weights={name: int(weights.get(name, 0)) for name in figures},
        minimum=minimum if isinstance(minimum, int) else 0,
        cap=cap if isinstance(cap, int) else None,
    )


@dataclass(frozen=True, slots=True)
class Points:
    """What one figure brought: its share of the best in the round (0 to 1), times the weight. None: not known."""

    figure: str
    weight: int
    share: Fraction | None

    @property
    def points(self) -> Fraction:
        """Share times weight; what is not known brings nothing."""
        return (self.share or Fraction(0)) * self.weight


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it is scored: places asked for and the figures known of the employer."""

    key: int
    places: int
    figures: Mapping[str, FactContent]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one request comes to: points figure by figure, and the places proposed.

    `quota`: the exact share before rounding; `bound`: "asked", "cap" or "minimum" where that decided, else "".
    """

    key: int
    lines: tuple[Points, ...]
    exact: Fraction
    places: int
    bound: str

    @property
    def score(self) -> Fraction:
        """The sum, never below nought."""
        return max(Fraction(0), sum((one.points for one in self.lines), Fraction(0)))


def propose(
    requests: Sequence[Asked], scoring: Scoring, specs: Mapping[str, FactSpec], total: int | None
) -> tuple[Proposal, ...]:
    """Places for each request, in their order: by points, within total, minimum, cap and what was asked for.

    First the minimum, to those with most points where it does not reach all; then the rest by points, by largest
    remainder; of equals who stands first. Without a total everybody gets what was asked for, up to the cap (DC-013,
    DC-014, DX-013).
    """
    lines = {one.key: _lines(one, requests, scoring, specs) for one in requests}
    scores = {key: max(Fraction(0), sum((one.points for one in found), Fraction(0))) for key, found in lines.items()}
    most = {one.key: _most(one, scoring) for one in requests}
    if total is None:
        exact = {one.key: Fraction(most[one.key]) for one in requests}
        places = dict(most)
    else:
        base = _minimum(requests, scores, scoring, most, total)
        exact, places = _rest(base, scores, most, total)
    return tuple(
        Proposal(one.key, lines[one.key], exact[one.key], places[one.key], _bound(one, scoring, places[one.key]))
        for one in requests
    )


def _most(one: Asked, scoring: Scoring) -> int:
    return one.places if scoring.cap is None else min(one.places, scoring.cap)


def _bound(one: Asked, scoring: Scoring, places: int) -> str:
    if places == one.places:
        return "asked"
    if places == scoring.cap:
        return "cap"
    return "minimum" if places == scoring.minimum and places else ""


def _lines(
    one: Asked, requests: Sequence[Asked], scoring: Scoring, specs: Mapping[str, FactSpec]
) -> tuple[Points, ...]:
    return tuple(
        Points(name, weight, _share(one, name, requests, specs[name])) for name, weight in scoring.weights.items()
    )


def _share(one: Asked, name: str, requests: Sequence[Asked], spec: FactSpec) -> Fraction | None:
    own = measure(spec, one.figures.get(name))
    if own is None:
        return None
    if spec.type == "truth" or spec.ordered:
        return own
    best = max((measure(spec, each.figures.get(name)) or Fraction(0) for each in requests), default=Fraction(0))
    return own / best if best > 0 else Fraction(0)


def measure(spec: FactSpec, value: FactContent | None) -> Fraction | None:
    """A figure as a number: amounts as held, yes as 1, an ordered choice by its place from 0 to 1; else None."""
    if isinstance(value, bool):
        return Fraction(int(value))
    if isinstance(value, int | Decimal):
        return max(Fraction(0), Fraction(value))
    if isinstance(value, str) and spec.ordered and value in spec.choices:
        return Fraction(spec.choices.index(value), max(1, len(spec.choices) - 1))
    if isinstance(value, date | str | frozenset | tuple) or value is None:
        return None
    return None


def _minimum(
    requests: Sequence[Asked], scores: Mapping[int, Fraction], scoring: Scoring, most: Mapping[int, int], total: int
) -> dict[int, int]:
    """What everybody gets first; when it does not reach, those with most points go first."""
    left, base = total, dict.fromkeys(most, 0)
    for key in sorted(base, key=lambda key: -scores[key]):
        base[key] = min(scoring.minimum, most[key], left)
        left -= base[key]
    return base


def _rest(
    base: Mapping[int, int], scores: Mapping[int, Fraction], most: Mapping[int, int], total: int
) -> tuple[dict[int, Fraction], dict[int, int]]:
    """What is left over the base, by points; who reaches the most leaves the surplus to the others."""
    exact = {key: Fraction(count) for key, count in base.items()}
    left = Fraction(total - sum(base.values()))
    open_ = [key for key in base if base[key] < most[key] and scores[key] > 0]
    while open_ and left > 0:
        points = sum((scores[key] for key in open_), Fraction(0))
        full = [key for key in open_ if exact[key] + left * scores[key] / points >= most[key]]
        for key in full or open_:
            got = most[key] - exact[key] if full else left * scores[key] / points
            exact[key] += got
        left = Fraction(total) - sum(exact.values(), Fraction(0))
        open_ = [key for key in open_ if key not in full] if full else []
    return exact, _rounded(exact, most, total)


def _rounded(exact: Mapping[int, Fraction], most: Mapping[int, int], total: int) -> dict[int, int]:
    """Whole places by largest remainder, never above the total nor the most of one."""
    places = {key: floor(share) for key, share in exact.items()}
    wanted = min(total, floor(sum(exact.values(), Fraction(0)) + Fraction(1, 2))) - sum(places.values())
    by_remainder = sorted(exact, key=lambda key: places[key] - exact[key])
    for key in [key for key in by_remainder if exact[key] > places[key] and places[key] < most[key]][: max(0, wanted)]:
        places[key] += 1
    return places
