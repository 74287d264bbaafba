"""Nothing that is logged shows a whole identity or phone number."""

import logging

import pytest

from config.masking import MaskingFormatter, masked


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("person 11010519491231002X asked", "person 110105********002X asked"),
        ("call 13800138000!", "call 138****8000!"),
        ("old number 110105491231002", "old number 110105********1002"),
        ("身份证11010519491231002X手机13800138000", "身份证110105********002X手机138****8000"),
    ],
)
def test_numbers_of_persons_are_starred(told: str, shown: str) -> None:
    assert masked(told) == shown


@pytest.mark.parametrize("told", ["case CP20260001187", "2026-11-21 10:13:00", "91110114MA01ABCD2X", "a" + "1" * 40])
def test_other_numbers_stay(told: str) -> None:
    assert masked(told) == told


def test_arguments_and_tracebacks_are_masked_too() -> None:
    try:
        raise ValueError("no such person: 11010519491231002X")
    except ValueError as wrong:
        caught = (type(wrong), wrong, wrong.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "phone %s", ("13800138000",), caught)
    text = MaskingFormatter("%(message)s").format(record)
    assert "13800138000" not in text
    assert "11010519491231002X" not in text
    assert "110105********002X" in text
