"""The known name nearest to a mistaken one, for errors that say what to write instead."""

from collections.abc import Iterable

SHORTEST_PART = 4
"""Shorter words stand in too many names to say which is meant."""


def distance(one: str, other: str) -> int:
    """Levenshtein distance: the fewest insertions, deletions and replacements of a character."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, theirs in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (mine != theirs))
    return row[-1]


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name that is meant: with the smallest distance if near enough, else one with the word in it."""
    names = list(known)
    if not names:
        return None
    found, name = min(((distance(wrong, name), name) for name in names), key=lambda pair: pair[0])
    if found < len(wrong) and found <= max(2, len(wrong) // 3):
        return name
    return next((one for one in names if len(wrong) >= SHORTEST_PART and wrong in one), None)
