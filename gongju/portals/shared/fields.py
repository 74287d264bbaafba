"""What a form asks: one shape for the facts of a rulebook and for the fields of `forms/*.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

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

FIELD_TYPES: frozenset[str] = frozenset(get_args(FieldType))


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


def field_of_entry(entry: Mapping[str, object]) -> Field:
    """A field of `forms/*.toml` (key, label, type, choices, required, hint, unit …) as a field.

    Raises ValueError that names the key when the type is not one of FIELD_TYPES.
    """
    kind = str(entry.get("type", "text"))
    name = str(entry.get("key", entry.get("name", "")))
    if kind not in FIELD_TYPES:
        raise ValueError(f"field {name!r}: type {kind!r} is none of {', '.join(sorted(FIELD_TYPES))}")
    choices = entry.get("choices", ())
    plain = {key: str(entry[key]) for key in ("hint", "unit", "autocomplete", "accept") if entry.get(key)}
    field = Field(
        name=name,
        label=str(entry.get("ask") or entry.get("label") or name),
        type=kind,  # type: ignore[arg-type]  # checked above
        choices=tuple(str(choice) for choice in choices) if isinstance(choices, Sequence) else (),
        required=bool(entry.get("required", False)),
        listed=bool(entry.get("listed", False)),
    )
    return replace(field, **plain)  # type: ignore[arg-type]
