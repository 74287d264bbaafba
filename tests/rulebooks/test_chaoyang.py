"""Chaoyang's edition of 2023: who books, who takes a place, how far a reading changes an answer, and every row."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gongju.rules.citing import cited_rows
from gongju.rules.edition import Edition
from gongju.rules.given import read_facts
from gongju.rules.holidays import published_calendar
from gongju.rules.outcome import Outcome
from gongju.rules.rounds import last_day_of_places, round_on
from gongju.rules.verdict import Verdict, assess
from tests.rulebooks.library import published

OF_EMPLOYEES = {"first_issue", "renewal", "change_of_employer", "change_of_particulars", "change_of_dependants"}


def chaoyang() -> Edition:
    return published().edition("chaoyang/2023")


def verdict(business: str, on: date, *, readings: dict[str, str] | None = None, **changed: object) -> Verdict:
    edition = chaoyang().reading_as(readings or {})
    return assess(edition, business, on, read_facts(edition.facts, {**edition.bases[business].facts, **changed}))


def test_every_row_is_accounted_for() -> None:
    edition = chaoyang()
    assert len(edition.accounts_for) == len(set(edition.accounts_for)) == 189
    assert set(edition.accounts_for) <= cited_rows(edition).keys()


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (date(2021, 5, 1), "13270.5"),
        (date(2021, 7, 1), "14110.5"),
        (date(2022, 6, 30), "14110.5"),
        (date(2022, 7, 1), "15942"),
        (date(2023, 7, 1), "16945.5"),
        (date(2026, 8, 1), "17905.5"),
    ],
)
def test_the_wage_line_is_one_and_a_half_times_the_average_to_the_fen(on: date, line: str) -> None:
    at: dict[str, Any] = {"birth_date": date(1990, 5, 20), "employed_since": date(2018, 3, 1)}
    below = verdict("first_issue", on, monthly_income=Decimal(line) - Decimal("0.01"), **at)
    assert verdict("first_issue", on, monthly_income=Decimal(line), **at).outcome is Outcome.MET
    assert [one.code for one in below.of(Outcome.UNMET) if one.kind != "pathway"] == ["wage"]


def test_every_business_for_an_employee_needs_an_appointment_and_none_of_the_employer() -> None:
    # CC-096, CC-098, CC-099, CC-100, CC-102, CC-103: what the rulebook says of them; the desk acts on it.
    assert {name for name, one in chaoyang().businesses.items() if one.appointment} == OF_EMPLOYEES


def test_the_first_issue_alone_takes_a_place() -> None:
    # CC-078
    taking = {name: one.quota for name, one in chaoyang().businesses.items() if one.quota != "none"}
    assert taking == {"first_issue": "required"}


def test_first_issues_and_renewals_go_to_the_city_and_changes_end_in_the_district() -> None:
    city = {name for name, stages in chaoyang().stages.items() if "city" in stages}
    assert city == {"first_issue", "renewal"}


def test_the_labour_contract_is_the_employers_to_hand_in() -> None:
    # CC-183
    assert {chaoyang().material(code).by for code in ("contract", "previous_contract")} == {"employer"}


def test_the_other_reading_of_the_age_lets_the_year_run_out() -> None:
    on, born = date(2023, 5, 11), date(1963, 5, 10)
    assert verdict("first_issue", on, birth_date=born).outcome is Outcome.UNMET
    wider = {"AMC-16": "year"}
    assert verdict("first_issue", on, readings=wider, birth_date=born).outcome is Outcome.MET
    assert verdict("first_issue", date(2024, 5, 10), readings=wider, birth_date=born).outcome is Outcome.UNMET


def test_a_way_that_the_answers_do_not_name_is_never_a_firm_yes() -> None:
    told = {"p1_degree", "p2_title", "p6_ip"}
    ways = [one for one in chaoyang().criteria_of("first_issue") if one.kind == "pathway"]
    assert {one.code for one in ways if not one.judge} == told
    assert all(one.question == "AMC-39" for one in ways if one.judge and one.code != "p2_equivalent")


def test_a_person_with_no_named_way_is_asked_for_the_others_before_a_no() -> None:
    edition = chaoyang()
    base = {**edition.bases["first_issue"].facts, "degree": "无"}
    facts = read_facts(edition.facts, {key: value for key, value in base.items() if key != "other_condition"})
    assert assess(edition, "first_issue", date(2022, 9, 15), facts).outcome is Outcome.NOT_KNOWN


@pytest.mark.parametrize("month", range(1, 13))
def test_places_granted_at_the_last_moment_of_a_month_end_with_the_year_at_the_latest(month: int) -> None:
    entry = chaoyang().round("monthly")
    found = round_on(entry, date(2023, month, 15), published_calendar())
    assert found.opens is not None
    assert found.closes is not None
    assert found.decided_from is not None
    assert found.decided is not None
    assert found.opens.day < found.closes.day < found.decided.day
    assert found.decided_from.day < found.decided.day
    last = last_day_of_places(entry, found.decided.day)
    assert last is not None
    assert 0 <= (last - found.decided.day).days <= 90
    assert last.year == 2023


def test_the_citys_benefits_hold_here_too() -> None:
    # CC-336
    assert [one.rows for one in chaoyang().benefits] == [(f"BJ-{number:03d}",) for number in range(10, 18)]


def test_the_service_centre_is_told_with_phone_mail_and_hours() -> None:
    (centre,) = chaoyang().contacts
    assert (centre.phones, centre.opening) == (("010-57596100 转 3",), ("09:00-17:00",))
    assert (centre.email, centre.historic) == ("cygfzx-hum@bjchy.gov.cn", False)


def test_the_day_it_counts_from_is_marked_as_assumed_and_says_why() -> None:
    edition = chaoyang()
    assert edition.assumed
    assert edition.readings[edition.question] == "platform"
