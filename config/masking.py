"""Masks identity numbers and phone numbers in everything that is logged, tracebacks included."""

import logging

from gongju.sealing.masks import mask_text


class MaskingFormatter(logging.Formatter):
    """A formatter whose every line has been masked after it was put together."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text; arguments and traceback are masked with it."""
        return mask_text(super().format(record))
