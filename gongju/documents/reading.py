"""Months and amounts read from the text of tax records, income queries and social-insurance records.

What counts for a month is the period the tax is of (税款所属期), not the day of declaration (CY-Q36b). The columns are
those that the withholding client and the income query show (CY-A1b, CY-A2b, CY-A2c). Nothing read counts before the
person has confirmed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

Cell = tuple[float, float, str]
Line = Sequence[Cell]

MONTH, DECLARED, ITEM, AMOUNT, TAX, PAYER, REMARK = "month", "declared", "item", "amount", "tax", "payer", "remark"
COLUMNS: Final[Mapping[str, str]] = {
    "税款所属期": MONTH,
    "税款所属期起": MONTH,
    "费款所属期": MONTH,
    "缴费年月": MONTH,
    "申报日期": DECLARED,
    "所得项目": ITEM,
    "险种": ITEM,
    "收入": AMOUNT,
    "本期收入": AMOUNT,
    "缴费基数": AMOUNT,
    "实缴(退)金额": TAX,
    "已申报税额": TAX,
    "所得来源单位": PAYER,
    "缴费单位": PAYER,
    "单位名称": PAYER,
    "备注": REMARK,
    "缴费类型": REMARK,
}
"""Headings of columns, without blanks and without what stands in brackets at their end."""
INSURANCE: Final = "insurance"
KINDS: Final = (
    ("个人所得税纳税记录", "tax_record", "个人所得税纳税记录"),
    ("个人扣缴明细查询", "withholding", "个人扣缴明细"),
    ("社会保险", INSURANCE, "社会保险缴费记录"),
    ("本期收入", "income_query", "申报收入记录"),
)
BACK_PAID: Final = "补缴"
_UNIT = re.compile(r"当前操作单位[:：](?P<name>[^\[【]+)")
_MONTH = re.compile(r"(?P<year>20\d\d)[-./年](?P<month>0?[1-9]|1[0-2])(?!\d)")
_TOTAL: Final = ("合计", "金额合计")
_LEAST_COLUMNS: Final = 3


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One line: `month` as 2022-08, `amount` the income (or the base of insurance), `tax`, and who paid."""

    month: str
    item: str = ""
    amount: Decimal | None = None
    tax: Decimal | None = None
    payer: str = ""
    remark: str = ""
    declared: str = ""

    @property
    def is_back_paid(self) -> bool:
        """Whether the line says that it was paid later."""
        return BACK_PAID in self.remark


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one paper, in the order in which it stands there."""

    kind: str
    title: str
    rows: tuple[MonthRow, ...]
    total: Decimal | None = None

    @property
    def income(self) -> Decimal | None:
        """All income in it; None where it tells none: an insurance record has bases, a tax record the tax."""
        amounts = [row.amount for row in self.rows if row.amount is not None and self.kind != INSURANCE]
        return sum(amounts, Decimal(0)) if amounts else None

    @property
    def months(self) -> tuple[str, ...]:
        """The months it has lines of, each once, in their order."""
        return tuple(sorted({row.month for row in self.rows}))


def read_months(lines: Sequence[Line]) -> Reading | None:
    """Months and amounts of a paper whose layout is known; None for any other paper."""
    text = "".join(cell[2] for line in lines for cell in line).replace(" ", "")
    kind, title = next(((kind, title) for mark, kind, title in KINDS if mark in text), ("", ""))
    unit = _UNIT.search(text)
    rows, total = _table(lines)
    if not kind or not rows:
        return None
    if unit:
        rows = [replace(row, payer=row.payer or unit["name"]) for row in rows]
    return Reading(kind, title, tuple(rows), total)


def _table(lines: Sequence[Line]) -> tuple[list[MonthRow], Decimal | None]:
    columns: list[tuple[float, str]] = []
    rows: list[MonthRow] = []
    total = None
    for line in lines:
        if found := _headings(line):
            columns = found
        elif columns and _clean(line[0][2]).startswith(_TOTAL):
            total = _amount(dict(_placed(line[1:], columns)).get(AMOUNT, ""))
        elif columns:
            told = dict(_placed(line, columns))
            month = month_of(told.get(MONTH, ""))
            if month:
                rows.append(_row(month, told))
            elif rows:
                rows[-1] = _continued(rows[-1], told)
    return rows, total


def _headings(line: Line) -> list[tuple[float, str]]:
    """The middle of each column and what it holds ("" for what is not needed); [] for a line that is no heading."""
    columns = [((left + right) / 2, COLUMNS.get(heading_of(text), "")) for left, right, text in line]
    known = [name for _, name in columns if name]
    return columns if MONTH in known and len(known) >= _LEAST_COLUMNS else []


def heading_of(text: str) -> str:
    """A heading without blanks and without its unit: 本期收入(元) is 本期收入."""
    plain = _clean(text).replace("（", "(").replace("）", ")")
    return re.sub(r"\((元|个人|单位)\)$", "", plain)


def _placed(line: Line, columns: list[tuple[float, str]]) -> Iterator[tuple[str, str]]:
    """Each cell with the column whose middle is nearest."""
    for left, right, text in line:
        _, name = min(columns, key=lambda column: abs(column[0] - (left + right) / 2))
        if name:
            yield name, _clean(text)


def _row(month: str, told: Mapping[str, str]) -> MonthRow:
    return MonthRow(
        month=month,
        item=told.get(ITEM, ""),
        amount=_amount(told.get(AMOUNT, "")),
        tax=_amount(told.get(TAX, "")),
        payer=told.get(PAYER, ""),
        remark=told.get(REMARK, ""),
        declared=told.get(DECLARED, ""),
    )


def _continued(row: MonthRow, told: Mapping[str, str]) -> MonthRow:
    """A long name goes on in the next line."""
    return replace(row, payer=row.payer + told.get(PAYER, ""), remark=row.remark + told.get(REMARK, ""))


def month_of(text: str) -> str:
    """2022-08 of 2022.08, 2022年8月 or 2022-08-01; "" of anything else."""
    found = _MONTH.search(text)
    return f"{found['year']}-{int(found['month']):02d}" if found else ""


def _amount(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("，", "").removeprefix("¥")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _clean(text: str) -> str:
    return "".join(text.split())
