"""What a person and an officer should look at in what was read: missing months, other payers, back-payments, sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from gongju.documents.reading import MonthRow, Reading

Names = Mapping[str, date | None]
"""Names that count, each with the last day on which it was borne; None for the one that still is (AMC-37)."""
_NAMED = 6


def marks(
    reading: Reading, *, spans: Sequence[Sequence[date]], employers: Names, stated: Decimal | None = None
) -> Iterator[str]:
    """One sentence for each thing. `spans`: the months asked for, any of them; `employers`: whose pay counts (CY-Q44).

    `stated`: what the person wrote as the average of a month (CY-Q45); None where they wrote none, or none is asked.
    """
    yield from _missing(reading, spans)
    if employers:
        yield from _other_payers(reading, employers)
    if late := sorted({row.month for row in reading.rows if row.is_back_paid}):
        yield f"{_named(late)}是补缴的，请核对是否需要情况说明。"
    yield from _sums(reading)
    if stated is not None and spans:
        yield from _below(reading, best_span(reading.months, spans)[0], employers, stated)


def best_span(months: Collection[str], spans: Sequence[Sequence[date]]) -> tuple[Sequence[date], list[str]]:
    """The span of which the fewest months are missing, and those; () without spans."""
    lacking = [(span, [f"{month:%Y-%m}" for month in span if f"{month:%Y-%m}" not in months]) for span in spans]
    return min(lacking, key=lambda one: len(one[1]), default=((), []))


def _counts(row: MonthRow, employers: Names) -> bool:
    """Whether the payer of a month is the employer, by the name it bears or bore in that month (CY-Q44)."""
    payer = "".join(row.payer.split())
    if not employers or not payer:
        return True
    until = employers.get(payer)
    return payer in employers and (until is None or row.month <= f"{until:%Y-%m}")


def _missing(reading: Reading, spans: Sequence[Sequence[date]]) -> Iterator[str]:
    span, lacking = best_span(reading.months, spans)
    if lacking:
        asked = f"{span[0]:%Y-%m} 至 {span[-1]:%Y-%m}"
        yield f"缺少{_named(lacking)}，应覆盖 {asked}。"


def _other_payers(reading: Reading, employers: Names) -> Iterator[str]:
    others: dict[str, list[str]] = {}
    for row in reading.rows:
        if not _counts(row, employers):
            others.setdefault(row.payer, []).append(row.month)
    for payer, months in others.items():
        yield f"{_named(sorted(set(months)))}的支付单位是“{payer}”，不是现单位，不计入。"


def _sums(reading: Reading) -> Iterator[str]:
    amounts = [row.amount for row in reading.rows if row.amount is not None]
    if reading.total is not None and sum(amounts) != reading.total:
        yield f"各月相加是 {sum(amounts):,.2f} 元，合计一行写的是 {reading.total:,.2f} 元，请核对。"


def _below(reading: Reading, span: Sequence[date], employers: Names, stated: Decimal) -> Iterator[str]:
    """The average over all the months asked for, not over those that have a line: total / 12 (CY-Q45)."""
    months = {f"{month:%Y-%m}" for month in span}
    amounts = [
        row.amount for row in reading.rows if row.amount is not None and row.month in months and _counts(row, employers)
    ]
    average = sum(amounts, Decimal(0)) / len(months)
    if reading.income is not None and average < stated:
        yield f"{len(months)} 个月里计入的收入平均每月 {average:,.2f} 元，低于填写的 {stated:,.2f} 元。"


def _named(months: Sequence[str]) -> str:
    shown = "、".join(months[:_NAMED])
    return shown if len(months) <= _NAMED else f"{shown} 等 {len(months)} 个月"
