"""The known name nearest to a mistaken one, for errors that say what to write instead."""

from collections.abc import Iterable


def distance(one: str, other: str) -> int:
    """Levenshtein distance: the fewest insertions, deletions and replacements of a character."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, theirs in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (mine != theirs))
    return row[-1]


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known name with the smallest distance, if it is near enough to be meant; earlier names win a tie."""
    ranked = [(distance(wrong, name), name) for name in known]
    if not ranked:
        return None
    found, name = min(ranked, key=lambda pair: pair[0])
    return name if found <= max(2, len(wrong) // 2) else None
