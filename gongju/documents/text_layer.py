"""The text that lies in a PDF, in lines of cells as a reader sees them; read by `bench`, apart from everything else."""

from collections.abc import Iterable, Iterator
from typing import Final

import pypdfium2

MOST_PAGES: Final = 12
MOST_CHARACTERS: Final = 8000
_GAP: Final = 0.9
"""Of the height of a line: a wider gap parts two cells."""

Cell = tuple[float, float, str]
"""Left end, right end, text."""
Box = tuple[float, float, float, float, str]
"""Left, bottom, right, top, sign."""


def lines_of(content: bytes) -> list[list[Cell]]:
    """The lines of the first pages from top to bottom, each with its cells from left to right."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [line for at in range(min(len(pdf), MOST_PAGES)) for line in _lines(pdf[at])]
    finally:
        pdf.close()


def _lines(page: pypdfium2.PdfPage) -> Iterator[list[Cell]]:
    text = page.get_textpage()
    signs = [_box(text, at) for at in range(min(text.count_chars(), MOST_CHARACTERS))]
    for row in rows_of(sign for sign in signs if sign[4].strip()):
        yield _cells(row)


def rows_of(boxes: Iterable[Box]) -> list[list[Box]]:
    """What stands beside each other, from left to right; the rows from top to bottom."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: -(one[1] + one[3])):
        if rows and _same_line(rows[-1][0], box):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _box(text: pypdfium2.PdfTextPage, at: int) -> Box:
    return (*text.get_charbox(at, loose=True), text.get_text_range(at, 1))


def _same_line(first: Box, other: Box) -> bool:
    return abs((first[1] + first[3]) - (other[1] + other[3])) < first[3] - first[1]


def _cells(row: list[Box]) -> list[Cell]:
    cells: list[Cell] = []
    for left, bottom, right, top, sign in row:
        if cells and left - cells[-1][1] < _GAP * (top - bottom):
            cells[-1] = (cells[-1][0], right, cells[-1][2] + sign)
        else:
            cells.append((left, right, sign))
    return cells
