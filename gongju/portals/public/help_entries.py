"""The questions and answers under `help/`: one file, one answer, tied by its rows to the rule or page it is about."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FENCE = "+++"
LINK = re.compile(r"\[([^\]]+)\]\((/(?![/\\])[^)\s]*)\)")
"""A link within this site: browsers take `//` and `/\\` for another one."""


class HelpFault(ValueError):
    """A help file that cannot be read: which one, and what to write."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: plain words, or a link within this site."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list of lines; each line in pieces."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question with its answer.

    `part` groups entries on the page; `order` sorts them; `rows` cite requirements. `authority`: what is said holds in
    that district alone, "" for all.
    """

    topic: str
    question: str
    part: str
    order: int
    blocks: tuple[Block, ...]
    rows: tuple[str, ...] = ()
    text: str = ""
    authority: str = ""


@lru_cache(maxsize=4)
def read_help(folder: Path) -> tuple[Entry, ...]:
    """All entries: those for all districts first, then each district's, in their order. Raises HelpFault."""
    entries = [read_entry(path) for path in sorted(folder.rglob("*.md"))]
    return tuple(sorted(entries, key=lambda one: (one.authority, one.order, one.topic)))


def read_entry(path: Path) -> Entry:
    """One file: a head in TOML between two lines `+++`, then the answer in paragraphs, `- ` lists and links."""
    _, head, body = ([*path.read_text("utf-8").split(FENCE, 2), "", ""])[:3]
    try:
        told = tomllib.loads(head)
        return Entry(
            topic=path.stem,
            question=str(told["question"]),
            part=str(told["part"]),
            order=int(told["order"]),
            rows=tuple(told.get("rows", ())),
            authority=str(told.get("authority", "")),
            blocks=tuple(blocks_of(body)),
            text=LINK.sub(r"\1", body),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as fault:
        raise HelpFault(
            f"{path.name}: {fault}; the head needs question, part and order between two lines +++"
        ) from fault


def blocks_of(body: str) -> Iterable[Block]:
    """The paragraphs and lists of an answer."""
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in chunk.splitlines()]
        if lines and all(line.startswith("- ") for line in lines):
            yield Block("list", tuple(tuple(_pieces(line[2:])) for line in lines))
        elif lines:
            yield Block("text", (tuple(_pieces("".join(lines))),))


def _pieces(line: str) -> Iterable[Piece]:
    done = 0
    for found in LINK.finditer(line):
        if found.start() > done:
            yield Piece(line[done : found.start()])
        yield Piece(found[1], found[2])
        done = found.end()
    if done < len(line):
        yield Piece(line[done:])
