"""Merges pages of several PDFs without loss, and lays a mark over pages; done by `bench`, apart from all else."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf


def merged(files: Sequence[bytes], places: Sequence[int]) -> bytes:
    """One PDF of the pages in `places`: file, page from 1, degrees to turn it by; three numbers for each page."""
    sources = [pikepdf.open(BytesIO(file)) for file in files]
    out = BytesIO()
    with pikepdf.new() as whole:
        for at in range(0, len(places), 3):
            file, page, turn = places[at : at + 3]
            whole.pages.append(sources[file].pages[page - 1])
            if turn:
                whole.pages[-1].rotate(turn, relative=True)
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def stamped(content: bytes, mark: bytes) -> bytes:
    """The PDF with the first page of another laid over each of its pages, whichever way it is turned."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as whole, pikepdf.open(BytesIO(mark)) as over:
        for page in whole.pages:
            page.add_overlay(over.pages[0], pikepdf.Rectangle(page.trimbox))
        whole.save(out, deterministic_id=True)
    return out.getvalue()
