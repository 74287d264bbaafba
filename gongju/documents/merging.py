"""Merges pages of several PDFs into one without loss; done by `bench`, apart from everything else."""

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
