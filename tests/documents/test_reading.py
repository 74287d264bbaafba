"""Months and amounts are read from records as they are laid out, by the period the tax is of."""

from datetime import date
from decimal import Decimal

import pytest

from gongju.documents.month_marks import marks
from gongju.documents.reading import Reading, month_of, read_months
from gongju.documents.text_layer import lines_of
from tests.documents import papers
from tests.documents.records_made_up import OTHER, OURS, income_query, insurance, months, tax_record, withholding

YEAR = months("2021-09", 12)
SPANS = [[date(int(one[:4]), int(one[5:]), 1) for one in months(first, 12)] for first in ("2021-09", "2021-08")]


def read(pdf: bytes) -> Reading:
    found = read_months(lines_of(pdf))
    assert found is not None
    return found


def told(reading: Reading, stated: Decimal | None = None) -> str:
    return "".join(marks(reading, spans=SPANS, employers={OURS: None}, stated=stated))


def test_the_income_query_is_read_by_the_period_and_not_by_the_day_of_declaration() -> None:
    """[CC-120, CY-A2b]: of 2022-08, declared on 2022-09-02, counts for 2022-08."""
    reading = read(income_query([("2022-08", "12,345.67", OURS)]))
    (row,) = reading.rows
    assert (reading.kind, row.month, row.declared) == ("income_query", "2022-08", "2022-09-02")
    assert (row.amount, row.tax, row.payer, row.item) == (Decimal("12345.67"), Decimal("36.79"), OURS, "正常工资薪金")


def test_the_withholding_client_names_the_payer_once_and_has_a_total() -> None:
    """[CY-A1b]."""
    reading = read(withholding([(month, "20,000.00") for month in YEAR], "240,000.00"))
    assert (reading.kind, reading.months, reading.total) == ("withholding", tuple(YEAR), Decimal(240000))
    assert {row.payer for row in reading.rows} == {OURS}
    assert told(reading) == ""


def test_a_tax_record_has_months_and_tax() -> None:
    reading = read(tax_record([("2022-05", "2022.06.02", "136.79"), ("2022-06", "2022.07.04", "35.60")]))
    assert (reading.kind, reading.months) == ("tax_record", ("2022-05", "2022-06"))
    assert [row.tax for row in reading.rows] == [Decimal("136.79"), Decimal("35.60")]


def test_back_payments_in_the_insurance_record_are_marked() -> None:
    reading = read(insurance([(month, "8000", "补缴" if month == "2022-02" else "正常缴费") for month in YEAR]))
    assert reading.kind == "insurance"
    assert told(reading) == "2022-02是补缴的，请核对是否需要情况说明。"


def test_missing_months_are_named_for_the_window_that_lacks_least() -> None:
    reading = read(withholding([(month, "100.00") for month in YEAR[:11]], "1,100.00"))
    assert told(reading) == "缺少2022-08，应覆盖 2021-09 至 2022-08。"


def test_other_payers_do_not_count() -> None:
    """[CY-Q44, CY-Q45]."""
    rows = [(month, "20,000.00", OTHER if month == "2021-09" else OURS) for month in YEAR]
    sentence = told(read(income_query(rows)), stated=Decimal(20000))
    assert f"2021-09的支付单位是“{OTHER}”，不是现单位，不计入。" in sentence
    assert "12 个月里计入的收入平均每月 18,333.33 元，低于填写的 20,000.00 元" in sentence


def test_a_former_name_counts_within_its_days() -> None:
    """[AMC-37]: to the month in which it was given up, the name borne now always."""
    rows = [(month, "100.00", OTHER if month <= "2021-11" else OURS) for month in YEAR]
    names = {OURS: None, OTHER: date(2021, 10, 15)}
    reading = read(income_query(rows))
    assert list(marks(reading, spans=SPANS, employers=names)) == [f"2021-11的支付单位是“{OTHER}”，不是现单位，不计入。"]
    later = {**names, OTHER: date(2021, 11, 1)}
    assert list(marks(reading, spans=SPANS, employers=later)) == []


def test_the_average_is_over_all_months_asked_for() -> None:
    """[CY-Q45]: total / 12, also where a month has no line; a month without enough is no matter."""
    rows = [(month, "26,181.82") for month in YEAR[:11]]
    assert "平均每月 24,000.00 元，低于填写的 24,000.01 元" in told(read(withholding(rows, "")), Decimal("24000.01"))
    uneven = [("2021-08", "900,000.00"), *((month, "0.00" if month == "2022-01" else "12,000.00") for month in YEAR)]
    assert told(read(withholding(uneven, "1,032,000.00")), Decimal(11000)) == ""


def test_a_total_that_does_not_agree_is_marked() -> None:
    assert "合计一行写的是 1,300.00 元" in told(read(withholding([(month, "100.00") for month in YEAR], "1,300.00")))


@pytest.mark.parametrize("pdf", [papers.good_pdf(), papers.endless_pattern()])
def test_of_another_paper_nothing_is_read(pdf: bytes) -> None:
    assert read_months(lines_of(pdf)) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [("2022.08", "2022-08"), ("2022年8月", "2022-08"), ("2022-08-31", "2022-08"), ("2022-13", ""), ("合计", "")],
)
def test_months_as_they_are_written(text: str, month: str) -> None:
    assert month_of(text) == month
