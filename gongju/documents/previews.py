"""Pictures of pages, made when first asked for and kept beside the stored files."""

from typing import Final

from gongju.documents import store
from gongju.documents.draughtsman import Draughtsman, NotDrawn
from gongju.documents.models import Piece, Version
from gongju.documents.queries import check_usable
from gongju.errors import NotFound

WIDTHS: Final = (160, 480, 960, 1440)
PIECE_WIDTH: Final = 480
MEDIA_TYPE = "image/webp"
_draughtsman = Draughtsman()


def page_picture(version: Version, *, page: int, width: int) -> bytes:
    """Return page `page` (from 1) as WebP, `width` pixels wide (one of `WIDTHS`).

    `NotFound` beyond the last page, and for a page that cannot be drawn within bounds; that is tried once.
    `store.Damaged` when the stored file is not what it was, Refusal till it was scanned.
    """
    check_usable(version)
    return _picture(version.viewing_name, version.pages, page, width)


def piece_picture(piece: Piece, *, page: int) -> bytes:
    """The same of a file that is being gathered."""
    return _picture(piece.viewing_name, piece.pages, page, PIECE_WIDTH)


def _picture(name: str, pages: int, page: int, width: int) -> bytes:
    if width not in WIDTHS or not 1 <= page <= pages:
        raise NotFound("这一页")
    kept = store.picture_name(name, page, width)
    picture = store.read_made(kept)
    if picture is None:
        picture = _drawn(store.read(name), page, width)
        store.keep_made(kept, picture)
    if not picture:
        raise NotFound("这一页的图像")
    return picture


def _drawn(content: bytes, page: int, width: int) -> bytes:
    """The picture; nothing where there can be none."""
    try:
        return _draughtsman.draw(content, page=page - 1, width=width)
    except NotDrawn:
        return b""
