"""What is wrong with a rule or a fact, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable

from .nearest import nearest


class ExpressionFault(ValueError):
    """A rule's text that the language does not have; `text` is the piece, `hint` what to write."""

    def __init__(self, text: str, what: str, hint: str = "") -> None:
        super().__init__(f"{text}：{what}" + (f"；{hint}" if hint else ""))
        self.text = text
        self.what = what
        self.hint = hint


def suggestion(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest known name, or with a few that exist."""
    names = tuple(known)
    alike = nearest(name, names)
    if alike:
        return f"是不是 {alike}？"
    return "可用的有：" + "、".join(names[:8]) if names else ""
