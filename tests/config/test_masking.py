"""Nothing that is logged shows a whole identity or phone number."""

import logging
from typing import Any

from django.conf import settings

from config.masking import MaskingFormatter


def test_arguments_and_tracebacks_are_masked_with_the_line() -> None:
    try:
        raise ValueError("no such person: 11010519491231002X")
    except ValueError as wrong:
        caught = (type(wrong), wrong, wrong.__traceback__)
    record = logging.LogRecord(
        "x", logging.ERROR, __file__, 1, "case CP20260001187, phone %s", ("13800138000",), caught
    )
    text = MaskingFormatter("%(message)s").format(record)
    assert "13800138000" not in text
    assert "11010519491231002X" not in text
    assert "phone 138****8000" in text
    assert "CP20260001187" in text


def test_what_somebody_typed_begins_no_line_of_its_own() -> None:
    typed = "x\nWARNING forged\r\x1b[2K\u202e"
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "no page %s", (typed,), None)
    text = MaskingFormatter("{levelname} {message}", style="{").format(record)
    assert text == "WARNING no page x\\nWARNING forged\\r\\x1b[2K\\u202e"


def test_every_handler_masks() -> None:
    told: dict[str, Any] = settings.LOGGING
    assert {handler["formatter"] for handler in told["handlers"].values()} == {"masked"}
    assert told["formatters"]["masked"]["()"] == "config.masking.MaskingFormatter"
