"""The text that pictures of pages show, in lines of cells; read by `picture_bench`, apart from everything else."""

from typing import Final

import numpy as np
import pypdfium2
from rapidocr import RapidOCR

from gongju.documents.text_layer import Box, Cell, rows_of

MOST_PAGES: Final = 4
DPI: Final = 200
LONGEST_SIDE: Final = 3508
_INCH: Final = 72
_SURE: Final = 0.6
"""Below it a cell is more guessed than read."""
_engine: Final = RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 2})


def lines_seen(content: bytes) -> list[list[Cell]]:
    """The lines of the first pages of a PDF from top to bottom, each with its cells from left to right."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [line for at in range(min(len(pdf), MOST_PAGES)) for line in _lines(pdf[at])]
    finally:
        pdf.close()


def _lines(page: pypdfium2.PdfPage) -> list[list[Cell]]:
    scale = min(DPI / _INCH, LONGEST_SIDE / max(page.get_size()))
    found = _engine(np.asarray(page.render(scale=scale).to_pil().convert("RGB")), use_cls=False)
    if found.boxes is None:
        return []
    read = zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
    boxes = [_box(corners, text) for corners, text, score in read if score >= _SURE]
    return [[(left, right, text) for left, _, right, _, text in row] for row in rows_of(boxes)]


def _box(corners: list[list[float]], text: str) -> Box:
    """Pictures count from the top, pages from the bottom."""
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), -max(down), max(across), -min(down), text
