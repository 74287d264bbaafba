"""What a form asks: fields in parts, some repeated, and which facts a part tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongju.rules.facts import FactSpec

FACT_TYPES = ("truth", "count", "number", "money", "duration", "day", "month", "choice", "choices", "text")
"""Types that a rulebook's facts have too; they are read by the same rules."""
OWN_TYPES = ("long_text", "identity", "phone", "uscc", "email", "photo")
LONGEST_TEXT, LONGEST_LONG_TEXT = 200, 2000


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only where another field of the same part (and row) has one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One thing asked. Attribute names are those of a rulebook's FactSpec, so that one renderer draws both.

    `sealed`: personal numbers, masked wherever they are not being edited. `locked`: known from sign-in, shown and
    not asked. `fact`: the rulebook fact that the value is, as it stands. `not_after`: another day field of the same
    row that must not lie before this one; `past`: may not lie after the day of filling in. `kind`: the field
    of the same row that names the paper an identity number stands on; "" for the resident identity card. The value of
    a photo is the key of its document. `item`: what is approved with it is called so, and a change of it has that
    name; "" for what nobody approves.
    """

    name: str
    type: str
    label: str
    unit: str = ""
    ask: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    ordered: bool = False
    required: bool = False
    sealed: bool = False
    locked: bool = False
    listed: bool = False
    autocomplete: str = ""
    fact: str = ""
    when: Condition | None = None
    kind: str = ""
    not_after: str = ""
    past: bool = False
    minimum: int | Decimal | date | None = None
    maximum: int | Decimal | date | None = None
    longest: int = LONGEST_TEXT
    item: str = ""

    @property
    def as_fact(self) -> FactSpec:
        """The same as a fact, for the readers that the rules have. ValueError for a type that no fact has."""
        if self.type not in FACT_TYPES:
            raise ValueError(f"no fact has the type {self.type!r}")
        return FactSpec(
            name=self.name,
            type=self.type,  # type: ignore[arg-type]  # checked above
            label=self.label,
            unit=self.unit,
            choices=self.choices,
            ordered=self.ordered,
            minimum=self.minimum,
            maximum=self.maximum,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRule:
    """How a part tells a fact: `by` names a way of reckoning (`gongju.forms.telling`), over rows that match `where`."""

    fact: str
    by: str
    field: str = ""
    other: str = ""
    values: tuple[str, ...] = ()
    where: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CautionSpec:
    """A hint while filling in, in nobody's way: told where what was typed in `field` begins like `begins` (a pattern),
    or where the first row has none of the values `first_in`.
    """

    field: str
    text: str
    begins: str = ""
    first_in: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """One part of a form; `repeats` is the largest number of rows, 0 for a part that is filled in once.

    `none_label`: the words of the tick that says there is no row to give, "" where at least one row is due.
    """

    name: str
    title: str
    hint: str = ""
    repeats: int = 0
    row_title: str = ""
    none_label: str = ""
    fields: tuple[FieldSpec, ...]
    facts: tuple[FactRule, ...] = ()
    cautions: tuple[CautionSpec, ...] = ()
    rows: tuple[str, ...] = ()
    """Ids of the requirement rows it serves."""

    def __iter__(self) -> Iterator[FieldSpec]:
        return iter(self.fields)

    def field(self, name: str) -> FieldSpec:
        """The field of that name. KeyError if there is none."""
        return {one.name: one for one in self.fields}[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """A whole form, its parts in order. `tags`: what an authority says of the holder, by the fact that it verifies."""

    title: str
    parts: Mapping[str, PartSpec]
    tags: Mapping[str, str] = field(default_factory=dict)

    def part(self, name: str) -> PartSpec:
        """The part of that name. KeyError if there is none."""
        return self.parts[name]

    @property
    def fact_names(self) -> frozenset[str]:
        """Every fact that the form tells."""
        told = {rule.fact for part in self.parts.values() for rule in part.facts}
        return frozenset(told | {one.fact for part in self.parts.values() for one in part if one.fact})
