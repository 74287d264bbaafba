"""Reading what people type."""

from datetime import date
from decimal import Decimal

import pytest

from gongju.portals.shared.fields import Field, FieldType, Value
from gongju.portals.shared.parsing import Typed, Wrong, parse


def read(kind: FieldType, *parts: str, unit: str = "", **more: object) -> Value | None:
    return parse(Field(name="x", label="这一项", type=kind, unit=unit, **more), Typed(parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "unit", "fen"),
    [
        ("16480", "元", 1_648_000),
        ("16,480.50 元", "元", 1_648_050),
        ("１６４８０", "元", 1_648_000),
        ("1.6万", "元", 1_600_000),
        ("50", "万元", 50_000_000),
        ("50万元", "万元", 50_000_000),
    ],
)
def test_money_is_read_as_fen(typed: str, unit: str, fen: int) -> None:
    assert read("money", typed, unit=unit) == fen


@pytest.mark.parametrize(
    ("typed", "unit", "months"),
    [("5", "年", 60), ("2.5", "年", 30), ("2年6个月", "年", 30), ("8个月", "年", 8), ("8", "月", 8), ("1年", "月", 12)],
)
def test_durations_are_read_as_months(typed: str, unit: str, months: int) -> None:
    assert read("duration", typed, unit=unit) == months


def test_days_are_read_from_three_boxes_or_one() -> None:
    assert read("day", "2024", "3", "15") == date(2024, 3, 15)
    assert read("day", "2024年3月15日") == date(2024, 3, 15)
    assert read("day", "2024-03-15") == read("day", "2024-03-15", "", "") == date(2024, 3, 15)


def test_months_are_read_from_two_boxes_or_one() -> None:
    assert read("month", "2024", "3") == read("month", "2024-03") == date(2024, 3, 1)


def test_blank_and_not_sure_are_unknown_not_false() -> None:
    assert read("truth", "?") is None
    assert read("truth") is None
    assert read("money", "  ", unit="元") is None
    assert read("truth", "no") is False


def test_choices_are_a_set() -> None:
    assert read("choices", "甲", "乙", choices=("甲", "乙", "丙")) == frozenset({"甲", "乙"})


def test_numbers_may_carry_their_unit() -> None:
    assert read("count", "126人", unit="人") == 126
    assert read("number", "3.50") == Decimal("3.5")


@pytest.mark.parametrize(
    ("kind", "parts", "said"),
    [
        ("money", ("一万",), "请用数字填写，例如 16480 或 16480.50"),
        ("money", ("1.005",), "金额最多写到分"),
        ("money", ("NaN",), "请用数字填写"),
        ("count", ("2.5",), "请填整数"),
        ("day", ("2025", "2", "30"), "2025年2月没有 30 日"),
        ("day", ("2025", "", "3"), "日期还缺月"),
        ("day", ("25", "2", "3"), "四位数"),
        ("month", ("2025", "13"), "1 到 12"),
        ("choice", ("丁",), "没有选项“丁”"),
        ("truth", ("maybe",), "不是“是”或“否”"),
        ("email", ("林",), "name@example.com"),
        ("text", ("长" * 201,), "最多 200 个字，现在是 201 个字"),
    ],
)
def test_what_cannot_be_read_is_told_how_to_write(kind: FieldType, parts: tuple[str, ...], said: str) -> None:
    with pytest.raises(Wrong, match=said):
        read(kind, *parts, unit="元" if kind == "money" else "")


def test_bounds_are_told_with_their_unit() -> None:
    with pytest.raises(Wrong, match="不能大于 50 年"):
        read("duration", "60", unit="年", maximum=600)


def test_a_required_field_asks_for_itself() -> None:
    with pytest.raises(Wrong, match="请填写这一项"):
        read("text", "", required=True)
    with pytest.raises(Wrong, match="请选择"):
        read("truth", required=True)


@pytest.mark.parametrize("kind", ["count", "number", "money", "duration", "day", "month", "email"])
@pytest.mark.parametrize("typed", ["1e999999999", "-1E-999999999", "9" * 5000, "9" * 5000 + "年1个月", "1" * 200])
def test_a_number_without_end_is_refused_at_once(kind: FieldType, typed: str) -> None:
    """Written out in full it would fill the memory, on a page that anyone may ask."""
    with pytest.raises(Wrong):
        read(kind, typed)


@pytest.mark.parametrize("parts", [("9999", "12", "31"), ("1", "1", "1"), ("1899", "12", "31")])
def test_a_day_lies_within_the_years_of_people(parts: tuple[str, ...]) -> None:
    # Who writes 9999-12-31 for "no end" would end the calendar for every page that counts one day further.
    with pytest.raises(Wrong):
        read("day", *parts)
    assert read("day", "1958", "7", "1") == date(1958, 7, 1)
