"""A statement as a PDF to be printed and signed by hand: what is known is filled in, the rest are lines to write on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from string import Formatter

from gongju.papers.printing import set_in_type

from .wording import Section, Statement


def statement_pdf(statement: Statement, known: Mapping[str, str], *, at: datetime) -> bytes:
    """A4 pages as PDF/A-2b. `known`: "part.field" -> words, as the blanks name their sources.

    Raises MissingGlyph for a character outside the embedded fonts.
    """
    filled = {name: known.get(blank.source, "") for name, blank in statement.blanks.items()}
    labels = {name: blank.label for name, blank in statement.blanks.items()}
    data = {
        "title": statement.title_with(filled),
        "edition": statement.edition,
        "sections": [_section(one, filled, labels) for one in statement.sections],
    }
    return set_in_type("statement", data, dated=at)


def _section(section: Section, filled: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "heading": section.heading,
        "sheet": [{"label": labels[name], "text": filled[name]} for name in section.sheet],
        "paragraphs": [_runs(text, filled, labels) for text in section.paragraphs],
        "items": [_runs(text, filled, labels) for text in section.items],
        "closing": _runs(section.closing, filled, labels),
        "signatures": list(section.signatures),
        "seal": section.seal,
    }


def _runs(text: str, filled: Mapping[str, str], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """The text in runs: plain words, a blank filled in, or a blank to be written on by hand."""
    runs: list[dict[str, str]] = []
    for words, name, _, _ in Formatter().parse(text):
        if words:
            runs.append({"kind": "words", "text": words})
        if name is not None:
            value = filled[name]
            runs.append({"kind": "filled", "text": value} if value else {"kind": "blank", "text": labels[name]})
    return runs
