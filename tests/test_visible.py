"""What shows nothing is dropped; everything that people read stays."""

import pytest

from gongju.identity import mobile, resident
from gongju.visible import visible
from tests import cast


@pytest.mark.parametrize(
    "unseen", ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\x1b", "\x7f", "\U000e0041"]
)
def test_what_shows_nothing_is_dropped(unseen: str) -> None:
    assert visible(f"林{unseen}晓禾") == "林晓禾"


@pytest.mark.parametrize("text", ["第一行\n\t第二行\r\n", "𠮷野 Zoë O’Brien·买买提　（北京）", "ＡＢ１２"])
def test_what_people_read_stays(text: str) -> None:
    assert visible(text) == text


def test_a_number_copied_from_an_address_book_is_read() -> None:
    assert mobile("\u202d138\u200b 0013 8000\u202c").value == "13800138000"
    assert (
        resident("\u202d１１０１０１１９９００３０７００２Ｘ\u202c", on=cast.NOW.date()).value == "11010119900307002X"
    )
