"""A tree of hashes over many leaves (as in RFC 6962): one root for all, and a short path from each leaf to it."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

Path = tuple[tuple[str, str], ...]
"""From the leaf upwards: on which side the other half stands (`left` or `right`), and its hash in hexadecimal."""
LEFT, RIGHT = "left", "right"


def leaf_hash(body: bytes) -> str:
    """The hash of one leaf; no inner node can pass for a leaf."""
    return sha256(b"\0" + body).hexdigest()


def root_of(leaves: Sequence[str]) -> str:
    """The root over leaf hashes in their order; of none, the hash of nothing."""
    return _levels(leaves)[-1][0] if leaves else sha256(b"").hexdigest()


def path_of(leaves: Sequence[str], position: int) -> Path:
    """The path of the leaf at `position` (from 0). IndexError where there is no such leaf."""
    if not 0 <= position < len(leaves):
        raise IndexError(f"there is no leaf {position} among {len(leaves)}")
    return tuple(_steps(_levels(leaves), position))


def follow(leaf: str, path: Path) -> str:
    """The root that leaf and path lead to. ValueError for a path that is none."""
    for side, other in path:
        if side not in (LEFT, RIGHT):
            raise ValueError(f"a step stands {LEFT} or {RIGHT}, not {side!r}")
        leaf = _node(other, leaf) if side == LEFT else _node(leaf, other)
    return leaf


def _steps(levels: Sequence[Sequence[str]], position: int) -> Iterator[tuple[str, str]]:
    for level in levels[:-1]:
        other = position ^ 1
        if other < len(level):
            yield (RIGHT if other > position else LEFT), level[other]
        position //= 2


def _levels(leaves: Sequence[str]) -> list[list[str]]:
    """Level by level up to the root; what has no other half goes up as it is."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        levels.append([_pair(levels[-1][at : at + 2]) for at in range(0, len(levels[-1]), 2)])
    return levels


def _pair(halves: Sequence[str]) -> str:
    return _node(*halves) if len(halves) == 2 else halves[0]


def _node(left: str, right: str) -> str:
    return sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
