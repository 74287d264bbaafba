"""The same 18 criteria in other engines and by hand; every module's `make` gives what it can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Person = dict[str, Any]
CODES = ("C1", "C2", "C3", "C4", "C5", "C6", "X1", "X2", "X3", *(f"P{number}" for number in range(1, 10)))


@dataclass(frozen=True, kw_only=True)
class Peer:
    """What one engine can do; None where it cannot. `fen`: its people carry amounts in fen, else in yuan."""

    name: str
    result: Callable[[Person], Any] | None = None
    failing: Callable[[Person], Any] | None = None
    tree: Callable[[Person], Any] | None = None
    prepare: Callable[[Any], Any] | None = None
    columns: Callable[[Any], Any] | None = None
    reasons: Callable[[Any], Any] | None = None
    fen: bool = False
