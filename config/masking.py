"""Masks identity numbers and phone numbers in everything that is logged, tracebacks included."""

import logging

from gongju.sealing.masks import mask_text


class MaskingFormatter(logging.Formatter):
    """A formatter whose every line has been masked after it was put together."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging calls it so)
        """The line of the record, in one line: what somebody typed begins no line of its own and moves no cursor."""
        return "".join(one if one.isprintable() else repr(one)[1:-1] for one in super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text; arguments and traceback are masked with it."""
        return mask_text(super().format(record))
