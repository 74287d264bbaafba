"""Masks identity numbers and phone numbers in everything that is logged, tracebacks included."""

import logging
import re

# 15 or 18 places of an identity number; 11 of a mobile phone. Not within a longer number, a digest or a word.
IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})(?:\d{8}|\d{5})(\d{3}[\dXx])(?![0-9A-Za-z])")
PHONE = re.compile(r"(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])")


def masked(text: str) -> str:
    """The text with the middle of every identity and phone number starred out."""
    return PHONE.sub(r"\1****\2", IDENTITY.sub(r"\1********\2", text))


class MaskingFormatter(logging.Formatter):
    """A formatter whose every line has been masked after it was put together."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text; arguments and traceback are masked with it."""
        return masked(super().format(record))
