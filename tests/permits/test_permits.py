"""A permit is issued by a case, lives by its events, and is found by whoever holds its number and name."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from gongju.errors import MovedOn
from gongju.permits import facts, queries, records
from gongju.permits.life import days_after
from gongju.permits.models import Confirmation, Permit
from gongju.permits.state import State, state_on
from tests import rows
from tests.rows import NOW, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def issued() -> Permit:
    case = rows.case_of(rows.lin(), rows.hai_he_lan())
    return records.issue(case, now=NOW, prefix="CP", first_day=TODAY, last_day=date(2029, 11, 20))


def lived(permit: Permit) -> None:
    """The columns are what the events leave."""
    days = days_after(permit.events.all())
    assert {name: getattr(permit, name) for name in days.__dataclass_fields__} == {
        name: getattr(days, name) for name in days.__dataclass_fields__
    }


def test_a_case_issues_one_permit() -> None:
    permit = issued()
    assert permit.number == "CP2026000001"
    assert permit.person == rows.lin()
    with pytest.raises(IntegrityError), transaction.atomic():
        records.issue(permit.issuing_case, now=NOW, prefix="CP", first_day=TODAY, last_day=TODAY)


def test_suspended_and_resumed_at_another_employer_it_keeps_its_last_day() -> None:
    permit = records.suspend(issued(), now=NOW, on=TODAY)
    assert state_on(permit, TODAY) is State.SUSPENDED
    other = rows.nan_kou()
    case = rows.case_of(rows.chen(), other)
    resumed = records.resume(permit, now=NOW, on=TODAY + DAY, case=case, employer_id=other.pk)
    assert state_on(resumed, TODAY + DAY) is State.VALID
    assert (resumed.employer, resumed.last_day) == (other, date(2029, 11, 20))
    lived(resumed)


def test_a_freeze_is_lifted() -> None:
    permit = records.freeze(issued(), now=NOW, on=TODAY, until=None)
    assert state_on(permit, date(2027, 1, 1)) is State.FROZEN
    lifted = records.unfreeze(permit, now=NOW, on=TODAY + DAY)
    assert state_on(lifted, date(2027, 1, 1)) is State.VALID
    lived(lifted)


def test_a_renewal_gives_a_new_last_day() -> None:
    permit = issued()
    renewed = records.renew(permit, now=NOW, on=TODAY, last_day=date(2032, 11, 20), case=permit.issuing_case)
    assert renewed.last_day == date(2032, 11, 20)
    lived(renewed)


def test_an_accepted_renewal_may_carry_it_past_its_last_day() -> None:
    permit = issued()
    waiting = records.accept_renewal(permit, now=NOW, on=TODAY, until=date(2029, 12, 20), case=permit.issuing_case)
    assert state_on(waiting, date(2029, 11, 21)) is State.RENEWING
    lived(waiting)


def test_cancelled_for_good_its_confirmations_are_void() -> None:
    permit = issued()
    records.confirmation(permit, now=NOW)
    cancelled = records.cancel(permit, now=NOW, on=TODAY)
    assert state_on(cancelled, TODAY) is State.CANCELLED
    assert queries.live_confirmation(permit) is None
    with pytest.raises(MovedOn):
        records.cancel(cancelled, now=NOW, on=TODAY)


def test_the_event_of_changed_children_names_nobody() -> None:
    permit = issued()
    child = {"name": "林知夏", "identity_number": "11010120190512432X"}
    changed = records.set_children(permit, now=NOW, on=TODAY, children=[child], case=permit.issuing_case)
    assert Permit.objects.get().children == [child]
    assert [event.data for event in changed.events.all()][-1] == {"children": "1"}


def test_a_new_confirmation_voids_the_one_before() -> None:
    permit = issued()
    first, second = records.confirmation(permit, now=NOW), records.confirmation(permit, now=NOW + DAY)
    assert first.token != second.token
    assert queries.live_confirmation(permit) == second
    found = queries.by_token(first.token)
    assert found is not None
    assert found.void_at == NOW + DAY


def test_the_database_keeps_one_live_confirmation() -> None:
    permit = issued()
    records.confirmation(permit, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(permit=permit, token="another", issued_at=NOW)


def test_a_stranger_needs_number_and_name() -> None:
    permit = issued()
    assert queries.by_number_and_name(" cp2026000001 ", "林晓禾") == permit
    assert queries.by_number_and_name(permit.number, "陈默") is None


def test_a_person_holds_what_is_not_outlived() -> None:
    permit = issued()
    assert queries.held_on(rows.lin().pk, TODAY) == permit
    assert queries.held_on(rows.lin().pk, date(2029, 11, 21)) is None


def test_the_employers_list_shows_states_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    permit = issued()
    employer = rows.hai_he_lan().pk
    with django_assert_num_queries(1):
        listed = [(one.person.name, one.state) for one in queries.of_employer(employer, TODAY)]  # type: ignore[attr-defined]
    assert listed == [("林晓禾", "有效")]
    assert list(queries.ending_between(Permit.objects.all(), permit.last_day, permit.last_day)) == [permit]


def test_what_is_known_without_a_permit_is_that_there_is_none() -> None:
    assert [(one.name, one.value) for one in facts.facts_of(rows.lin(), TODAY)] == [("permit_state", "无")]


def test_what_is_known_of_a_permit() -> None:
    issued()
    told = {one.name: one.value for one in facts.facts_of(rows.lin(), TODAY, employer=rows.hai_he_lan())}
    assert told == {"permit_state": "有效", "permit_last_day": date(2029, 11, 20), "permit_unit_here": True}
