"""Editions and the library: what counts when, what is inherited, which figure a day has."""

from datetime import date

import pytest

from gongju.rules.edition import Edition, Library, NoEditionInForce, UnknownBusiness
from gongju.rules.reading import read_library_texts
from gongju.rules.toml_table import RulebookFaults
from tests.rules.small import TEXTS

LATER = TEXTS["east/2021.toml"].replace('edition = "2021"', 'edition = "2024"').replace("2021-08-01", "2024-01-01")


def library(**more: str) -> Library:
    return read_library_texts({**TEXTS, **more})


def east() -> Edition:
    return library().edition("east/2021")


def test_the_edition_in_force_is_the_latest_that_has_begun() -> None:
    both = library(**{"east/2024.toml": LATER})
    assert both.in_force("east", date(2023, 12, 31)).edition == "2021"
    assert both.in_force("east", date(2024, 1, 1)).edition == "2024"
    assert [edition.edition for edition in both.districts] == ["2024"]


@pytest.mark.parametrize(
    ("until", "what"), [("2023-12-30", "之间有空档"), ("2024-01-01", "重叠"), ("2023-12-31", ""), ("", "")]
)
def test_editions_follow_each_other_without_a_hole_or_an_overlap(until: str, what: str) -> None:
    ended = TEXTS["east/2021.toml"].replace("checked_on", f"until = {until}\nchecked_on" if until else "checked_on")
    texts = {"east/2021.toml": ended, "east/2024.toml": LATER}
    if not what:
        assert library(**texts).in_force("east", date(2023, 12, 31)).edition == "2021"
        return
    with pytest.raises(
        RulebookFaults, match=f"east/2021.toml:9: edition.until: 与 east/2024 {what} → 写 until = 2023-12-31"
    ):
        library(**texts)


def test_a_later_edition_keeps_the_examples_of_the_criteria_it_takes_over() -> None:
    head, _, rest = LATER.partition("[businesses.first_issue]")
    later = head.replace("city/2003", "east/2021").replace('accounts_for = "EA-001..EA-002"', "")
    under = library().edition("east/2021")
    kept = library(**{"east/2024.toml": later}).edition("east/2024")
    assert rest
    assert (kept.criteria, kept.bases) == (under.criteria, under.bases)
    assert kept.criterion_examples == under.criterion_examples
    replaced = library(**{"east/2024.toml": LATER.replace("city/2003", "east/2021")}).edition("east/2024")
    assert len(replaced.criterion_examples) == len(under.criterion_examples)


def test_two_editions_cannot_begin_on_one_day() -> None:
    with pytest.raises(RulebookFaults, match="同一天施行"):
        library(**{"east/2024.toml": LATER.replace("in_force = 2024-01-01", "in_force = 2021-08-01")})


def test_before_the_first_edition_nothing_is_in_force_and_the_message_says_since_when() -> None:
    with pytest.raises(NoEditionInForce, match="2021 自 2021-08-01 起"):
        library().in_force("east", date(2021, 7, 31))


def test_an_unknown_authority_or_edition_is_told_with_the_nearest() -> None:
    with pytest.raises(NoEditionInForce, match="east"):
        library().in_force("eest", date(2022, 1, 1))
    with pytest.raises(NoEditionInForce, match="east/2021"):
        library().edition("east/2022")


def test_an_unknown_business_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownBusiness, match="first_issue"):
        east().rule_set("first_isue", date(2022, 1, 1))


def test_a_figure_is_looked_up_by_the_day() -> None:
    assert east().constants(date(2022, 6, 30))["average_wage"].value == 940700
    assert east().constants(date(2022, 7, 1))["average_wage"].value == 1062800


def test_a_derived_figure_follows_the_one_it_comes_from() -> None:
    assert east().constants(date(2022, 6, 30))["wage_15"].value == 1411100
    line = east().constants(date(2022, 7, 1))["wage_15"]
    assert (line.value, line.how) == (1594200, "2021 年 10,628 元")


def test_a_figure_has_no_value_before_its_first_day() -> None:
    assert set(east().constants(date(2021, 6, 30))) == set()


def test_what_the_city_gives_is_inherited() -> None:
    assert [benefit.title for benefit in east().benefits] == ["购房"]
    assert "average_wage" in east().parameters


def test_entries_are_found_by_code() -> None:
    edition = east()
    assert edition.material("degree").title == "学位证书"
    assert edition.term("handling").length == 20
    assert edition.criterion("experience").clause == "二"
    assert edition.key == "east/2021"
    assert edition.stages == {"first_issue": ("acceptance",)}


def test_a_rule_set_is_made_once_for_a_day() -> None:
    edition = east()
    assert edition.rule_set("first_issue", date(2022, 1, 1)) is edition.rule_set("first_issue", date(2022, 1, 1))


def test_the_recommended_reading_counts_until_another_is_chosen() -> None:
    edition = east()
    assert edition.readings == {"AMB-01": "at_least"}
    assert edition.reading_as({"AMB-01": "more"}).readings == {"AMB-01": "more"}
    assert edition.readings == {"AMB-01": "at_least"}
