"""docs/procedures.md is what the procedure files say today."""

from django.conf import settings

from gongju.rules.procedure_page import page
from gongju.rules.procedure_reading import read_procedures


def test_the_page_is_current() -> None:
    written = (settings.GONGJU.root / "docs" / "procedures.md").read_text("utf-8")
    assert written == page(read_procedures(settings.GONGJU.procedures_dir)), "run: gongju write_procedures"
