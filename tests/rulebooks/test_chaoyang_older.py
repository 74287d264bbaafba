"""Chaoyang's older window process: which text counted on which day, and what it said then that it does not say now."""

from datetime import date, timedelta
from typing import Any

import pytest

from gongju.rules.citing import cited_rows
from gongju.rules.edition import Edition
from gongju.rules.given import read_facts
from gongju.rules.outcome import Outcome
from gongju.rules.verdict import Verdict, assess
from tests.rulebooks.library import published

OLDER = ("chaoyang/2003-06", "chaoyang/2009", "chaoyang/2010-07")


def older(key: str = "chaoyang/2010-07") -> Edition:
    return published().edition(key)


def counting_on(day: date) -> str:
    found = [one for one in published().editions if one.authority == "chaoyang" and one.in_force <= day]
    return max(found, key=lambda one: one.in_force).key


def verdict(
    business: str, on: date, *, key: str = "chaoyang/2010-07", readings: dict[str, str] | None = None, **changed: object
) -> Verdict:
    edition = older(key).reading_as(readings or {})
    return assess(edition, business, on, read_facts(edition.facts, {**edition.bases[business].facts, **changed}))


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2003, 6, 30), "chaoyang/2003-06"),
        (date(2008, 12, 31), "chaoyang/2003-06"),
        (date(2009, 1, 1), "chaoyang/2009"),
        (date(2010, 7, 1), "chaoyang/2010-07"),
        (date(2021, 4, 30), "chaoyang/2010-07"),
        (date(2021, 5, 1), "chaoyang/2023"),
    ],
)
def test_an_old_case_is_judged_by_the_text_of_its_day(day: date, key: str) -> None:
    assert counting_on(day) == key


@pytest.mark.parametrize("key", OLDER)
def test_the_days_are_marked_as_assumed_and_say_why(key: str) -> None:
    edition = older(key)
    assert (edition.assumed, edition.question) == (True, "OQ-CL-1")
    assert edition.readings[edition.question] == "by_names"


def test_every_row_is_cited_by_one_of_the_three_save_the_annexes() -> None:
    cited = {row for key in OLDER for row in cited_rows(older(key)) if row.startswith("CL-")}
    annexes = {"CL-114", "CL-115", "CL-116"}
    reissue_of_a_confirmation = {"CL-087"}
    every = {f"CL-{number:03d}" for number in range(1, 137)}
    assert every - cited == annexes | reissue_of_a_confirmation
    assert cited <= every


def test_the_businesses_grow_from_two_to_seven_to_ten() -> None:
    """Three that the city has for all besides, until the last of them writes its own."""
    assert [len(older(key).businesses) for key in OLDER] == [2 + 3, 7 + 3, 10]


@pytest.mark.parametrize("key", OLDER[1:])
def test_changes_end_in_the_district_and_the_others_go_to_the_city(key: str) -> None:
    # CC-330: the chain of a change of employer is the district alone.
    stages = older(key).stages
    assert stages["change_of_employer"] == ("acceptance", "approval")
    city = {name for name, listed in stages.items() if "city" in listed}
    assert city == {"first_issue", "renewal", "reissue"}


def test_no_place_and_no_appointment_was_needed() -> None:
    for key in OLDER:
        businesses = older(key).businesses.values()
        assert {(one.quota, one.appointment) for one in businesses} == {("none", False)}
        assert older(key).rounds == ()


def test_the_phones_of_all_districts_are_told_as_of_then() -> None:
    # CC-335: the re-joined number is historic; the number of today stands in the edition of 2023.
    phones = {one.area: one for one in older("chaoyang/2009").contacts if one.area}
    assert len(phones) == 19
    assert phones["朝阳区"].phones == ("65094893",)
    assert all(one.historic for one in older("chaoyang/2009").contacts)
    (now,) = published().edition("chaoyang/2023").contacts
    assert (now.phones, now.historic) == (("010-57596100 转 3",), False)


@pytest.mark.parametrize("key", OLDER)
def test_the_old_window_is_never_told_as_a_place_to_go_to(key: str) -> None:
    assert all(one.historic and not one.opening for one in older(key).contacts)


def test_the_month_of_grace_hangs_on_the_reading() -> None:
    after = date(2012, 7, 15)
    assert verdict("renewal", after).outcome is Outcome.MET
    strict = verdict("renewal", after, readings={"AMC-43": "none"})
    assert [one.code for one in strict.of(Outcome.UNMET)] == ["renewal_time"]


def test_special_talent_is_kept_unless_the_other_reading_is_taken() -> None:
    facts: dict[str, Any] = {"degree": "无", "urgently_needed_talent": True}
    on = date(2012, 3, 15)
    assert verdict("first_issue", on, **facts).outcome is Outcome.TO_BE_JUDGED
    assert verdict("first_issue", on, readings={"AMC-48": "dropped"}, **facts).outcome is Outcome.UNMET


@pytest.mark.parametrize("year", [2011, 2014, 2016, 2017])
def test_the_yearly_inspection_is_open_on_31_days_and_no_longer_from_2018(year: int) -> None:
    def open_days(of: int) -> list[date]:
        days = (date(of, 1, 1) + timedelta(days=number) for number in range(365))
        return [day for day in days if verdict("service_request", day).outcome is Outcome.MET]

    opened = open_days(year)
    assert (opened[0], opened[-1], len(opened)) == (date(year, 4, 1), date(year, 5, 1), 31)
    assert open_days(2018) == []


def test_a_suspended_employer_may_renew_but_not_apply_anew() -> None:
    on = date(2012, 6, 15)
    assert verdict("renewal", on, employer_standing="受限").outcome is Outcome.MET
    assert verdict("first_issue", on, employer_standing="受限").outcome is Outcome.UNMET


@pytest.mark.parametrize("code", ["registration_letter", "unit_letter", "tax_proof", "holding_tax"])
def test_the_seal_is_the_companys_and_never_the_personnel_departments(code: str) -> None:
    assert older().material(code).seals == ("单位公章",)
    assert "不能盖人力资源部门章" in older().material(code).note


def test_what_the_last_text_adds_to_the_one_before() -> None:
    before, after = older("chaoyang/2009"), older("chaoyang/2010-07")
    new = {one.code for one in after.criteria_of("first_issue")} - {
        one.code for one in before.criteria_of("first_issue")
    }
    assert new == {
        "branch_holders", "needed_speciality", "age", "tenure", "own_withholding", "barred", "man_with_child",
    }  # fmt: skip
    assert before.material("application_form").note.endswith("一式三份。")
    assert after.material("application_form").note.endswith("一式两份。")
