"""Whether the pages of a PDF can be read: their size, what is on them, which way up it stands, how fine the scan is."""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pypdfium2
from pypdfium2 import raw

from gongju.documents.refusal import file_refused

INCH: Final = 72.0
LONGEST_SIDE: Final = 80 * INCH  # two metres: longer than any certificate or plan
SHORTEST_SIDE: Final = INCH
READABLE_DPI: Final = 100
UNREADABLE_DPI: Final = 25
_LOOKED_AT_WIDTH: Final = 240
_INK: Final = 200  # of 255: darker than this is ink, lighter may be the grey of the paper
_LEAST_INK: Final = 0.0004  # of a page: a page number or a speck of dust, but no line of text
_NAMED_PAGES: Final = 5
_MOST_CHARACTERS: Final = 300
_ENOUGH_TIME: Final = 6.0
"""Seconds of the processor after which the rest of the pages is not looked at: long scans are no fault."""


@dataclass(frozen=True)
class Sheet:
    """What one page is like. `dpi`: of the scan that fills it, 0 when none does; `turned`: the text in it is."""

    number: int
    blank: bool
    turned: bool
    lying: bool
    dpi: int


def check_pages(content: bytes) -> tuple[str, ...]:
    """Notes about the pages for who handed them in; `BadInput` when nobody can read them."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        for at in range(len(pdf)):
            _check_size(pdf.get_page_size(at), at + 1)
        sheets = _sheets(pdf)
    finally:
        pdf.close()
    if all(sheet.blank for sheet in sheets):
        raise file_refused("文件里每一页都是空白的。请检查扫描时是否放反了，重新扫描后再上传。")
    coarse = [sheet.number for sheet in sheets if 0 < sheet.dpi < UNREADABLE_DPI]
    if coarse:
        raise file_refused(f"{_named(coarse)}太不清晰，看不出文字。请用300dpi重新扫描或重新拍摄。")
    return tuple(_notes(sheets))


def _check_size(size: tuple[float, float], number: int) -> None:
    if not all(math.isfinite(side) and side <= LONGEST_SIDE for side in size):
        raise file_refused(f"第{number}页的页面尺寸过大（超过2米）。请按A4重新导出或扫描。")
    if min(size) < SHORTEST_SIDE:
        raise file_refused(f"第{number}页的页面尺寸过小，看不清内容。请按A4重新导出或扫描。")


def _sheets(pdf: pypdfium2.PdfDocument) -> list[Sheet]:
    until = time.process_time() + _ENOUGH_TIME
    found = []
    for at in range(len(pdf)):
        if time.process_time() > until:
            break
        found.append(_sheet(pdf[at], at + 1))
    return found


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    across, down = page.get_size()
    return Sheet(number, _is_blank(page, across, down), _is_turned(page), across > down, _dpi(page, across, down))


def _is_blank(page: pypdfium2.PdfPage, across: float, down: float) -> bool:
    scale = _LOOKED_AT_WIDTH / max(across, down)
    counts = page.render(scale=scale, may_draw_forms=True).to_pil().convert("L").histogram()
    return bool(sum(counts[:_INK]) < _LEAST_INK * sum(counts))


def _is_turned(page: pypdfium2.PdfPage) -> bool:
    """Whether most of the text, where a page has text, does not stand upright."""
    text = page.get_textpage()
    count = min(text.count_chars(), _MOST_CHARACTERS)
    angles = [round(math.degrees(raw.FPDFText_GetCharAngle(text, at))) for at in range(count)]
    turned = sum((angle + page.get_rotation()) % 360 in range(45, 315) for angle in angles)
    return bool(turned > count / 2)


def _dpi(page: pypdfium2.PdfPage, across: float, down: float) -> int:
    """Dots an inch of a picture that fills most of the page."""
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > across * down * 0.6:
            return int(max(image.get_px_size()) / max(right - left, top - bottom) * INCH)
    return 0


def _notes(sheets: list[Sheet]) -> Iterable[str]:
    if blank := [sheet.number for sheet in sheets if sheet.blank]:
        yield f"{_named(blank)}几乎是空白的，请核对是否多余，或者扫描时放反了。"
    if turned := [sheet.number for sheet in sheets if sheet.turned]:
        yield f"{_named(turned)}的文字不是正的，请转正后重新上传。"
    lying = [sheet.number for sheet in sheets if sheet.lying and not sheet.turned]
    if lying and len(lying) < len(sheets):
        yield f"{_named(lying)}是横放的，请核对文字方向是否正确。"
    if coarse := [sheet.number for sheet in sheets if 0 < sheet.dpi < READABLE_DPI]:
        yield f"{_named(coarse)}的清晰度偏低，小字可能看不清，请在预览中核对。"


def _named(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:_NAMED_PAGES]))
    return f"第{shown}页" if len(numbers) <= _NAMED_PAGES else f"第{shown}等{len(numbers)}页"
