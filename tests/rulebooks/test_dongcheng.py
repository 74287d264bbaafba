"""Dongcheng's edition of May 2021: exact multiples, readings, the window and the grace of a renewal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongju.permits.life import LifeDays, after
from gongju.permits.state import State, state_on
from gongju.rules.calendar import add_months
from gongju.rules.citing import cited_rows
from gongju.rules.edition import Edition
from gongju.rules.given import read_facts
from gongju.rules.holidays import published_calendar
from gongju.rules.outcome import Outcome
from gongju.rules.terms import term_date
from gongju.rules.verdict import assess
from tests.rulebooks.library import published

CALENDAR = published_calendar()
ON = date(2021, 9, 15)
PERMIT = LifeDays(first_day=date(2018, 7, 1), last_day=date(2021, 6, 30))
"""The guide's own example: obtained on 2018-07-01."""

OF_THE_CITY = {"change_of_employer_particulars", "service_request"}
"""Businesses the guide does not write of: the city has them for all districts."""


def dongcheng() -> Edition:
    return published().edition("dongcheng/2021-05")


def outcome(edition: Edition, business: str, on: date = ON, **changes: object) -> Outcome:
    base = edition.bases[business]
    return assess(edition, business, on, read_facts(edition.facts, {**base.facts, **changes})).outcome


def test_every_row_is_accounted_for() -> None:
    edition = dongcheng()
    assert len(edition.accounts_for) == 217
    assert set(edition.accounts_for) <= cited_rows(edition).keys()


@pytest.mark.parametrize(
    ("on", "average"), [(date(2021, 6, 30), 8847), (date(2021, 7, 1), 9407), (date(2022, 7, 1), 10628)]
)
def test_the_lines_are_the_average_times_the_multiple_to_the_fen(on: date, average: int) -> None:
    constants = dongcheng().constants(on)
    found = [constants[name].value for name in ("wage_12", "wage_15", "wage_4", "wage_8")]
    assert found == [average * 120, average * 150, average * 400, average * 800]


def test_without_a_place_the_first_issue_alone_is_closed() -> None:
    # TC-084, TC-085
    edition = dongcheng()
    assert {name: one.quota for name, one in edition.businesses.items() if one.quota != "none"} == {
        "first_issue": "required"
    }
    persons = ("renewal", "change_of_particulars", "change_of_dependants")
    assert all(outcome(edition, name, edition.bases[name].on, quota_obtained=False) is Outcome.MET for name in persons)


def test_one_business_at_a_time() -> None:
    # TC-229
    exclusive = {name for name, one in dongcheng().businesses.items() if one.exclusive}
    assert {"first_issue", "renewal", "change_of_employer", "change_of_particulars"} <= exclusive


def test_a_reading_by_the_unit_alone_leaves_a_newcomer_to_an_officer() -> None:
    edition = dongcheng()
    assert outcome(edition, "first_issue", insurance_months_here=24, work_experience=24) is Outcome.MET
    assert outcome(edition, "first_issue", insurance_months_here=23, work_experience=24) is Outcome.TO_BE_JUDGED


def test_another_reading_of_the_unlisted_organisations_takes_the_higher_line() -> None:
    edition = dongcheng().reading_as({"AMB-44": "other_is_15"})
    assert outcome(edition, "first_issue", org_kind="基金会", monthly_income_6=12000) is Outcome.UNMET
    assert outcome(dongcheng(), "first_issue", org_kind="基金会", monthly_income_6=12000) is Outcome.TO_BE_JUDGED
    assert outcome(dongcheng(), "first_issue", org_kind="基金会", monthly_income_6=11000) is Outcome.UNMET


def opening(edition: Edition, last_day: date) -> date:
    """The first day on which the renewal may be handed in."""
    days = (last_day - timedelta(days=back) for back in range(60, -1, -1))
    return next(day for day in days if outcome(edition, "renewal", day, permit_last_day=last_day) is Outcome.MET)


@pytest.mark.parametrize(
    ("last_day", "twenty", "month"),
    [
        (date(2021, 6, 30), date(2021, 6, 1), date(2021, 6, 1)),
        (date(2021, 10, 31), date(2021, 9, 28), date(2021, 10, 1)),
        (date(2021, 3, 31), date(2021, 3, 3), date(2021, 3, 1)),
    ],
)
def test_the_window_opens_on_the_earlier_of_both_countings(last_day: date, twenty: date, month: date) -> None:
    # TC-168; AMB-01 gives these days.
    edition = dongcheng()
    assert opening(edition, last_day) == min(twenty, month)
    assert opening(edition.reading_as({"AMB-01": "twenty_days"}), last_day) == twenty
    assert opening(edition.reading_as({"AMB-01": "one_month"}), last_day) == month
    assert term_date(edition.term("renewal_opens"), last_day, CALENDAR).date == twenty
    assert term_date(edition.term("renewal_opens_month"), last_day + timedelta(days=1), CALENDAR).date == month


def test_an_accepted_renewal_carries_the_permit_to_the_end_of_its_grace() -> None:
    # TC-170, TC-171, TC-239
    grace = term_date(dongcheng().term("renewal_grace"), date(2021, 7, 1), CALENDAR).date
    accepted = after(PERMIT, "renewal_accepted", date(2021, 6, 28), {"until": grace.isoformat()})
    assert state_on(accepted, date(2021, 6, 30)) is State.VALID
    assert state_on(accepted, date(2021, 7, 31)) is State.RENEWING
    assert state_on(accepted, date(2021, 8, 1)) is State.LAPSED
    assert state_on(PERMIT, date(2021, 7, 1)) is State.LAPSED


def test_a_suspended_permit_lapses_with_its_last_day() -> None:
    # TC-193
    suspended = replace(PERMIT, suspended_since=date(2021, 5, 17))
    assert state_on(suspended, date(2021, 6, 30)) is State.SUSPENDED
    assert state_on(suspended, date(2021, 7, 1)) is State.LAPSED


def test_the_grace_never_ends_before_the_last_day_to_be_accepted() -> None:
    edition = dongcheng()
    for months in range(36):
        first = add_months(date(2018, 7, 1), months)
        anniversary = add_months(first, 36)
        last_day = term_date(edition.term("validity"), first, CALENDAR).date
        assert last_day == anniversary - timedelta(days=1)
        assert term_date(edition.term("renewal_grace"), anniversary, CALENDAR).date > last_day


def test_every_business_but_the_declaration_is_judged_on_acceptance() -> None:
    judged = dongcheng().judged_on
    assert {name for name, moment in judged.items() if moment != "acceptance"} - OF_THE_CITY == {"quota_request"}


def test_the_spouse_is_told_of_and_never_asked_for() -> None:
    # TC-147
    edition = dongcheng()
    assert any("配偶不能办理随迁" in one.text for one in edition.information)
    assert not [one for one in edition.materials_of("change_of_dependants") if "配偶" in one.title]
