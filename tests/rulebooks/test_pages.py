"""Pages made from the rulebooks are as they would be made today, and every key is documented."""

import re
from pathlib import Path

from gongju.rules.question_page import page
from tests.rulebooks.library import published

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = sorted((ROOT / "gongju" / "rules").glob("reading_*.py"))
KEY = re.compile(r'\.(?:text|texts|truth|whole|wholes|number|day|one_of|table|tables|named_tables|plain)\("(\w+)"')


def test_the_page_of_open_questions_is_up_to_date() -> None:
    written = (ROOT / "docs" / "open-questions.md").read_text("utf-8")
    assert written == page(published().editions), "run: gongju rulebook questions > docs/open-questions.md"


def test_every_key_a_reader_asks_for_is_documented() -> None:
    text = re.sub(r"```.*?```", "", (ROOT / "docs" / "rule-language.md").read_text("utf-8"), flags=re.DOTALL)
    named = {word for span in re.findall(r"`([^`]+)`", text) for word in re.findall(r"\w+", span)}
    asked = {name for path in READERS for name in KEY.findall(path.read_text("utf-8"))}
    assert len(asked) > 80
    assert sorted(asked - named) == []
