"""How dates, sums and spans are written."""

from datetime import date, datetime
from decimal import Decimal

from gongju.portals.shared import wording
from gongju.portals.shared.parts import Dated, Span, life_of


def test_dates_are_written_without_noughts() -> None:
    assert wording.day_text(date(2026, 1, 5)) == "2026年1月5日"
    assert wording.moment_text(datetime(2026, 1, 5, 9, 5)) == "2026年1月5日 09:05"  # noqa: DTZ001
    assert wording.month_text("2026-03") == "2026年3月"
    assert wording.day_text(None) == ""


def test_sums_carry_thousands_marks_and_fen_only_where_there_are_any() -> None:
    assert wording.yuan_text(1_648_000) == "16,480 元"
    assert wording.yuan_text(1_648_050) == "16,480.50 元"
    assert wording.wan_text(50_000_000) == "50 万元"
    assert wording.wan_text(12_550_000) == "12.55 万元"
    assert wording.wan_text(100_000_000_00) == "10,000 万元"


def test_spans_are_years_and_months() -> None:
    assert wording.months_text(28) == "2 年 4 个月"
    assert wording.months_text(8) == "8 个月"
    assert wording.months_text(36) == "3 年"
    assert wording.months_text(Decimal("30.5")) == "2 年 6.5 个月"


def test_days_left_say_when_it_is_over() -> None:
    on = date(2026, 11, 21)
    assert wording.days_between_text(date(2026, 11, 23), on) == "还有 2 天"
    assert wording.days_between_text(on, on) == "今天"
    assert wording.days_between_text(date(2026, 11, 20), on) == "已过 1 天"


def test_a_life_fills_its_line_and_is_told_in_words() -> None:
    life = life_of(
        [Span(date(2024, 1, 1), date(2024, 6, 30), "valid"), Span(date(2024, 7, 1), date(2024, 12, 31), "suspended")],
        on=date(2024, 3, 1),
        marks=[Dated(date(2024, 7, 1), "挂起")],
    )
    assert [part.kind for part in life.parts] == ["valid", "future", "suspended"]
    assert abs(sum(float(part.width) for part in life.parts) - 100) < 0.05
    assert "2024年7月1日至2024年12月31日挂起" in life.said


def test_today_outside_a_life_is_not_drawn() -> None:
    assert life_of([Span(date(2020, 1, 1), date(2022, 12, 31), "valid")], on=date(2026, 1, 1)).today is None
