"""What all commands about the law share: what is wrong with the command line, days, lines and JSON written out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import date
from typing import TextIO

BAD_INPUT = 3
COMMANDS = ("assess", "facts", "rulebook", "simulate")


class Unusable(ValueError):
    """What was given on the command line cannot be used; the message says what to write."""


def day_given(text: str) -> date:
    """A day as typed; argparse puts the fault into words."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} 不是日期，写成 2021-09-15") from fault


def write_lines(lines: Iterable[str], out: TextIO) -> None:
    """Each line with its end."""
    out.writelines(f"{line}\n" for line in lines)


def write_json(found: object, out: TextIO) -> None:
    """Indented, Chinese as it is, days and the like as text."""
    out.write(json.dumps(found, ensure_ascii=False, indent=2, default=str) + "\n")
