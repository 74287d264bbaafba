"""The proof that a purge leaves: how many rows went, and one root over their keyed hashes.

Who kept a copy and has the digest key can show that a row was among them; nobody else learns from it what a row said.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongju.sealing.canonical import canonical
from gongju.sealing.merkle import root_of
from gongju.sealing_fields import keyring

AT_ONCE = 500
PURGED = "retention.purge"
PURPOSE = "purged"


def proof_of(rows: Sequence[object]) -> dict[str, object]:
    """`count` and `root` over the rows in their order, each as JSON without floats or dates."""
    ring = keyring()
    return {
        "count": len(rows),
        "root": root_of([ring.digest(canonical(row).decode(), purpose=PURPOSE) for row in rows]),
    }
