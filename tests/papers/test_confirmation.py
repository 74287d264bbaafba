"""The confirmation as paper: what is printed can be read, checked and is the same each time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Thread

import pypdfium2
import pytest
import zxingcpp
from PIL.Image import Image

from gongju.papers.confirmation import Child, Confirmation, confirmation_pdf
from gongju.papers.printing import MissingGlyph

LIN_XIAOHE = Confirmation(
    number="CP20260001187",
    name="林晓禾",
    identity="110***********0028",
    employer="北京海河蓝科技有限公司",
    authority="北京市昌平区人力资源和社会保障局",
    first_day=date(2026, 11, 21),
    last_day=date(2029, 11, 20),
    children=(Child("林知夏", "110***********4321"),),
    issued_at=datetime(2026, 11, 21, 2, 30, tzinfo=UTC),
    address="https://gongju.example.cn/verify/Kx7_2bQmKx7_2bQmKx7_2bQm",
    page="gongju.example.cn/verify",
    signature="本单没有电子签名，请扫码查验。",
)


def last_page(pdf: bytes, scale: float = 2.0) -> Image:
    with pypdfium2.PdfDocument(pdf) as opened:
        picture: Image = opened[len(opened) - 1].render(scale=scale).to_pil()
        return picture


def text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "".join(page.get_textpage().get_text_range() for page in opened)


def test_qr_in_the_picture_leads_to_the_verification_address() -> None:
    codes = zxingcpp.read_barcodes(last_page(confirmation_pdf(LIN_XIAOHE)))
    assert [code.text for code in codes] == [LIN_XIAOHE.address]


def test_qr_is_read_from_a_coarse_scan() -> None:
    codes = zxingcpp.read_barcodes(last_page(confirmation_pdf(LIN_XIAOHE), scale=1.2).convert("L"))
    assert codes[0].text == LIN_XIAOHE.address


def test_every_field_can_be_read_as_text() -> None:
    read = text(confirmation_pdf(LIN_XIAOHE))
    for part in (LIN_XIAOHE.number, "林晓禾", LIN_XIAOHE.identity, "2029年11月20日", "林知夏", LIN_XIAOHE.page):
        assert part in read


def test_it_is_one_a4_page_of_pdf_a() -> None:
    pdf = confirmation_pdf(LIN_XIAOHE)
    with pypdfium2.PdfDocument(pdf) as opened:
        assert [round(side) for side in opened[0].get_size()] == [595, 842]
        assert len(opened) == 1
    assert b"pdfaid:part" in pdf


def test_same_paper_gives_same_bytes() -> None:
    assert confirmation_pdf(LIN_XIAOHE) == confirmation_pdf(LIN_XIAOHE)


def test_no_children_is_said() -> None:
    assert "随往子女" in text(confirmation_pdf(replace(LIN_XIAOHE, children=())))


def test_seven_children_and_a_long_employer_still_print_the_qr() -> None:
    crowded = replace(LIN_XIAOHE, children=LIN_XIAOHE.children * 7, employer="北京" + "海河蓝" * 20 + "有限公司")
    assert zxingcpp.read_barcodes(last_page(confirmation_pdf(crowded)))


@pytest.mark.parametrize("name", ["#panic(1) *x* $a$", '张"三', "张\\三"])
def test_a_name_is_text_and_never_instructions(name: str) -> None:
    assert name in text(confirmation_pdf(replace(LIN_XIAOHE, name=name)))


def test_rare_character_in_the_fonts_is_printed() -> None:
    assert "龘䶮" in text(confirmation_pdf(replace(LIN_XIAOHE, name="龘䶮")))


def test_missing_glyph_is_named() -> None:
    with pytest.raises(MissingGlyph) as refused:
        confirmation_pdf(replace(LIN_XIAOHE, name="𠮷野"))
    assert refused.value.text == "𠮷"
    assert "U+20BB7" in str(refused.value)


def test_several_threads_print_at_once() -> None:
    printed: list[bytes] = []
    threads = [Thread(target=lambda: printed.append(confirmation_pdf(LIN_XIAOHE))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(printed)) == 1
    assert len(printed) == 4
