"""A form made from fields: reads what was typed, keeps it, and says beside each field what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from gongju.errors import BadInput
from gongju.forms.checking import UNSURE
from gongju.visible import visible

from .fields import Field, Value
from .parsing import FEN, NO, WAN_FEN, YEAR_MONTHS, YES, Typed, Wrong, parse
from .wording import plain

DATE_PARTS = {"day": ("year", "month", "day"), "month": ("year", "month")}
PART_WORDS = {"year": "年", "month": "月", "day": "日"}
TEMPLATES = {
    "long_text": "long_text",
    "day": "date",
    "month": "date",
    "choice": "choice",
    "choices": "choices",
    "truth": "truth",
    "file": "file",
    "file_photo": "file",
}


class Sent(Protocol):
    """What a request brought: Django's QueryDict, or `sent({...})` in a test."""

    def getlist(self, key: str) -> list[str]:
        """All values sent under a name, [] if none."""

    def __contains__(self, key: object) -> bool:
        """Whether anything was sent under a name."""


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button, check box or line of a drop-down."""

    value: str
    word: str
    id: str
    on: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One box of a date."""

    name: str
    id: str
    word: str
    text: str


class Box:
    """One field of a form as it stands on the page: what is in it and what is wrong with it."""

    def __init__(self, field: Field, prefix: str, typed: Typed) -> None:
        self.field = field
        self.name = f"{prefix}{field.name}"
        self.typed = typed
        self.value: Value | None = None
        self.fault = ""

    @property
    def id(self) -> str:
        """The id that the error summary links to: the first thing to fill in."""
        if self.field.type in DATE_PARTS:
            return f"f-{self.name}-year"
        if self.field.type in ("choice", "choices", "truth") and not self.field.listed:
            return f"f-{self.name}-1"
        return f"f-{self.name}"

    @property
    def template(self) -> str:
        """The template that draws it."""
        kind = TEMPLATES.get(self.field.type, "line")
        return f"gongju/fields/{'listed' if kind == 'choice' and self.field.listed else kind}.html"

    @property
    def grouped(self) -> bool:
        """Several boxes under one legend, rather than one under a label."""
        return self.field.type in (*DATE_PARTS, "choice", "choices", "truth") and not self.field.listed

    @property
    def described_by(self) -> str:
        """Ids of hint and error, for screen readers."""
        ids = [f"f-{self.name}-hint"] if self.field.hint else []
        return " ".join(ids + ([f"f-{self.name}-error"] if self.fault else []))

    @property
    def text(self) -> str:
        """What stands in a single box, exactly as typed."""
        return self.typed.parts[0] if self.typed.parts else ""

    @property
    def parts(self) -> list[Part]:
        """The boxes of a date."""
        names = DATE_PARTS[self.field.type]
        texts = (*self.typed.parts, "", "", "")
        return [
            Part(f"{self.name}-{name}", f"f-{self.name}-{name}", PART_WORDS[name], text)
            for name, text in zip(names, texts, strict=False)
        ]

    @property
    def options(self) -> list[Option]:
        """The radio buttons or check boxes."""
        if self.field.type == "truth":
            pairs = [(YES, "是"), (NO, "否")]
        else:
            pairs = [(choice, choice) for choice in self.field.choices]
        if self.field.unsure and self.field.type in ("truth", "choice"):
            pairs.append((UNSURE, "不清楚"))
        return [
            Option(value, word, f"f-{self.name}-{number}", value in self.typed.parts)
            for number, (value, word) in enumerate(pairs, 1)
        ]

    @property
    def width(self) -> str:
        """A box is about as wide as what belongs into it."""
        return "input-short" if self.field.type in ("count", "number", "money", "duration") else ""

    @property
    def keyboard(self) -> str:
        """The keyboard that a phone shows."""
        kinds = {"count": "numeric", "number": "decimal", "money": "decimal", "duration": "decimal", "phone": "tel"}
        return kinds.get(self.field.type, "email" if self.field.type == "email" else "text")

    @property
    def unit(self) -> str:
        """The unit that stands behind the box; months are counted in 个月."""
        return "个月" if self.field.unit == "月" else self.field.unit

    @property
    def sent_again(self) -> list[tuple[str, str]]:
        """Name and text of each box that is filled, for hidden inputs that carry an answer on."""
        if self.field.type in DATE_PARTS:
            return [(part.name, part.text) for part in self.parts if part.text]
        return [(self.name, text) for text in self.typed.parts if text]


class Form:
    """Fields with what was typed into them.

    `data` is what the request brought (None: a form shown for the first time, filled from `initial`, typed values).
    After reading: `values` (name -> typed value, without what was left blank), `faults`, `ok`.
    """

    def __init__(
        self,
        fields: Iterable[Field],
        data: Sent | None = None,
        *,
        initial: Mapping[str, Value | None] | None = None,
        prefix: str = "",
    ) -> None:
        self.read = data is not None
        given = initial or {}
        self.boxes = {
            field.name: Box(
                field,
                prefix,
                _typed(field, prefix, data) if data is not None else written(field, given.get(field.name)),
            )
            for field in fields
        }
        if self.read:
            for box in self.boxes.values():
                _read(box)

    def __iter__(self) -> Iterator[Box]:
        return iter(self.boxes.values())

    def __getitem__(self, name: str) -> Box:
        return self.boxes[name]

    @property
    def values(self) -> dict[str, Value]:
        """What was given, typed; blank fields are absent."""
        return {name: box.value for name, box in self.boxes.items() if box.value is not None}

    @property
    def faults(self) -> list[Box]:
        """The fields something is wrong with, in the order of the page."""
        return [box for box in self if box.fault]

    @property
    def ok(self) -> bool:
        """Read, and nothing wrong."""
        return self.read and not self.faults

    def blame(self, name: str, message: str) -> None:
        """Put a fault found elsewhere (by an action, by another field) beside a field."""
        self.boxes[name].fault = message

    def blame_all(self, error: BadInput) -> list[str]:
        """Put the faults of an action beside their fields; gives back those whose field is not in this form.

        What was said of a field before stays: it was found in what was typed.
        """
        left = []
        for fault in error.faults:
            if fault.field not in self.boxes:
                left.append(fault.message)
            elif not self.boxes[fault.field].fault:
                self.blame(fault.field, fault.message)
        return left

    @property
    def sent_again(self) -> list[tuple[str, str]]:
        """Name and text of everything filled in, for hidden inputs."""
        return [pair for box in self for pair in box.sent_again]


def _typed(field: Field, prefix: str, data: Sent) -> Typed:
    name = f"{prefix}{field.name}"
    parts = [f"{name}-{part}" for part in DATE_PARTS.get(field.type, ())]
    if any(part in data for part in parts):
        return Typed(tuple(visible((data.getlist(part) or [""])[-1]) for part in parts))
    return Typed(tuple(map(visible, data.getlist(name))))


def _read(box: Box) -> None:
    try:
        box.value = parse(box.field, box.typed)
    except Wrong as wrong:
        box.fault = str(wrong)


def written(field: Field, value: Value | None) -> Typed:
    """A held value as it stands in the boxes of its field."""
    if value is None:
        return Typed(())
    if isinstance(value, bool):
        return Typed((YES if value else NO,))
    if isinstance(value, date):
        return Typed((str(value.year), str(value.month), str(value.day))[: len(DATE_PARTS[field.type])])
    if isinstance(value, frozenset):
        return Typed(tuple(choice for choice in field.choices if choice in value))
    return Typed((_number_written(field, value),))


def _number_written(field: Field, value: int | Decimal | str) -> str:
    if isinstance(value, str):
        return value
    if field.type == "money":
        return plain(Decimal(value) / (WAN_FEN if field.unit == "万元" else FEN)).replace(",", "")
    if field.type == "duration":
        return _duration_written(field, value)
    return plain(value).replace(",", "")


def _duration_written(field: Field, value: int | Decimal) -> str:
    """In the field's unit where that is exact, else as 2年4个月."""
    if field.unit == "月":
        return plain(value)
    years, rest = divmod(value, YEAR_MONTHS)
    return plain(years) if not rest else f"{plain(years)}年{plain(rest)}个月" if years else f"{plain(rest)}个月"


class sent(dict[str, list[str]]):  # noqa: N801  # reads as a verb: Form(fields, sent({"name": "林晓禾"}))
    """A plain mapping as what a request brought."""

    def __init__(self, given: Mapping[str, str | Sequence[str]]) -> None:
        super().__init__({key: [value] if isinstance(value, str) else list(value) for key, value in given.items()})

    def getlist(self, key: str) -> list[str]:
        """All values under a name."""
        return list(self.get(key, []))
