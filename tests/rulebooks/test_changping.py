"""Changping's edition of August 2021: figures by date, readings, states, and that every row is accounted for."""

from datetime import date

import pytest

from gongju.rules.citing import cited_rows
from gongju.rules.given import read_facts
from gongju.rules.outcome import Outcome
from gongju.rules.verdict import assess
from tests.rulebooks.library import changping

LINES = [
    (date(2018, 5, 1), 10160, 12701, 25401, 50802),
    (date(2019, 6, 30), 10160, 12701, 25401, 50802),
    (date(2019, 7, 1), 9426, 11783, 23565, 47130),
    (date(2020, 7, 1), 10616, 13271, 26541, 53082),
    (date(2021, 6, 30), 10616, 13271, 26541, 53082),
    (date(2021, 7, 1), 11288, 14111, 28221, 56442),
    (date(2022, 6, 30), 11288, 14111, 28221, 56442),
    (date(2022, 7, 1), 12754, 15942, 31884, 63768),
    (date(2023, 7, 1), 13556, 16946, 33891, 67782),
    (date(2024, 7, 1), 14113, 17642, 35283, 70566),
    (date(2026, 8, 1), 14324, 17906, 35811, 71622),
]


@pytest.mark.parametrize(("on", "low", "high", "three", "six"), LINES)
def test_the_wage_lines_follow_the_printed_table_and_then_its_rounding(
    on: date, low: int, high: int, three: int, six: int
) -> None:
    constants = changping().constants(on)
    found = [constants[name].value for name in ("wage_12", "wage_15", "wage_3", "wage_6")]
    assert found == [figure * 100 for figure in (low, high, three, six)]


def test_a_derived_line_says_where_it_comes_from() -> None:
    line = changping().constants(date(2026, 8, 1))["wage_15"]
    assert line.how == "2024 年社平工资 11,937 元 × 1.5，四舍五入到元"
    assert changping().parameters["wage_15"].on(date(2026, 8, 1)).derived  # type: ignore[union-attr]


def test_the_days_of_publication_are_marked_as_assumed() -> None:
    assert all(value.assumed for value in changping().parameters["average_wage"].values)


def test_the_table_by_income_year_has_a_row_for_each_published_average() -> None:
    table = changping().tables["wage_3_of"]
    assert {year: int(table.entries[year]) for year in (2018, 2021, 2022, 2025)} == {
        2018: 25401,
        2021: 28221,
        2022: 31884,
        2025: 35811,
    }
    assert table.derived == {2022, 2023, 2024, 2025}


def test_every_month_of_the_edition_has_every_figure() -> None:
    edition = changping()
    for year in range(2021, 2031):
        for month in range(1, 13):
            on = date(year, month, 1)
            assert on < edition.in_force or edition.constants(on).keys() == edition.parameters.keys()


def test_every_row_is_accounted_for() -> None:
    edition = changping()
    assert len(edition.accounts_for) == 183
    assert set(edition.accounts_for) <= cited_rows(edition).keys()


def test_the_exact_reading_takes_the_product_without_rounding() -> None:
    edition = changping().reading_as({"AMB-41": "exact"})
    facts = read_facts(edition.facts, {**edition.bases["first_issue"].facts, "monthly_income": 14110.5})
    assert assess(edition, "first_issue", date(2021, 9, 15), facts).outcome is Outcome.MET


def test_the_strict_reading_refuses_financing_of_exactly_ten_million() -> None:
    edition = changping().reading_as({"AMB-45": "greater"})
    given = {**edition.bases["first_issue"].facts, "degree": "无"}
    given |= {"equity_financing": 1000, "share_percent": 5, "shareholder_rank": 5}
    verdict = assess(edition, "first_issue", date(2021, 9, 15), read_facts(edition.facts, given))
    assert verdict.outcome is Outcome.UNMET


def test_a_reading_that_the_question_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        changping().reading_as({"AMB-41": "rounded_down"})


def test_proven_fraud_cancels_the_permit() -> None:
    # TC-195
    change = next(one for one in changping().state_changes if "CP-150" in one.rows)
    assert (change.before, change.after) == (("有效", "挂起", "冻结"), "注销")
    assert "不良信息" in change.text


def test_one_association_at_a_time_stands_in_the_steps() -> None:
    # TC-092, TC-093: the record of employments decides; the guide tells people.
    step = next(one for one in changping().steps if "CP-070" in one.rows)
    assert "只能关联一家" in step.text
    assert "另选" in step.text


def test_changping_has_no_territorial_and_no_city_stage() -> None:
    assert changping().stages["first_issue"] == ("endorsement", "acceptance", "review", "approval")


def test_the_law_is_judged_on_the_day_of_submission() -> None:
    judged = changping().judged_on
    assert {name for name, day in judged.items() if day != "submission"} == {"cancellation"}, (
        "the city's, by whoever files it"
    )
