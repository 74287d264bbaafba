"""The checked tree of an expression: frozen nodes, each with its type; every reader walks the same tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from .facts import FactSpec
from .units import TRUTH, ValueType

Plain: TypeAlias = bool | int | Fraction | date | str | frozenset[str]
Comparator: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]


class Node:
    """Anything an expression is made of; `type` is what it gives."""

    __slots__ = ()
    type: ValueType


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A value that no fact changes: a literal, a parameter of the day, or `on` itself.

    `name` and `label` say which parameter it is; `how` how it came about (base × factor).
    """

    value: Plain
    type: ValueType
    name: str = ""
    label: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A named table of the law: held key -> held value."""

    name: str
    label: str
    key: ValueType
    value: ValueType
    rows: Mapping[Plain, Plain] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Function:
    """A listed function: what it takes, what it gives, and how it moves with each argument.

    `monotone` has +1, -1 or 0 for each argument; an unknown choice is tried in all its options.
    `dated` functions get the day judged as their first argument.
    """

    name: str
    arguments: tuple[ValueType, ...]
    type: ValueType
    call: Callable[..., Plain]
    monotone: tuple[int, ...]
    dated: bool = False
    label: str = ""

    @property
    def directions(self) -> tuple[int, ...]:
        """How it moves with each argument of a call, the day judged among them."""
        return (0, *self.monotone) if self.dated else self.monotone


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """What is known of the person; absent when it is not known."""

    spec: FactSpec
    type: ValueType


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A number of the law, looked up by the day when the tree is bound."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Unset(Node):
    """A parameter that has no value on the day: unknown, whatever the facts."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A named sub-expression of the rulebook, or a parameter once it is bound."""

    name: str
    label: str
    node: Node
    type: ValueType


@dataclass(frozen=True, slots=True)
class Today(Node):
    """`on`: the day judged."""

    type: ValueType


@dataclass(frozen=True, slots=True)
class Reading(Node):
    """Which reading of an open question this edition takes: a choice, bound like a parameter."""

    question: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Lookup(Node):
    """A row of a table by a key that may be unknown."""

    table: Table
    key: Node
    type: ValueType


@dataclass(frozen=True, slots=True)
class Add(Node):
    """left + sign × right."""

    left: Node
    right: Node
    sign: Literal[1, -1]
    type: ValueType


@dataclass(frozen=True, slots=True)
class Scale(Node):
    """value × factor (or ÷), where the factor depends on no fact except through conditions and keys."""

    value: Node
    factor: Node
    divide: bool
    type: ValueType


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """A day moved by a fixed length: months keep the day of the month, or the month's last."""

    day: Node
    length: Node
    type: ValueType


@dataclass(frozen=True, slots=True)
class Pick(Node):
    """then if condition else other."""

    condition: Node
    then: Node
    other: Node
    type: ValueType


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """The smallest or the largest of several."""

    which: Literal["min", "max"]
    items: tuple[Node, ...]
    type: ValueType


@dataclass(frozen=True, slots=True)
class Rounded(Node):
    """Half up to a multiple of `step` held units."""

    value: Node
    step: int
    type: ValueType


@dataclass(frozen=True, slots=True)
class CountTrue(Node):
    """How many of several conditions hold."""

    items: tuple[Node, ...]
    type: ValueType


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A listed function over its arguments."""

    function: Function
    arguments: tuple[Node, ...]
    type: ValueType


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """left op right; both sides have one type."""

    op: Comparator
    left: Node
    right: Node
    type: ValueType = TRUTH


@dataclass(frozen=True, slots=True)
class Member(Node):
    """item in options: a value among constants."""

    item: Node
    options: frozenset[Plain]
    type: ValueType = TRUTH


@dataclass(frozen=True, slots=True)
class Holds(Node):
    """Whether a set of choices holds any (or all) of the options."""

    item: Node
    options: frozenset[str]
    every: bool
    type: ValueType = TRUTH


@dataclass(frozen=True, slots=True)
class Same(Node):
    """All items are one and the same."""

    items: tuple[Node, ...]
    type: ValueType = TRUTH


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The opposite."""

    item: Node
    type: ValueType = TRUTH


@dataclass(frozen=True, slots=True)
class All(Node):
    """Every item holds."""

    items: tuple[Node, ...]
    type: ValueType = TRUTH


@dataclass(frozen=True, slots=True)
class Any(Node):
    """At least one item holds."""

    items: tuple[Node, ...]
    type: ValueType = TRUTH
