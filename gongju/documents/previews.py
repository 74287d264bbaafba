"""Pictures of pages, made when first asked for and kept beside the stored files."""

from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Final

import pypdfium2

from gongju.documents import store
from gongju.documents.models import Version
from gongju.errors import NotFound

WIDTHS: Final = (160, 480, 960, 1440)
MEDIA_TYPE = "image/webp"
_QUALITY = 80
# A strip of 1 cm by 20 m is a page, too; its picture must not fill the memory.
_LONGEST_SIDE = 4320
# PDFium may be used by one thread of a process at a time.
_one_at_a_time = Lock()


def page_picture(version: Version, *, page: int, width: int) -> bytes:
    """Return page `page` (from 1) as WebP, `width` pixels wide (one of `WIDTHS`); `NotFound` beyond the last page.

    `store.Damaged` when the stored file is not what it was.
    """
    if width not in WIDTHS or not 1 <= page <= version.pages:
        raise NotFound("这一页")
    kept = store.path_of(f"previews/{Path(version.viewing_name).stem}/{page}-{width}.webp")
    if not kept.is_file():
        store.write_whole(kept, _drawn(store.read(version.viewing_name), page, width))
    return kept.read_bytes()


def _drawn(content: bytes, page: int, width: int) -> bytes:
    out = BytesIO()
    with _one_at_a_time:
        pdf = pypdfium2.PdfDocument(content)
        try:
            sheet = pdf[page - 1]
            across, down = sheet.get_size()
            scale = min(width / across, _LONGEST_SIDE / down)
            sheet.render(scale=scale, may_draw_forms=True).to_pil().save(out, "WEBP", quality=_QUALITY)
        finally:
            pdf.close()
    return out.getvalue()
