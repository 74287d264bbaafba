"""A table of old records as CSV: read line by line with plain faults; the report of what an import did or would do."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from gongju.access.actor import Actor
from gongju.errors import BadInput, Refusal
from gongju.rules.calendar import YEARS
from gongju.visible import visible

MOST_LINES = 5000
UNREADABLE = "读不出这个文件。请在表格软件里打开，另存为 CSV（UTF-8）再上传。"
LONGEST_TOLD = 30
"""So much of a cell is repeated in a fault."""
NEW, KNOWN, WRONG = "new", "known", "wrong"
IMPORTING = ("district.accept",)
"""The roles that bring old records in."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its number as a spreadsheet counts, and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def day(self, column: str, faults: list[str], *, required: bool = True) -> date | None:
        """The date in a cell; what is wrong goes to `faults`."""
        text = self[column]
        if not text:
            if required:
                faults.append(f"“{column}”没有填")
            return None
        try:
            return _day(text)
        except (ValueError, OverflowError):
            faults.append(f"“{column}”不是日期：{text[:LONGEST_TOLD]}，请写成 2023-05-15")
            return None


def _day(text: str) -> date:
    plain = text.replace("年", "-").replace("月", "-").rstrip("日").replace("/", "-").replace(".", "-")
    year, month, day = map(int, plain.split("-"))
    if year not in YEARS:
        raise ValueError(year)
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class LineReport:
    """What came of one line: `outcome` is NEW, KNOWN (there already, nothing done) or WRONG; `text` says it."""

    number: int
    name: str
    outcome: str
    text: str

    @property
    def word(self) -> str:
        """The outcome as people read it."""
        return {NEW: "新增", KNOWN: "已有", WRONG: "有误"}[self.outcome]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every line in order. `done`: what is new was written; otherwise it was only looked at."""

    lines: tuple[LineReport, ...]
    done: bool

    def count(self, outcome: str) -> int:
        """How many lines came out so."""
        return sum(one.outcome == outcome for one in self.lines)

    @property
    def summary(self) -> str:
        """The counts in one line."""
        counts = ((NEW, "新增"), (KNOWN, "已有"), (WRONG, "有误"))
        return "，".join(f"{word} {self.count(outcome)} 行" for outcome, word in counts)


def check_importing(actor: Actor) -> None:
    """Refusal unless the actor brings old records in for a district."""
    if not (actor.is_district and actor.has_role(*IMPORTING)):
        raise Refusal("import.not_yours", "历史数据由区受理岗位导入。")


def read_table(content: bytes, columns: Sequence[str]) -> tuple[Line, ...]:
    """The lines below a header that names at least these columns, in any order. BadInput (field `file`) otherwise.

    UTF-8 with or without a mark, or GB 18030 as older spreadsheets write it. Empty lines are passed over.
    """
    rows = _rows(visible(_text(content)))
    header = [cell.strip() for cell in rows[0]] if rows else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadInput.of("file", f"第一行要写列名，缺少：{'、'.join(missing)}。")
    lines = tuple(
        Line(number, {name: cell.strip() for name, cell in zip(header, row, strict=False)})
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    )
    if not lines:
        raise BadInput.of("file", "表里没有数据行。")
    if len(lines) > MOST_LINES:
        raise BadInput.of("file", f"一次最多导入 {MOST_LINES} 行，请分开导入。")
    return lines


def _rows(text: str) -> list[list[str]]:
    """The cells. BadInput for what decodes as text and is no table: a PDF or a picture taken for one."""
    try:
        return list(csv.reader(StringIO(text, newline="")))
    except csv.Error:
        raise BadInput.of("file", UNREADABLE) from None


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput.of("file", UNREADABLE)


def wrong(line: Line, name: str, faults: Sequence[str]) -> LineReport:
    """The report of a line that cannot be taken as it stands, with every fault of it."""
    return LineReport(line.number, name, WRONG, f"{'；'.join(faults)}。")
