"""What a walk did, and which moves no walk of the run has made yet and why not: for whoever runs it with -s."""

from __future__ import annotations

import sys

from tests.walks.guiding import Guide, Key
from tests.walks.walk import Walk

OFTENEST = 25


def tell(walk: Walk, known: set[Key]) -> None:
    """Counts of verbs and refusals, the moves of `known` that are left, the faults."""
    guide = walk.guide
    _say(f"\nseed {walk.seed}: {walk.steps} steps until {walk.now}, {len(walk.faults)} faults")
    _say(f"verbs {sum(walk.done.values())}: {dict(walk.done.most_common())}")
    _say(f"refused {sum(walk.refused.values())}: {dict(walk.refused.most_common(OFTENEST))}")
    moves, made = moves_of(known), moves_of(set(guide.made))
    there = known & set(guide.made)
    _say(f"moves made: {len(moves & made)} of {len(moves)}; in each district: {len(there)} of {len(known)}")
    for key in sorted(known - there, key=lambda one: (one[1], one[2], one[0])):
        _say(_left(guide, key, nowhere=key[1:] not in made))
    for one in walk.faults:
        _say(f"FAULT {one}")


def moves_of(keys: set[Key]) -> set[tuple[str, str]]:
    """The moves of businesses, wherever they were made."""
    return {(kind, name) for _, kind, name in keys}


def _left(guide: Guide, key: Key, *, nowhere: bool) -> str:
    where = "anywhere" if nowhere else f"in {key[0]}"
    why = dict(guide.answers[key].most_common(3))
    return f"  {key[1]}.{key[2]} not made {where} ({key[0]}): tried {guide.tried[key]} times, {why}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
