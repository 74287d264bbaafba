"""A random walk drives every procedure through its real verbs: no unexpected error, no broken promise.

Each walk has a seed, printed with the latest verbs when something is wrong. `GONGJU_WALK_STEPS`, `GONGJU_WALK_SEED` and
`GONGJU_WALKS` ask for longer, other and more walks than the ordinary suite takes; `GONGJU_WALK_KEPT` names a file of
what was made already, so that a run goes on where the last one stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.db import transaction

from gongju.outbox.worker import drain
from tests.walks import allotting, beginning, casework, deeds, looking, meddling, promises, supervising
from tests.walks.guiding import Guide, Key, known_moves
from tests.walks.telling import moves_of, tell
from tests.walks.town import founded, morning
from tests.walks.walk import Walk

STEPS = int(os.environ.get("GONGJU_WALK_STEPS", "300"))
SEED = int(os.environ.get("GONGJU_WALK_SEED", "1"))
WALKS = int(os.environ.get("GONGJU_WALKS", "1"))
KEPT = Path(os.environ["GONGJU_WALK_KEPT"]) if "GONGJU_WALK_KEPT" in os.environ else None
CHECKED_EVERY = 60
MOST_FAULTS, MOST_SHOWN = 12, 3
MANY = 6_000
REACHED, REACHED_BY_MANY = 0.25, 0.95
"""The least share of all moves that districts let businesses take: of one walk, and of so many steps together."""
EARLIEST, LATEST = date(2023, 3, 1), date(2024, 12, 1)

WEIGHTS: dict[Callable[[Walk], None], int] = {
    casework.see_to_a_case: 620,
    beginning.begin_the_newest: 90,
    deeds.begin_about_a_person: 30,
    deeds.begin_own: 20,
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
    allotting.ask_for_it_back: 4,
    deeds.choose_another_district: 5,
    allotting.appoint: 12,
    meddling.a_move_at_random: 40,
    meddling.anything_of_others: 30,
    looking.look: 50,
}

BEGINNING: dict[Callable[[Walk], None], int] = {beginning.begin_the_newest: 9, deeds.begin_own: 1, deeds.link: 1}
"""What is done oftener while little is under way."""


def walked(seed: int, steps: int, guide: Guide) -> Walk:
    """A walk of so many steps, its promises checked on the way and at its end."""
    chance = Random(seed)
    now = morning(EARLIEST + timedelta(days=chance.randrange((LATEST - EARLIEST).days)))
    walk = Walk(seed, now, founded(chance, now), chance, guide)
    guide.begin()
    checked = now - timedelta(days=1)
    for walk.steps in range(1, steps + 1):
        if walk.pause() and walk.often(0.12):
            deeds.pass_a_day(walk)
        weights = BEGINNING if deeds.is_quiet() and walk.often(0.4) else WEIGHTS
        chance.choices(list(weights), list(weights.values()))[0](walk)
        guide.read()
        if walk.steps % CHECKED_EVERY == 0 or walk.steps == steps:
            drain(ask=lambda: walk.now)
            for one in promises.broken(walk.now, checked):
                walk.fault(one)
            checked = walk.now
        if len(walk.faults) >= MOST_FAULTS:
            break
    return walk


def test_random_walks_break_nothing(db: None) -> None:
    guide = Guide.of(KEPT.read_text() if KEPT and KEPT.exists() else "")
    known, faults = set[Key](), list[str]()
    for seed in range(SEED, SEED + WALKS):
        with transaction.atomic():
            walk = walked(seed, STEPS, guide)
            known |= known_moves(walk.now.date())
            transaction.set_rollback(True)
        faults += walk.faults
        tell(walk, known)
        if KEPT:
            KEPT.write_text(guide.kept())
    assert not faults, "\n\n".join(faults[:MOST_SHOWN])
    moves, made = moves_of(known), moves_of(set(guide.made))
    share = REACHED_BY_MANY if STEPS * WALKS >= MANY else REACHED
    assert len(moves & made) >= share * len(moves)
