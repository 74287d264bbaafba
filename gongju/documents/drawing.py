"""Draws a page of a PDF; done by `bench`, apart from everything else."""

from io import BytesIO
from typing import Final

import pypdfium2

SECONDS: Final = 6
QUALITY: Final = 80
# A strip of 1 cm by 20 m is a page, too; its picture must not fill the memory.
LONGEST_SIDE: Final = 4320


def drawn(content: bytes, page: int, width: int) -> bytes:
    """The page (from 0) as WebP, `width` pixels wide. Raises whatever the libraries raise."""
    out = BytesIO()
    pdf = pypdfium2.PdfDocument(content)
    try:
        sheet = pdf[page]
        across, down = sheet.get_size()
        scale = min(width / across, LONGEST_SIDE / down)
        sheet.render(scale=scale, may_draw_forms=True).to_pil().save(out, "WEBP", quality=QUALITY)
    finally:
        pdf.close()
    return out.getvalue()
