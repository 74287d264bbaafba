"""A table as a file that spreadsheets open."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""With these a spreadsheet begins a formula; one in Chinese takes the full-width ones too."""
BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 by it."""


def sheet_answer(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The file as an answer; `name` without ending."""
    answer = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or ""
    return answer


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A head and one line for each row; None is an empty cell."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue()


def _harmless(cell: object) -> object:
    """A text is never a formula, whatever was typed, and whatever blanks stand before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(FORMULAS) else cell
