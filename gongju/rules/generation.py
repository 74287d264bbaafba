"""Python text for a simplified tree: the two-valued fast reading of one person's facts.

The text is made from checked nodes only: fact names are quoted, numbers are our own integers, everything else is a
constant held beside the code. A fact that is absent raises KeyError, and so does a table row that is not there: the
caller then falls back to the three-valued reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any as Anything

from .facts import Facts
from .functions import later, moved
from .tree import (
    Add,
    All,
    Any,
    Call,
    Compare,
    Constant,
    CountTrue,
    Extreme,
    Fact,
    Holds,
    Lookup,
    Member,
    Named,
    Node,
    Not,
    Pick,
    Rounded,
    Same,
    Scale,
    Shift,
    Unset,
)
from .units import MONTHS, Kind

FACTS = "f"
SMALL = 1 << 62


class Writer:
    """Writes nodes as Python expressions over `f`, keeping constants under names of its own."""

    def __init__(self) -> None:
        self.kept: dict[str, Anything] = {"Fraction": Fraction, "moved": moved, "later": later}

    def keep(self, value: Anything) -> str:
        """A name for a constant in the namespace of the code."""
        name = f"k{len(self.kept)}"
        self.kept[name] = value
        return name

    def write(self, node: Node) -> str:
        """The expression; True or False for a condition, the held value for a value."""
        return _WRITERS[type(node)](self, node)

    def exact(self, node: Node) -> str:
        """The expression of a number ready for arithmetic with fractions, which decimals do not mix with."""
        if isinstance(node, Pick):
            return f"({self.exact(node.then)} if {self.write(node.condition)} else {self.exact(node.other)})"
        text = self.write(node)
        return f"Fraction({text})" if isinstance(node, Fact) and not node.type.whole else text

    def guarded(self, name: str, lines: Iterable[str], incomplete: Callable[[Facts], Anything]) -> Anything:
        """A function of one person's facts with these lines; where a fact is absent it gives what `incomplete` does."""
        self.kept["incomplete"] = incomplete
        body = "\n".join(f"        {line}" for line in lines)
        ending = f"    except KeyError:\n        return incomplete({FACTS})\n"
        return self.compiled(f"def {name}({FACTS}):\n    try:\n{body}\n{ending}", name)

    def compiled(self, text: str, name: str) -> Anything:
        """The object called `name` that the module text defines."""
        namespace: dict[str, Anything] = {"__builtins__": {"KeyError": KeyError, "min": min, "max": max}} | self.kept
        exec(compile(text, f"<rules {name}>", "exec"), namespace)  # noqa: S102  (text written here from checked nodes)
        return namespace[name]

    def _constant(self, node: Constant) -> str:
        value = node.value
        if isinstance(value, bool | str):
            return repr(value)
        if isinstance(value, int) and abs(value) < SMALL:
            return repr(value)
        return self.keep(value)

    def _fact(self, node: Fact) -> str:
        return f"{FACTS}[{node.spec.name!r}]"

    def _unset(self, node: Unset) -> str:
        return f"{self.keep({})}[0]"

    def _named(self, node: Named) -> str:
        return self.write(node.node)

    def _lookup(self, node: Lookup) -> str:
        return f"{self.keep(dict(node.table.rows))}[{self.write(node.key)}]"

    def _add(self, node: Add) -> str:
        if node.left.type.kind is Kind.DAY:
            return f"({self.write(node.left)} - {self.write(node.right)}).days"
        return f"({self.exact(node.left)} {'+' if node.sign > 0 else '-'} {self.exact(node.right)})"

    def _scale(self, node: Scale) -> str:
        if node.divide:
            return f"(Fraction({self.exact(node.value)}) / {self.exact(node.factor)})"
        return f"({self.exact(node.value)} * {self.exact(node.factor)})"

    def _shift(self, node: Shift) -> str:
        move = "moved" if node.length.type.dimension == MONTHS else "later"
        return f"{move}({self.write(node.day)}, {self.write(node.length)})"

    def _pick(self, node: Pick) -> str:
        return f"({self.write(node.then)} if {self.write(node.condition)} else {self.write(node.other)})"

    def _extreme(self, node: Extreme) -> str:
        return f"{node.which}({', '.join(self.exact(item) for item in node.items)})"

    def _rounded(self, node: Rounded) -> str:
        return f"((2 * {self.exact(node.value)} + {node.step}) // {2 * node.step} * {node.step})"

    def _count_true(self, node: CountTrue) -> str:
        return "(" + " + ".join(f"({self.write(item)})" for item in node.items) + ")"

    def _call(self, node: Call) -> str:
        return f"{self.keep(node.function.call)}({', '.join(self.write(argument) for argument in node.arguments)})"

    def _compare(self, node: Compare) -> str:
        if node.left.type.kind is Kind.CHOICE and node.op not in ("==", "!="):
            ranks = self.keep({option: rank for rank, option in enumerate(node.left.type.options)})
            return f"({ranks}[{self.write(node.left)}] {node.op} {ranks}[{self.write(node.right)}])"
        return f"({self.write(node.left)} {node.op} {self._limit(node.right)})"

    def _limit(self, node: Node) -> str:
        """The right side of a comparison; a lone fraction as a Decimal, which facts compare with faster."""
        if isinstance(node, Constant) and isinstance(node.value, Fraction):
            return self.keep(_decimal(node.value))
        return self.write(node)

    def _member(self, node: Member) -> str:
        return f"({self.write(node.item)} in {self._options(node.options)})"

    def _options(self, options: frozenset[Anything]) -> str:
        """A set of texts or numbers as a literal (Python makes it a constant); other sets are kept."""
        if options and all(isinstance(option, str | int) for option in options):
            return "{" + ", ".join(sorted(map(repr, options))) + "}"
        return self.keep(options)

    def _holds(self, node: Holds) -> str:
        options = self.keep(node.options)
        if node.every:
            return f"({options} <= {self.write(node.item)})"
        return f"(not {options}.isdisjoint({self.write(node.item)}))"

    def _same(self, node: Same) -> str:
        return "(" + " == ".join(self.write(item) for item in node.items) + ")"

    def _negation(self, node: Not) -> str:
        return f"(not {self.write(node.item)})"

    def _all(self, node: All) -> str:
        return "(" + " and ".join(self.write(item) for item in node.items) + ")"

    def _any(self, node: Any) -> str:
        return "(" + " or ".join(self.write(item) for item in node.items) + ")"


_WRITERS: Mapping[type[Node], Callable[..., str]] = {
    Constant: Writer._constant,
    Fact: Writer._fact,
    Unset: Writer._unset,
    Named: Writer._named,
    Lookup: Writer._lookup,
    Add: Writer._add,
    Scale: Writer._scale,
    Shift: Writer._shift,
    Pick: Writer._pick,
    Extreme: Writer._extreme,
    Rounded: Writer._rounded,
    CountTrue: Writer._count_true,
    Call: Writer._call,
    Compare: Writer._compare,
    Member: Writer._member,
    Holds: Writer._holds,
    Same: Writer._same,
    Not: Writer._negation,
    All: Writer._all,
    Any: Writer._any,
}


def _decimal(value: Fraction) -> Decimal | Fraction:
    """A terminating fraction as a Decimal, which compares faster with facts; otherwise as it is."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return decimal if Fraction(decimal) == value else value
