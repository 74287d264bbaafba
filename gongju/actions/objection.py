"""What stands against a move: one objection for each thing, told all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongju.errors import Refusal


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that stands against a move: a stable `code`, what is wrong, and what helps."""

    code: str
    message: str
    do: str = ""

    def __str__(self) -> str:
        """The sentence people read."""
        return self.message + self.do


class Objected(Refusal):
    """A move that may not be made now; `objections` are all of them."""

    def __init__(self, objections: Sequence[Objection], *, where: str = "") -> None:
        """Take at least one; code and help are those of the first."""
        first = objections[0]
        message = "".join(one.message for one in objections)
        super().__init__(first.code, message, where=where, do=first.do if len(objections) == 1 else "")
        self.objections = tuple(objections)
