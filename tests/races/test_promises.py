"""Eight processes try the same at once, a few times over: each time one wins, and nobody meets an error."""

from datetime import timedelta

import pytest

from gongju.casework.models import Case, Step
from gongju.employers import records as employers
from gongju.employers.models import Employer, Employment
from gongju.journal.refs import SYSTEM
from gongju.people.models import Person
from gongju.quota import queries
from gongju.quota import records as quota
from gongju.quota.models import Lot
from tests import rows
from tests.races import contenders
from tests.races.harness import Outcome, errors, race
from tests.rows import CHANGPING, NOW, TODAY

pytestmark = pytest.mark.races
PROCESSES, TRIES = 8, 10


def people(count: int) -> list[Person]:
    return [
        Person.objects.create(name=f"申请人{number}", identity_kind="护照", identity_number=f"E{number:08d}")
        for number in range(count)
    ]


def firms(count: int) -> list[Employer]:
    return [
        Employer.objects.create(name=f"单位{number}", uscc=f"{number:018d}", link_code=f"{number:08d}")
        for number in range(count)
    ]


def assert_one_winner_each(outcomes: list[Outcome]) -> None:
    assert errors(outcomes) == []
    assert [sum(tries) for tries in zip(*(one.value for one in outcomes), strict=True)] == [1] * TRIES


def test_the_last_quota_place_goes_to_one_case(database_url: str) -> None:
    employer_ids = [employer.pk for employer in firms(TRIES)]
    for employer_id in employer_ids:
        quota.grant(
            now=NOW,
            actor=SYSTEM,
            employer_id=employer_id,
            authority=CHANGPING,
            count=1,
            first_day=TODAY,
            last_day=TODAY + timedelta(days=90),
            by_id=None,
        )
    numbers = [rows.case_of(person).number for person in people(PROCESSES * TRIES)]
    own = [(numbers[n * TRIES : (n + 1) * TRIES], employer_ids, TODAY) for n in range(PROCESSES)]
    assert_one_winner_each(race(database_url, contenders.reserve_places, own))
    for lot in Lot.objects.all():
        assert queries.counters_by_movements(lot) == (lot.granted, lot.reserved, lot.used) == (1, 1, 0)


def test_a_person_gets_one_open_case(database_url: str) -> None:
    rows.procedure_row()
    persons = [person.pk for person in people(TRIES)]
    assert_one_winner_each(race(database_url, contenders.open_cases, [(persons,)] * PROCESSES))
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"CP2026{number:07d}" for number in range(1, TRIES + 1)]


def test_a_case_moves_once(database_url: str) -> None:
    numbers = [rows.case_of(person).number for person in people(TRIES)]
    assert_one_winner_each(race(database_url, contenders.move_cases, [(numbers,)] * PROCESSES))
    assert Step.objects.count() == TRIES


def test_a_person_is_confirmed_at_one_employer(database_url: str) -> None:
    persons, employer_ids = people(TRIES), [employer.pk for employer in firms(PROCESSES)]
    own = [
        ([employers.ask(now=NOW, person_id=one.pk, employer_id=employer_id).pk for one in persons],)
        for employer_id in employer_ids
    ]
    assert_one_winner_each(race(database_url, contenders.confirm_employments, own))
    assert Employment.objects.filter(state="confirmed").count() == TRIES
