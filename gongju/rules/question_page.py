"""The page docs/open-questions.md, made from the rulebooks: every open question, its readings, where it bites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .criterion import Criterion
from .edition import Edition
from .entries import Question

HEAD = """# Open questions

Generated from `rulebooks/` by `gongju rulebook questions`; do not edit. One section for each question.
The published texts leave these points open. The recommended reading counts until an office decides otherwise
(`Edition.reading_as`). *Side by side*: every reading is worked, and an officer decides where they differ.
*By choice*: the rule asks which reading was taken. *As data*: the reading is how the entry is written.
"""


def page(editions: Iterable[Edition]) -> str:
    """The whole page as Markdown: each question once, with every edition in which it stands as worded and read."""
    holders: dict[tuple[str, ...], list[Edition]] = {}
    for edition in editions:
        for one in edition.questions.values():
            worded = (one.id, one.text, *map(" ".join, one.readings.items()), one.recommended, one.why)
            holders.setdefault(worded, []).append(edition)
    lines = [HEAD]
    for (name, *_), having in sorted(holders.items()):
        rows = dict.fromkeys(row for edition in having for row in edition.questions[name].rows)
        lines += _section(replace(having[-1].questions[name], rows=tuple(rows)), having)
    return "\n".join(lines).rstrip() + "\n"


def _section(question: Question, editions: list[Edition]) -> Iterator[str]:
    yield f"## {question.id}\n"
    yield f"{question.text}\n"
    for key, sentence in question.readings.items():
        mark = " **(recommended)**" if key == question.recommended else ""
        yield f"- `{key}`{mark}: {sentence}"
    yield ""
    if question.why:
        yield f"Why: {question.why}\n"
    for edition in editions:
        places = _places(edition, question)
        if places or len(editions) == 1:
            yield f"`{edition.key}`: {_way(edition, question)}{places}."
    if question.rows:
        yield f"Rows: {', '.join(question.rows)}."
    yield ""


def _way(edition: Edition, question: Question) -> str:
    if any(one.question == question.id and one.readings for one in edition.criteria):
        return "side by side"
    asked = f'reading("{question.id}")'
    rules = [*(one.rule for one in edition.criteria), *(one.rule for one in edition.values.values())]
    return "by choice" if any(asked in rule for rule in rules) else "as data"


def _places(edition: Edition, question: Question) -> str:
    """Entries that name the question, with a leading ", in "; empty when none does."""
    parts: dict[str, Iterable[tuple[str, object]]] = {
        "criteria": ((one.code, one) for one in edition.criteria),
        "materials": ((one.code, one) for one in edition.materials),
        "cautions": ((one.code, one) for one in edition.cautions),
        "terms": ((one.code, one) for one in edition.terms),
        "steps": ((one.code, one) for one in edition.steps),
        "rounds": ((one.code, one) for one in edition.rounds),
        "states": ((one.code, one) for one in edition.state_changes),
        "parameters": edition.parameters.items(),
        "tables": edition.tables.items(),
        "businesses": edition.businesses.items(),
    }
    named = [
        f"{part} `{code}`"
        for part, entries in parts.items()
        for code, entry in entries
        if getattr(entry, "question", "") == question.id or _asks(entry, question)
    ]
    return f", in {', '.join(named)}" if named else ""


def _asks(entry: object, question: Question) -> bool:
    return isinstance(entry, Criterion) and f'reading("{question.id}")' in entry.rule
