"""Records that were photographed are read from their pictures; run where the extra `ocr` is installed."""

from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest

from gongju.actions.documents import own_holder
from gongju.documents import records, store
from gongju.documents.checking import check_upload
from gongju.documents.reading import Reading, read_months
from gongju.documents.seeing import lines_kept, see
from tests import cast
from tests.cast import NOW
from tests.documents.records_made_up import OTHER, OURS, income_query, insurance, months, withholding

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
pytestmark = pytest.mark.django_db
YEAR = months("2025-11", 12)


def photographed(pdf: bytes, dpi: int = 200) -> bytes:
    """A page as a photograph shows it: no text lies in it."""
    out = BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


def seen(pdf: bytes, dpi: int = 200) -> Reading:
    stage = cast.set_the_stage()
    upload = check_upload(photographed(pdf, dpi), "a.jpg")
    holder = own_holder(stage.lin)
    version = records.store(now=NOW, actor=stage.lin.ref, holder=holder, kind="income_12", title="收入", upload=upload)
    assert lines_kept(version) == []
    see(version)
    assert store.made_from(next(name for name in store.files().names() if "lines" in name)) == version.viewing_name
    reading = read_months(lines_kept(version))
    assert reading is not None
    return reading


def test_a_photographed_list_of_the_withholding_client_is_read_like_its_text() -> None:
    reading = seen(withholding([(month, "20,000.00") for month in YEAR], "240,000.00"))
    assert (reading.kind, reading.months, reading.total) == ("withholding", tuple(YEAR), Decimal(240000))
    assert {row.amount for row in reading.rows} == {Decimal(20000)}
    assert {row.payer for row in reading.rows} == {OURS}


def test_long_names_in_two_lines_and_other_payers_are_read() -> None:
    rows = [(month, "12,345.67", OTHER if month == YEAR[3] else OURS) for month in YEAR]
    reading = seen(income_query(rows))
    assert [(row.month, row.amount, row.payer) for row in reading.rows] == [
        (month, Decimal("12345.67"), payer) for month, _, payer in rows
    ]


def test_back_payments_are_read_from_a_coarse_photograph_too() -> None:
    reading = seen(insurance([(month, "8000", "补缴" if month == YEAR[2] else "正常缴费") for month in YEAR]), dpi=110)
    assert [row.month for row in reading.rows if row.is_back_paid] == [YEAR[2]]
    assert reading.months == tuple(YEAR)


def test_of_a_picture_without_text_nothing_is_read() -> None:
    stage = cast.set_the_stage()
    version = cast.paper(stage.lin, "income_12", "应税收入材料", now=NOW)
    see(version)
    assert read_months(lines_kept(version)) is None
