"""An upload is judged by what it is, and a refusal says why and what to do."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongju.documents.checking import check_upload
from gongju.documents.drawing import drawn
from gongju.documents.limits import Limits
from gongju.errors import BadInput
from tests.documents import bad_files, papers

LIMITS = Limits(size=10 * 1024 * 1024, pages=20)


def told(content: bytes, name: str = "合同.pdf", limits: Limits = LIMITS) -> str:
    with pytest.raises(BadInput) as refused:
        check_upload(content, name, limits=limits)
    assert [fault.field for fault in refused.value.faults] == ["file"]
    return str(refused.value)


def answer(content: bytes) -> str:
    """Return the reason of the refusal, or the notes of what is kept."""
    try:
        return "".join(check_upload(content, "合同.pdf", limits=LIMITS).notes)
    except BadInput as refused:
        return str(refused)


def pages_of(content: bytes) -> list[tuple[float, float]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]


def noted(pdf: pikepdf.Pdf) -> str:
    return "".join(check_upload(papers.saved(pdf), "合同.pdf", limits=LIMITS).notes)


def test_a_nearly_blank_page_among_others_is_named() -> None:
    pdf = papers.written_pdf(3)
    papers.write_page(pdf, b"300 30 2 2 re f")
    assert "第4页几乎是空白的" in noted(pdf)


def test_a_page_with_writing_upside_down_is_named() -> None:
    pdf = papers.written_pdf(2)
    pdf.pages[1].obj.Rotate = 180
    assert "第2页的文字不是正的" in noted(pdf)


def test_writing_that_the_page_itself_turns_upright_is_right() -> None:
    pdf = papers.written_pdf(1)
    papers.write_page(pdf, papers.WRITTEN.replace(b"60 760 Td", b"0 1 -1 0 300 100 Tm"))
    pdf.pages[1].obj.Rotate = 90
    assert "文字不是正的" not in noted(pdf)
    pdf.pages[1].obj.Rotate = 0
    assert "第2页的文字不是正的" in noted(pdf)


def test_a_page_lying_among_standing_ones_is_named() -> None:
    pdf = papers.written_pdf(2)
    papers.write_page(pdf, papers.WRITTEN.replace(b"60 760", b"60 500"), size=(842, 595))
    assert "第3页是横放的" in noted(pdf)


def test_a_coarse_scan_is_kept_with_a_note() -> None:
    assert "第1页的清晰度偏低" in "".join(check_upload(bad_files.scan((500, 707)), "a.pdf", limits=LIMITS).notes)


def test_what_hangs_behind_a_photo_is_taken_off() -> None:
    photo = papers.picture()
    for content in (photo, papers.picture("PNG")):
        assert check_upload(content + b"a film" * 900, "a.jpg", limits=LIMITS).content == content


def test_a_good_pdf_is_kept_as_it_is() -> None:
    content = papers.good_pdf(pages=3)
    checked = check_upload(content, "劳动合同.pdf", limits=LIMITS)
    assert (checked.media_type, checked.pages, checked.notes) == ("pdf", 3, ())
    assert checked.viewing == checked.content == content
    assert len(checked.digest) == 64


@pytest.mark.parametrize(("make", "reason"), papers.REFUSED_PDFS.values(), ids=papers.REFUSED_PDFS)
def test_a_pdf_that_hides_or_acts_is_refused(make: Callable[[], bytes], reason: str) -> None:
    sentence = told(make())
    assert reason in sentence
    assert sentence.endswith("。")


def test_a_broken_pdf_is_kept_repaired_and_says_so() -> None:
    checked = check_upload(papers.with_broken_table(), "合同.pdf", limits=LIMITS)
    assert checked.content == checked.viewing != papers.with_broken_table()
    assert "自动修复" in checked.notes[0]
    assert pages_of(checked.viewing) == [papers.A4]


def test_bytes_in_front_of_a_pdf_are_taken_off() -> None:
    checked = check_upload(b"\xef\xbb\xbf\r\n" + papers.good_pdf(), "扫描.pdf", limits=LIMITS)
    assert checked.viewing.startswith(b"%PDF-")
    assert checked.notes


def test_a_pdf_cut_short_is_repaired_or_refused_but_never_kept_as_whole() -> None:
    assert answer(papers.cut_short(papers.good_pdf(pages=3)))


def test_too_many_pages() -> None:
    assert "有21页，最多20页" in told(papers.good_pdf(pages=21))


def test_too_large() -> None:
    sentence = told(papers.good_pdf() + bytes(2 * 1024 * 1024), limits=Limits(size=1024 * 1024, pages=20))
    assert "2.0MB，最多1MB" in sentence


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "文件是空的"),
        (b"hello", "不是PDF、JPG、PNG或HEIC"),
        (b"PK\x03\x04rest", "Word、Excel 或压缩文件"),
        (b"<!DOCTYPE html><html>", "网页文件"),
        (b"GIF89a", "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
    ],
)
def test_strangers_are_named(content: bytes, reason: str) -> None:
    sentence = told(content)
    assert reason in sentence
    assert "PDF" in sentence or "重新选择" in sentence


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (papers.picture("JPEG"), "jpeg"),
        (papers.picture("JPEG", mode="CMYK"), "jpeg"),
        (papers.picture("PNG"), "png"),
        (papers.picture("PNG", mode="RGBA"), "png"),
        (papers.picture("PNG", mode="P"), "png"),
        (papers.picture("PNG", mode="LA"), "png"),
        (papers.picture("PNG", mode="I;16"), "png"),
    ],
    ids=["jpeg", "cmyk", "png", "rgba", "palette", "grey with alpha", "16 bit"],
)
def test_a_picture_becomes_one_a4_page(content: bytes, kind: str) -> None:
    checked = check_upload(content, "证件照.jpg", limits=LIMITS)
    assert (checked.media_type, checked.pages, checked.notes) == (kind, 1, ())
    ((across, down),) = pages_of(checked.viewing)
    assert (round(across), round(down)) == papers.A4


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_shows_through_becomes_white(mode: str) -> None:
    """In the samples everything but a black corner shows through."""
    viewing = check_upload(papers.picture("PNG", mode=mode), "章.png", limits=LIMITS).viewing
    with Image.open(BytesIO(drawn(viewing, 0, 160))) as page:
        grey = page.convert("L")
        assert (grey.getpixel((20, 20)), grey.getpixel((140, 180))) == (0, 255)


def test_a_wide_picture_becomes_a_page_lying_down() -> None:
    ((across, down),) = pages_of(check_upload(papers.picture(size=(1600, 1200)), "a.jpg", limits=LIMITS).viewing)
    assert across > down


def test_a_turned_photo_is_turned_back() -> None:
    viewing = check_upload(papers.turned_photo(), "a.jpg", limits=LIMITS).viewing
    with pikepdf.open(BytesIO(viewing)) as pdf:
        assert pdf.pages[0].obj.get("/Rotate", 0) == 90


def test_a_small_picture_is_kept_with_a_note() -> None:
    assert "看不清" in check_upload(papers.picture(size=(300, 400)), "a.jpg", limits=LIMITS).notes[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_cut_short_is_refused(kind: str) -> None:
    assert "图片已损坏" in told(papers.cut_short(papers.picture(kind)))


def test_a_picture_named_pdf_is_taken_for_what_it_is() -> None:
    assert check_upload(papers.picture("PNG"), "学历证书.pdf", limits=LIMITS).file_name == "学历证书.png"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("劳动合同.PDF", "劳动合同.pdf"),
        ("C:\\Users\\li\\合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("", "未命名.pdf"),
        ("合同\u202efdp.exe", "合同fdp.exe.pdf"),
        ("长" * 300 + ".pdf", "长" * 100 + ".pdf"),
    ],
)
def test_names_are_cleaned(given_name: str, kept: str) -> None:
    assert check_upload(papers.good_pdf(), given_name, limits=LIMITS).file_name == kept


@given(st.binary(max_size=2000), st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]))
def test_whatever_comes_is_checked_or_refused_in_chinese(rest: bytes, start: bytes) -> None:
    assert answer(start + rest).endswith("。")
