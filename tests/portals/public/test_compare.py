"""Two editions side by side on a page."""

from django.test import Client

from tests.portals.public.conftest import text_of

SAME = "/compare/?first=changping/2021-08&second=changping/2021-08"


def test_a_reading_that_asks_for_nothing_says_so(stranger: Client) -> None:
    shown = stranger.get("/compare/").content.decode()
    assert "另一读法：不作这条要求" in shown
    assert "另一读法：是<" not in shown


def test_one_edition_against_itself_differs_in_nothing(stranger: Client) -> None:
    text = text_of(stranger.get(SAME))
    assert 'class="tag' not in text
    assert "2 年以上工作经历" not in text


def test_each_topic_says_how_much_differs_before_it_is_unfolded(stranger: Client) -> None:
    """On a phone two districts side by side are many screens: so topics are folded away under their counts."""
    two = "/compare/?first=changping/2021-08&second=dongcheng/2021-05"
    shown = stranger.get(two).content.decode()
    topics = shown.split('<details class="card sheet-card compare-part">')[1:]
    assert len(topics) > 2
    assert "<h2>条件</h2>" in topics[0]
    assert "项不同" in topics[0].split("</summary>")[0]
    assert "没有不同，" in text_of(stranger.get(SAME))


def test_what_is_the_same_is_listed_on_wish_with_its_rule_in_words(stranger: Client) -> None:
    text = text_of(stranger.get(f"{SAME}&same=on"))
    assert "2 年以上工作经历" in text
    assert "工作经历 不低于 2 年" in text


def test_what_belongs_to_no_business_is_shown_by_itself(stranger: Client) -> None:
    text = text_of(stranger.get(f"{SAME}&business=&same=on"))
    assert "2 年以上工作经历" not in text
    assert "1.2 倍标准" in text


def test_an_edition_or_business_that_is_not_there_is_not_found(stranger: Client) -> None:
    assert stranger.get("/compare/?first=haidian/2021-08").status_code == 404
    assert stranger.get(f"{SAME}&business=marriage").status_code == 404
