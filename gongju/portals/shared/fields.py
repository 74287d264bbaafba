"""What a form asks: one shape for the facts of a rulebook and for the fields of `forms/*.toml`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from gongju.rules.facts import FactSpec

FieldType: TypeAlias = Literal[
    "text",
    "long_text",
    "identity",
    "uscc",
    "phone",
    "email",
    "count",
    "number",
    "money",
    "duration",
    "day",
    "month",
    "choice",
    "choices",
    "truth",
    "file",
    "file_photo",
]
Value: TypeAlias = bool | int | Decimal | date | str | frozenset[str]
"""Typed as the rules hold them: money in fen, durations in months, a month as its first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing asked.

    `minimum` and `maximum` are held values (fen, months …). `unsure`: 不清楚 may be chosen, which counts as unanswered.
    `big`: the label is the heading of the page. `rows`: height of a long text. `listed`: choices stand in a drop-down.
    """

    name: str
    label: str
    type: FieldType = "text"
    hint: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    unsure: bool = False
    big: bool = False
    listed: bool = False
    minimum: int | Decimal | date | None = None
    maximum: int | Decimal | date | None = None
    longest: int = 200
    rows: int = 4
    autocomplete: str = ""
    accept: str = ""

    @property
    def asked(self) -> str:
        """The label as a noun inside a sentence: without the question mark."""
        return self.label.rstrip("?？")


def field_of_fact(spec: FactSpec, *, required: bool = False, unsure: bool = True, big: bool = False) -> Field:
    """A rulebook's fact as a field, with its question as label (its short name where it has no question)."""
    return Field(
        name=spec.name,
        label=spec.ask or spec.label,
        type=spec.type,
        hint=spec.hint,
        unit=spec.unit,
        choices=spec.choices,
        required=required,
        unsure=unsure,
        big=big,
        minimum=spec.minimum,
        maximum=spec.maximum,
    )
