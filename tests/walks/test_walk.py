"""A random walk drives every procedure through its real verbs: no unexpected error, no broken promise.

Each walk has a seed, printed with the latest verbs when something is wrong. `GONGJU_WALK_STEPS`, `GONGJU_WALK_SEED` and
`GONGJU_WALKS` ask for longer, other and more walks than the ordinary suite takes.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import transaction

from gongju.casework import books
from gongju.outbox.worker import drain
from tests.walks import allotting, casework, deeds, looking, meddling, promises, supervising
from tests.walks.town import founded, morning
from tests.walks.walk import Walk, taken

STEPS = int(os.environ.get("GONGJU_WALK_STEPS", "300"))
SEED = int(os.environ.get("GONGJU_WALK_SEED", "1"))
WALKS = int(os.environ.get("GONGJU_WALKS", "1"))
CHECKED_EVERY = 60
MOST_FAULTS, MOST_SHOWN = 12, 3
MANY = 20_000
REACHED, REACHED_BY_MANY = 0.15, 0.9
"""The least share of all moves that districts let businesses take: of one walk, and of so many steps together."""
EARLIEST, LATEST = date(2023, 3, 1), date(2024, 12, 1)

WEIGHTS: dict[Callable[[Walk], None], int] = {
    casework.see_to_a_case: 620,
    deeds.begin_about_a_person: 70,
    deeds.begin_own: 45,
    deeds.begin_for_many: 2,
    deeds.link: 60,
    deeds.renew_contract: 6,
    deeds.leave: 22,
    deeds.answer_a_release: 8,
    deeds.edit_profile: 16,
    deeds.edit_particulars: 6,
    supervising.order: 10,
    supervising.paper_of_a_permit: 5,
    supervising.decide: 8,
    deeds.change_agents: 8,
    supervising.bring_in: 12,
    supervising.spot_check: 5,
    casework.hurry: 10,
    allotting.give_notice: 14,
    allotting.score: 25,
    allotting.publish: 14,
    allotting.allot_by_hand: 14,
    allotting.give_back: 4,
    allotting.appoint: 12,
    meddling.a_move_at_random: 40,
    meddling.anything_of_others: 30,
    looking.look: 50,
}

BEGINNING: dict[Callable[[Walk], None], int] = {deeds.begin_about_a_person: 5, deeds.begin_own: 2, deeds.link: 5}
"""What is done oftener while little is under way."""


def walked(seed: int, steps: int) -> Walk:
    """A walk of so many steps, its promises checked on the way and at its end."""
    chance = Random(seed)
    now = morning(EARLIEST + timedelta(days=chance.randrange((LATEST - EARLIEST).days)))
    walk = Walk(seed, now, founded(chance, now), chance)
    checked = now - timedelta(days=1)
    for walk.steps in range(1, steps + 1):
        if walk.pause() and walk.often(0.2):
            deeds.pass_a_day(walk)
        weights = BEGINNING if deeds.is_quiet() and walk.often(0.5) else WEIGHTS
        chance.choices(list(weights), list(weights.values()))[0](walk)
        if walk.steps % CHECKED_EVERY == 0 or walk.steps == steps:
            drain(ask=lambda: walk.now)
            for one in promises.broken(walk.now, checked):
                walk.fault(one)
            checked = walk.now
        if len(walk.faults) >= MOST_FAULTS:
            break
    return walk


def test_random_walks_break_nothing(db: None) -> None:
    found: Counter[tuple[str, str]] = Counter()
    faults: list[str] = []
    for seed in range(SEED, SEED + WALKS):
        with transaction.atomic():
            walk = walked(seed, STEPS)
            known, now_taken = _known(walk.now.date()), taken()
            transaction.set_rollback(True)
        found += now_taken
        faults += walk.faults
        _tell(walk, found, known)
    assert not faults, "\n\n".join(faults[:MOST_SHOWN])
    share = REACHED_BY_MANY if STEPS * WALKS >= MANY else REACHED
    assert len(known & set(found)) >= share * len(known)


def say(line: str) -> None:
    """A line of a report."""
    sys.stdout.write(f"{line}\n")


def _tell(walk: Walk, found: Counter[tuple[str, str]], known: set[tuple[str, str]]) -> None:
    """What the walk did, and which moves no walk has made yet, for whoever runs it with -s."""
    say(f"\nseed {walk.seed}: {walk.steps} steps until {walk.now}, {len(walk.faults)} faults")
    say(f"verbs {sum(walk.done.values())}: {dict(walk.done.most_common())}")
    say(f"refused {sum(walk.refused.values())}: {dict(walk.refused.most_common(25))}")
    say(f"moves taken: {len(known & set(found))} of {len(known)}; not: {sorted(known - set(found))}")
    for one in walk.faults:
        say(f"FAULT {one}")


def _known(on: date) -> set[tuple[str, str]]:
    """Every move that some district's rulebook of the day lets a business take."""
    return {
        (kind, move.name)
        for edition in books.districts(on)
        for kind in edition.businesses
        for one in [books.procedure_for(kind)]
        for stages in [{stage.name for stage in one.applying(edition.stages.get(kind, ()))}]
        for move in one.transitions.values()
        if stages.intersection(move.sources)
    }
