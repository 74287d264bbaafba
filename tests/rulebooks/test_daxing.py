"""Daxing's edition: the exact multiple by date, what is judged on the day of acceptance, offices, and every row."""

from datetime import date
from decimal import Decimal

import pytest

from gongju.rules.citing import cited_rows
from gongju.rules.describing_entries import needs_of
from gongju.rules.edition import Edition
from gongju.rules.entries import Contact
from gongju.rules.given import read_facts
from gongju.rules.holidays import published_calendar
from gongju.rules.materials import materials_due, missing_materials
from gongju.rules.outcome import Outcome
from gongju.rules.rounds import round_on
from gongju.rules.terms import term_date
from gongju.rules.verdict import Verdict, assess
from tests.rulebooks.library import published

REVIEWED = {"territorial", "approval"}

OF_THE_CITY = {"change_of_employer_particulars", "service_request"}
"""Businesses the guide does not write of: the city has them for all districts."""


def daxing() -> Edition:
    return published().edition("daxing/2021-05")


def verdict(business: str, on: date, **changed: object) -> Verdict:
    edition = daxing()
    return assess(edition, business, on, read_facts(edition.facts, {**edition.bases[business].facts, **changed}))


def offices() -> dict[str, Contact]:
    return {one.name: one for one in daxing().contacts if one.kind == "territorial"}


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (date(2019, 6, 30), "10160.4"),
        (date(2020, 6, 30), "9426"),
        (date(2021, 6, 30), "10616.4"),
        (date(2021, 7, 1), "11288.4"),
        (date(2022, 7, 1), "12753.6"),
        (date(2023, 7, 1), "13556.4"),
        (date(2024, 7, 1), "14113.2"),
        (date(2026, 8, 1), "14324.4"),
    ],
)
def test_the_wage_line_is_the_exact_product(on: date, line: str) -> None:
    assert daxing().constants(on)["wage_12"].value == Decimal(line) * 100


def test_until_a_new_figure_is_published_the_one_before_counts() -> None:
    before, after = (daxing().constants(day)["wage_12"].how for day in (date(2021, 6, 30), date(2021, 7, 1)))
    assert before.startswith("2019 年")
    assert after.startswith("2020 年")


def test_every_row_is_accounted_for() -> None:
    edition = daxing()
    assert len(edition.accounts_for) == 226
    assert set(edition.accounts_for) <= cited_rows(edition).keys()


def test_the_day_of_the_edition_is_assumed_and_says_why() -> None:
    edition = daxing()
    assert edition.assumed
    assert "发布日期" in edition.questions[edition.question].text


def test_a_new_permit_is_judged_on_the_day_of_acceptance_and_all_else_on_submission() -> None:
    judged_on = dict(daxing().judged_on)
    assert judged_on.pop("first_issue") == "acceptance"
    assert set(judged_on.values()) == {"submission"}


def test_every_business_goes_through_the_territorial_office_before_the_district() -> None:
    for name, stages in daxing().stages.items():
        if name in OF_THE_CITY:
            continue
        assert set(stages) >= REVIEWED, name
        assert "city" not in stages
        handled = [stage for stage in stages if stage != "endorsement"]
        assert handled[0] == "territorial", name


def test_only_a_new_permit_takes_a_place() -> None:
    # TC-089: the guard place_free refuses where no place is left.
    assert {name: one.quota for name, one in daxing().businesses.items() if one.quota != "none"} == {
        "first_issue": "required"
    }


def test_needs_are_declared_every_quarter_when_the_office_gives_notice() -> None:
    [entry] = daxing().rounds
    found = round_on(entry, date(2022, 5, 12), published_calendar())
    assert found.is_open(date(2022, 5, 12)) is None
    assert (found.places_from, found.places_to) == (date(2022, 4, 1), date(2022, 6, 30))


def test_there_are_21_territorial_offices_each_with_all_it_takes_to_reach_it() -> None:
    found = offices()
    assert len(found) == 21
    for one in found.values():
        assert one.area == one.name
        assert one.address.startswith("大兴")
        assert one.email.endswith("@bjdx.gov.cn")
        assert one.phones
        assert all(phone.isdigit() and len(phone) == 8 for phone in one.phones)
    emails = [one.email for one in found.values()]
    assert len(set(emails)) == 21


def test_an_office_is_looked_up_by_its_place() -> None:
    # TC-226
    one = offices()["观音寺街道"]
    assert one.phones == ("60282274",)
    assert one.email == "gyszwfwzx@bjdx.gov.cn"
    assert one.address == "大兴区清源路与京开路交叉口东南角观音寺街道办事处一楼大厅"


def test_two_offices_with_two_numbers_name_both() -> None:
    assert offices()["大兴经开区"].phones == ("60216455", "60216637")
    assert offices()["北臧村镇"].phones == ("61256301", "61256302")


@pytest.mark.parametrize("place", ["亦庄镇", "旧宫镇", "瀛海镇"])
def test_places_that_the_table_lacks_have_no_office(place: str) -> None:
    assert place not in offices()


def test_the_hotline_answers_until_six() -> None:
    district = next(one for one in daxing().contacts if one.kind == "district")
    assert (district.phones, district.opening) == (("83423508",), ("09:00-18:00",))


def test_nothing_is_said_of_days_for_releasing_or_for_changes() -> None:
    # TC-186: the guide says 及时, so there is no term that could run out.
    assert {one.code for one in daxing().terms} - {"answer_before_rejection"} == {
        "handling",
        "validity",
        "renewal_opens",
        "renewal_safe",
        "transfer_safe",
    }


def test_there_is_no_expedited_handling() -> None:
    # TC-215
    codes = [*[one.code for one in daxing().materials], *[one.code for one in daxing().steps]]
    codes += [one.code for one in daxing().cautions]
    assert [code for code in codes if "expedite" in code] == []
    assert "urgent_for_school" not in {
        spec.name for name in daxing().businesses for spec in daxing().rule_set(name, date(2021, 9, 15)).facts_used
    }
    assert any("加急" in one.what for one in daxing().not_modelled)


def test_a_suspended_permit_comes_back_with_the_same_last_day() -> None:
    # TC-192
    change = next(one for one in daxing().state_changes if one.code == "resumed")
    assert (change.before, change.after) == (("挂起",), "有效")
    assert "最后一日不变" in change.text


def test_the_clock_begins_when_the_territorial_office_reports() -> None:
    assert daxing().term("handling").from_event == "reported"
    assert term_date(daxing().term("handling"), date(2021, 9, 30), published_calendar()).date == date(2021, 11, 3)


def test_the_day_of_retirement_itself_is_too_late_here_and_in_time_under_the_other_reading() -> None:
    on, who = date(2021, 9, 15), {"sex": "女", "birth_date": date(1966, 9, 15)}
    assert verdict("first_issue", on, **who).outcome is Outcome.UNMET
    lenient = daxing().reading_as({"AMB-47": "not_over"})
    facts = read_facts(lenient.facts, {**lenient.bases["first_issue"].facts, **who})
    assert assess(lenient, "first_issue", on, facts).outcome is Outcome.MET


def test_of_the_two_windows_of_income_either_suffices() -> None:
    edition = daxing()
    base = edition.bases["first_issue"]
    due = materials_due(
        edition, business="first_issue", facts=read_facts(edition.facts, base.facts), on=base.on, pathway="p1_degree"
    )
    others = {one.material.code for one in due if one.certain}
    assert {"income_6", "income_12"} & others == set()
    for paper in ("income_6", "income_12"):
        assert missing_materials(due, {*others, paper}) == ()
    assert len(missing_materials(due, others)) == 1


@pytest.mark.parametrize(
    ("housing", "papers"),
    [
        ("自有房产", {"own_home"}),
        ("配偶房产", {"spouse_home", "spouse_marriage"}),
        ("租赁房产", {"rented_title", "landlord_id", "lease"}),
        ("租赁农村宅基地房屋", {"village_hukou", "village_lease"}),
        ("单位公房", {"unit_home", "unit_home_statement"}),
        ("借住亲友房产", {"friend_home", "loan_statement", "friend_id", "own_id"}),
    ],
)
@pytest.mark.parametrize(
    ("business", "prefix"), [("first_issue", ""), ("change_of_particulars", "change_")], ids=["new", "change"]
)
def test_the_home_decides_its_papers_and_a_residence_permit_does_as_well(
    housing: str, papers: set[str], business: str, prefix: str
) -> None:
    edition = daxing()
    wanted = {prefix + paper for paper in papers}
    for permit in (False, True):
        given = {**edition.bases[business].facts, "housing": housing, "residence_permit": permit}
        due = materials_due(
            edition,
            business=business,
            facts=read_facts(edition.facts, given),
            on=date(2021, 9, 15),
            pathway="p1_degree",
        )
        homes = [one for one in due if one.material.group.endswith("residence")]
        assert {one.material.code for one in homes} == wanted | ({f"{prefix}residence_permit"} if permit else set())
        assert {one.certain for one in homes} == {not permit}


def test_the_sealed_form_is_due_for_every_business_of_cases() -> None:
    form = daxing().material("handling_form")
    assert set(form.business) == daxing().businesses.keys() - {"quota_request"} - OF_THE_CITY
    assert form.seal == "单位公章"
    assert "纸质原件报送属地部门" in needs_of(form)
