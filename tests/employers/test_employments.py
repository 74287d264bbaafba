"""关联: asked, confirmed with a contract, ended; one confirmed employment a person, each move once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongju.employers import queries, records
from gongju.employers.models import Employment
from gongju.errors import BadInput, MovedOn, Refusal
from tests import rows
from tests.rows import CONTRACT, NOW

pytestmark = pytest.mark.django_db


def asked() -> Employment:
    return records.ask(now=NOW, person_id=rows.lin().pk, employer_id=rows.hai_he_lan().pk)


def test_the_employer_confirms_with_the_contract() -> None:
    confirmed = records.confirm(asked().pk, now=NOW, contract=CONTRACT)
    assert (confirmed.state, confirmed.contract_to) == ("confirmed", date(2029, 6, 30))
    assert queries.confirmed(rows.lin().pk) == confirmed


def test_asking_twice_is_refused_while_the_first_waits() -> None:
    asked()
    with pytest.raises(Refusal) as refused:
        asked()
    assert refused.value.code == "employment.asked"


def test_after_a_refusal_one_may_ask_again() -> None:
    records.refuse(asked().pk, reason="查无此人")
    assert asked().state == "requested"


def test_a_person_is_confirmed_at_one_employer() -> None:
    rows.employed(rows.lin(), rows.hai_he_lan())
    other = records.ask(now=NOW, person_id=rows.lin().pk, employer_id=rows.nan_kou().pk)
    with pytest.raises(Refusal) as refused:
        records.confirm(other.pk, now=NOW, contract=CONTRACT)
    assert refused.value.code == "employment.elsewhere"


def test_after_leaving_the_next_employer_may_confirm() -> None:
    first = rows.employed(rows.lin(), rows.hai_he_lan())
    records.end(first.pk, ended_on=date(2026, 11, 20), reason="离职")
    assert rows.employed(rows.lin(), rows.nan_kou()).state == "confirmed"


def test_each_move_starts_where_it_may() -> None:
    waiting = asked()
    with pytest.raises(MovedOn):
        records.end(waiting.pk, ended_on=date(2026, 11, 20), reason="离职")
    records.withdraw(waiting.pk)
    with pytest.raises(MovedOn):
        records.confirm(waiting.pk, now=NOW, contract=CONTRACT)


def test_a_contract_that_ends_before_it_begins_is_no_contract() -> None:
    with pytest.raises(BadInput) as wrong:
        records.confirm(asked().pk, now=NOW, contract=replace(CONTRACT, until=date(2026, 6, 30)))
    assert wrong.value.faults[0].field == "contract_to"


def test_the_database_refuses_a_confirmation_without_a_contract() -> None:
    waiting = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.filter(pk=waiting.pk).update(state="confirmed", confirmed_at=NOW)


def test_the_database_refuses_an_end_without_a_day() -> None:
    employment = rows.employed(rows.lin(), rows.hai_he_lan())
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.filter(pk=employment.pk).update(state="ended")


def test_staff_and_requests_stand_in_their_lists() -> None:
    employer = rows.hai_he_lan()
    here = rows.employed(rows.lin(), employer)
    waiting = records.ask(now=NOW, person_id=rows.chen().pk, employer_id=employer.pk)
    assert list(queries.staff(employer.pk)) == [here]
    assert list(queries.waiting(employer.pk)) == [waiting]
    assert list(queries.contracts_ending(employer.pk, first=date(2029, 6, 1), last=date(2029, 6, 30))) == [here]
