"""Marks over pictures and pages: there, and what lies under them is still read."""

from io import BytesIO

import pikepdf
from PIL import Image, ImageChops

from gongju.documents.checking import stamp
from gongju.documents.drawing import drawn
from gongju.papers.watermark import marked, sheet
from tests.documents import papers

TEXT = "孙受理 2026-03-04 09:05 办理业务CP20260000001"


def grey(picture: bytes) -> Image.Image:
    with Image.open(BytesIO(picture)) as opened:
        return opened.convert("L")


def test_a_picture_bears_the_mark_all_over_and_keeps_its_writing() -> None:
    plain = drawn(papers.good_pdf(), 0, 960)
    before, after = grey(plain), grey(marked(plain, TEXT))
    changed = ImageChops.difference(before, after).point(lambda shade: 255 if shade > 20 else 0)
    left, top, right, bottom = changed.getbbox() or (0, 0, 0, 0)
    assert (right - left) > before.width * 0.8
    assert (bottom - top) > before.height * 0.8
    assert before.size == after.size
    assert any(after.histogram()[:80])  # the black of the letters
    assert sum(changed.histogram()[255:]) < 0.2 * before.width * before.height


def test_each_page_of_a_pdf_bears_it_also_when_it_is_turned() -> None:
    pdf = papers.written_pdf(2)
    pdf.pages[1].obj.Rotate = 90
    content = papers.saved(pdf)
    out = stamp(content, sheet(TEXT))
    with pikepdf.open(BytesIO(out)) as whole:
        assert len(whole.pages) == 2
    for page in (0, 1):
        before, after = grey(drawn(content, page, 480)), grey(drawn(out, page, 480))
        assert ImageChops.difference(before, after).getbbox() is not None
        assert before.size == after.size
