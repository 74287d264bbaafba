"""Full-text search over the answers: words found inside Chinese sentences, best first.

The answers are files that come with the system, so their index stands in the process, an FTS5 table in memory: the
same ranking whatever database holds the records, nothing to migrate, nothing to keep in step. Chinese has no spaces;
texts are cut into pairs of neighbouring characters, and a word asked for is found as the row of its pairs.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock

from .help_entries import Entry

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_QUESTION_WEIGHT, _ANSWER_WEIGHT = 5.0, 1.0
FEW = 12
"""So many answers at most where only parts of what was asked are found."""


@lru_cache(maxsize=2)
def index_of(entries: tuple[Entry, ...]) -> Index:
    """The index over the entries, made once."""
    return Index(entries)


class Index:
    """The entries in a table of their words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._lock = Lock()  # one connection, whoever asks
        self._table = sqlite3.connect(":memory:", check_same_thread=False)
        self._table.execute("CREATE VIRTUAL TABLE answers USING fts5(question, answer, tokenize='unicode61')")
        self._table.executemany(
            "INSERT INTO answers(rowid, question, answer) VALUES (?, ?, ?)",
            ((number, _cut(one.question), _cut(one.text)) for number, one in enumerate(self._entries)),
        )

    def find(self, asked: str) -> tuple[Entry, ...]:
        """Entries that hold every word asked for, best first; if there are none, the few that hold most of them."""
        words = [phrase for run in _runs(asked) if (phrase := _phrase(run))]
        if not words:
            return ()
        pairs = dict.fromkeys(f'"{part}"' for run in _runs(asked) for part in _parts(run))
        return self._matching(" AND ".join(words)) or self._matching(" OR ".join(pairs))[:FEW]

    def _matching(self, query: str) -> tuple[Entry, ...]:
        with self._lock:
            found = self._table.execute(
                "SELECT rowid FROM answers WHERE answers MATCH ? ORDER BY bm25(answers, ?, ?), rowid",
                (query, _QUESTION_WEIGHT, _ANSWER_WEIGHT),
            ).fetchall()
        return tuple(self._entries[number] for (number,) in found)


def _runs(text: str) -> Iterator[str]:
    """Stretches of Chinese characters, and of Latin letters and digits; full-width forms and capitals levelled."""
    yield from _RUN.findall(unicodedata.normalize("NFKC", text).lower())


def _parts(run: str) -> list[str]:
    """Pairs of neighbours, so that any word of two characters or more is found; a last one by itself."""
    if run.isascii():
        return [run]
    return [run[at : at + 2] for at in range(len(run))]


def _cut(text: str) -> str:
    return " ".join(part for run in _runs(text) for part in _parts(run))


def _phrase(run: str) -> str:
    """The row of pairs of a word; of a single character every pair that begins with it."""
    if len(run) == 1 and not run.isascii():
        return f'"{run}"*'
    pairs = [run] if run.isascii() else _parts(run)[:-1]
    return f'"{" ".join(pairs)}"'
