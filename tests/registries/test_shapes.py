"""What an office may not make us believe: a record that fits its shape can be kept, counted with and shown."""

from __future__ import annotations

import pytest

from gongju.registries.shapes import misfits


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        ("month", "0000-05"),
        ("month", "0001-01"),
        ("month", "9999-12"),
        ("month", "２０２６-05"),
        ("month", "2026-13"),
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("day", "20261123"),
        ("money", 10**400),
        ("money", -1),
        ("money", True),
        ("text", "某\0公司"),
        ("text", "某\ud800公司"),
        ("text", ""),
    ],
)
def test_what_cannot_be_counted_with_or_written_down_is_not_believed(shape: str, value: object) -> None:
    assert list(misfits({"it": value}, {"it": shape})) == ["record.it"]


@pytest.mark.parametrize(
    ("shape", "value"),
    [("month", "2026-05"), ("day", "1958-07-01"), ("money", 0), ("money", 10**15), ("text", "某𠮷公司")],
)
def test_what_an_office_says_of_real_people_is_believed(shape: str, value: object) -> None:
    assert list(misfits({"it": value}, {"it": shape})) == []
