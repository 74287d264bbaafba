"""Rust CEL (common-expression-language)."""

from __future__ import annotations

from typing import Any

import cel

from . import Peer, Person
from .texts import Dialect

CEL = Dialect("&&", "||", "!", ".0")


def make() -> Peer:
    """Rust CEL: one program for the verdict, 18 for the reasons."""
    texts = CEL.criteria()
    whole = cel.compile(CEL.whole(texts))
    parts = [(code, cel.compile(text).execute) for code, text in texts.items()]

    def failing(person: Person) -> dict[str, Any]:
        context = cel.Context(person)
        return {code: execute(context) for code, execute in parts}

    return Peer(name="CEL (Rust)", result=whole.execute, failing=failing)
