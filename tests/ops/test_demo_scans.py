"""Specimen papers are readable and tell that they are specimens."""

from datetime import date

import pypdfium2

from gongju.ops.demo.scans import specimen


def test_a_specimen_shows_its_facts_and_its_mark_on_every_page() -> None:
    pdf = specimen(
        title="个人所得税纳税记录",
        lines=[("姓名", "林晓禾"), ("月均收入", "23480.00 元")],
        dated=date(2026, 11, 2),
        annotation="与原件一致，本单位已核实确认真实有效",
        handler="周敏",
        pages=2,
    )
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) == 2
    for text in texts:
        for shown in ("样例", "林晓禾", "23480.00", "与原件一致", "周敏", "2026年11月2日"):
            assert shown in text.replace(" ", "")
