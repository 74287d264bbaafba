"""Pictures of pages, made when first asked for and kept beside the stored files."""

from pathlib import Path
from typing import Final

from gongju.documents import store
from gongju.documents.draughtsman import Draughtsman, NotDrawn
from gongju.documents.models import Version
from gongju.errors import NotFound

WIDTHS: Final = (160, 480, 960, 1440)
MEDIA_TYPE = "image/webp"
_draughtsman = Draughtsman()


def page_picture(version: Version, *, page: int, width: int) -> bytes:
    """Return page `page` (from 1) as WebP, `width` pixels wide (one of `WIDTHS`).

    `NotFound` beyond the last page, and for a page that cannot be drawn within bounds; that is tried once.
    `store.Damaged` when the stored file is not what it was.
    """
    if width not in WIDTHS or not 1 <= page <= version.pages:
        raise NotFound("这一页")
    kept = store.path_of(f"previews/{Path(version.viewing_name).stem}/{page}-{width}.webp")
    if not kept.is_file():
        store.write_whole(kept, _drawn(store.read(version.viewing_name), page, width))
    picture = kept.read_bytes()
    if not picture:
        raise NotFound("这一页的图像")
    return picture


def _drawn(content: bytes, page: int, width: int) -> bytes:
    """The picture; nothing where there can be none."""
    try:
        return _draughtsman.draw(content, page=page - 1, width=width)
    except NotDrawn:
        return b""
