"""In which line of a TOML file a key stands, so that a fault leads to the place where it is mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .toml_table import Fault

_STEP = re.compile(r"(?P<name>[^.\[（]+)(?:\[(?P<index>\d+)\])?(?:（(?P<label>[^）]*)）)?")
_HEADER = re.compile(r"^\[\[?([^\]]+)\]\]?")


def with_lines(faults: Iterable[Fault], texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """The faults, each once, with the line where its key stands in its file's text."""
    return tuple(
        replace(one, line=line_of(texts[one.file], one.key)) if one.file in texts and not one.line else one
        for one in dict.fromkeys(faults)
    )


def line_of(text: str, key: str) -> int:
    """The line (from 1) of a key such as "criteria[2]（degree）.rule", or of the block it belongs in; 0 if unknown."""
    lines = text.splitlines()
    steps = [found.groupdict() for found in _STEP.finditer(key)]
    if not steps:
        return 0
    start, rest = _block(lines, steps)
    for at in range(start, len(lines)):
        if at > start and _HEADER.match(lines[at]):
            break
        if rest and re.match(rf"\s*{re.escape(rest[0]['name'] or '')}\s*=", lines[at]):
            return at + 1
    return start + 1 if start or _HEADER.match(lines[0] if lines else "") else 0


def _block(lines: list[str], steps: list[dict[str, str | None]]) -> tuple[int, list[dict[str, str | None]]]:
    """The line of the header that holds the key (0: the top of the file), and the steps below it."""
    first = steps[0]
    headers = [(at, found[1]) for at, line in enumerate(lines) if (found := _HEADER.match(line))]
    blocks = [at for at, name in headers if name == first["name"]]
    if first["index"] and int(first["index"]) <= len(blocks):
        return blocks[int(first["index"]) - 1], steps[1:]
    if first["label"]:
        named = [at for at in blocks if _is_labelled(lines, at, first["label"])]
        return (named or blocks or [0])[0], steps[1:]
    for length in range(len(steps), 0, -1):
        path = ".".join(str(step["name"]) for step in steps[:length])
        for at, name in headers:
            if name == path:
                return at, steps[length:]
    return 0, steps


def _is_labelled(lines: list[str], at: int, label: str) -> bool:
    for line in lines[at + 1 :]:
        if _HEADER.match(line):
            return False
        if re.match(rf'(?:code|id|name|title)\s*=\s*"{re.escape(label)}"', line):
            return True
    return False
