"""Score a round as the office weighs its figures, and propose places by points; every line can be explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.rounds import round_for
from gongju.actions.judge import answered
from gongju.actions.set_round import check_officer
from gongju.actions.telling import tell
from gongju.casework.models import Snapshot
from gongju.errors import BadInput, Fault
from gongju.facts import FactValue, fact_from_json, most_trusted
from gongju.quota import round_records, rounds
from gongju.quota.models import QuotaRequest, Round
from gongju.quota.scoring import LEAST_WEIGHT, MOST_WEIGHT, Asked, Proposal, Scoring, propose, scoring_from_json
from gongju.rules.edition import Edition

MOST_PLACES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One request on the board: its figures with their sources, and what they come to by the round's scoring."""

    request: QuotaRequest
    figures: Mapping[str, FactValue]
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A round as it lies before the office. `edition`: the rulebook of the round's period."""

    row: Round
    edition: Edition
    figures: tuple[str, ...]
    scoring: Scoring
    lines: tuple[Line, ...]

    @property
    def undecided(self) -> tuple[Line, ...]:
        """Those that have no lot yet."""
        return tuple(line for line in self.lines if not hasattr(line.request, "lot"))


def board_of(row: Round) -> Board:
    """Every request of the round with figures and points; a bounded number of queries (DC-013, DX-013)."""
    edition = rounds.edition_of(row)
    figures = edition.round(row.code).figures
    scoring = scoring_from_json(row.scoring, figures)
    requests = list(rounds.on_the_board(row))
    known = _figures(requests, edition, figures)
    granted = sum(one.lot.granted for one in requests if hasattr(one, "lot"))
    asked = [
        Asked(one.pk, one.asked, {name: fact.value for name, fact in known[one.pk].items()})
        for one in requests
        if not hasattr(one, "lot")
    ]
    left = None if row.total is None else max(0, row.total - granted)
    proposals = {one.key: one for one in propose(asked, scoring, edition.facts, left)}
    lines = tuple(
        Line(request=one, figures=known[one.pk], proposal=proposals.get(one.pk) or _done(one)) for one in requests
    )
    return Board(row=row, edition=edition, figures=figures, scoring=scoring, lines=lines)


def _done(request: QuotaRequest) -> Proposal:
    """Of a request that has its lot nothing is proposed any more."""
    return Proposal(request.pk, (), Fraction(request.places or 0), request.places or 0, "")


def _figures(requests: list[QuotaRequest], edition: Edition, names: tuple[str, ...]) -> dict[int, dict[str, FactValue]]:
    """What was handed in last of each, and what the office has answered since."""
    snapshots = Snapshot.objects.filter(case__in=[one.case_id for one in requests]).order_by("round")
    handed_in = {one.case_id: [fact_from_json(fact) for fact in one.facts] for one in snapshots}
    found = {}
    for one in requests:
        best = most_trusted((*handed_in.get(one.case_id, []), *answered(one.case.answers, edition.facts)))
        found[one.pk] = {name: best[name] for name in names if name in best}
    return found


def propose_places(
    *, actor: Actor, now: datetime, round_id: int, weights: Mapping[str, int], minimum: int, cap: int | None
) -> Board:
    """Keep the scoring and write the places it comes to, over whatever stood there; decided requests stay.

    Raises NotFound, Refusal (not a quota officer), BadInput, or MovedOn while the round is being published.
    """
    check_officer(actor)
    with transaction.atomic():
        row = round_for(actor, round_id)
        figures = rounds.edition_of(row).round(row.code).figures
        _check(figures, weights, minimum, cap)
        scoring = Scoring(weights={name: weights.get(name, 0) for name in figures}, minimum=minimum, cap=cap)
        round_records.set_scoring(row, scoring.as_json())
        round_records.clear_places(row)
        for line in board_of(row).undecided:
            places = line.proposal.places
            round_records.set_places(line.request, places, proposed=places)
        tell(
            actor=actor,
            now=now,
            action="quota.propose",
            data={"round": row.pk, "scoring": scoring.as_json()},
            quietly=True,
        )
        row.refresh_from_db()
        return board_of(row)


def _check(figures: tuple[str, ...], weights: Mapping[str, int], minimum: int, cap: int | None) -> None:
    faults = [Fault(name, "没有这一项。") for name in weights if name not in figures]
    wrong = [name for name, weight in weights.items() if not LEAST_WEIGHT <= weight <= MOST_WEIGHT]
    faults += [Fault(name, f"权重应在 {LEAST_WEIGHT} 到 {MOST_WEIGHT} 之间。") for name in wrong]
    if not 0 <= minimum <= MOST_PLACES:
        faults.append(Fault("minimum", f"保底数量应在 0 到 {MOST_PLACES} 之间。"))
    if cap is not None and not minimum <= cap <= MOST_PLACES:
        faults.append(Fault("cap", f"上限应在保底数量到 {MOST_PLACES} 之间。"))
    if faults:
        raise BadInput(tuple(faults))
