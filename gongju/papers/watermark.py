"""Marks that say on a picture or a page who looked at it, when and for what."""

from functools import cache
from io import BytesIO
from typing import Final

import img2pdf
import pylopdf_fonts_zh_cn as fonts
from PIL import Image, ImageDraw, ImageFont

_STRENGTH: Final = 70  # of 255: read when looked for, and what lies under it is read, too
_ANGLE: Final = 24
_QUALITY: Final = 80
_SHEET: Final = (900, 1273)  # an A4 page, for the mark of a PDF


def marked(picture: bytes, text: str) -> bytes:
    """The picture (WebP, made here) with the text across it."""
    with Image.open(BytesIO(picture)) as opened:
        page = opened.convert("RGBA")
    out = BytesIO()
    Image.alpha_composite(page, _layer(page.size, text)).convert("RGB").save(out, "WEBP", quality=_QUALITY)
    return out.getvalue()


def sheet(text: str) -> bytes:
    """A PDF of one transparent A4 page with the text across it, to be laid over other pages."""
    out = BytesIO()
    _layer(_SHEET, text).save(out, "PNG")
    size = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
    return bytes(img2pdf.convert(out.getvalue(), layout_fun=img2pdf.get_layout_fun(size), nodate=True))


def _layer(size: tuple[int, int], text: str) -> Image.Image:
    """Nothing but the text, again and again, as large as the page."""
    line = _line(text, max(12, size[0] // 42))
    across, down = line.width + size[0] // 8, line.height + size[0] // 8
    layer = Image.new("RGBA", size, (0, 0, 0, 0))
    for row, top in enumerate(range(-line.height // 2, size[1], down)):
        for left in range(-line.width // 2 * (row % 2), size[0], across):
            layer.alpha_composite(line, (max(left, 0), max(top, 0)), (max(-left, 0), max(-top, 0)))
    return layer


def _line(text: str, height: int) -> Image.Image:
    font = _font(height)
    left, top, right, bottom = (round(side) for side in font.getbbox(text))
    line = Image.new("RGBA", (right - left, bottom - top), (0, 0, 0, 0))
    ImageDraw.Draw(line).text((-left, -top), text, font=font, fill=(120, 30, 30, _STRENGTH))
    return line.rotate(_ANGLE, expand=True, resample=Image.Resampling.BICUBIC)


@cache
def _font(height: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts.sans_path()), height)
