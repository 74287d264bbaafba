"""Eight processes write the journal at once: no error, no gap, every chain holds."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from gongju.journal import queries, records
from gongju.journal.models import Entry, Link
from gongju.journal.refs import SYSTEM, SubjectRef
from tests.races.harness import errors, race

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

NOW = datetime(2026, 3, 2, tzinfo=UTC)
WRITERS, ENTRIES = 8, 20
ONE = SubjectRef("case", "CP20260000001")
OTHER = SubjectRef("lot", "1")


def write_entries(writer: int, *subjects: SubjectRef) -> int:
    for number in range(ENTRIES):
        with transaction.atomic():
            data = {"writer": writer, "number": number}
            records.write(now=NOW, actor=SYSTEM, action="race", subjects=subjects, data=data)
    return ENTRIES


def sequence(subject: SubjectRef) -> list[int]:
    links = Link.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return list(links.order_by("sequence").values_list("sequence", flat=True))


def test_eight_writers_on_one_subject(database_url: str) -> None:
    outcomes = race(database_url, write_entries, [(writer, ONE) for writer in range(WRITERS)])
    assert errors(outcomes) == []
    assert sequence(ONE) == list(range(1, WRITERS * ENTRIES + 1))
    assert queries.verify(ONE) == []


def test_eight_writers_on_subjects_of_their_own(database_url: str) -> None:
    own = [SubjectRef("case", f"CP{writer}") for writer in range(WRITERS)]
    outcomes = race(database_url, write_entries, list(enumerate(own)))
    assert errors(outcomes) == []
    assert all(sequence(subject) == list(range(1, ENTRIES + 1)) for subject in own)
    assert all(queries.verify(subject) == [] for subject in own)


def test_eight_writers_on_the_same_two_subjects_named_in_either_order(database_url: str) -> None:
    orders = [(ONE, OTHER), (OTHER, ONE)] * (WRITERS // 2)
    outcomes = race(database_url, write_entries, [(writer, *order) for writer, order in enumerate(orders)])
    assert errors(outcomes) == []
    assert sequence(ONE) == sequence(OTHER) == list(range(1, WRITERS * ENTRIES + 1))
    assert queries.verify(ONE) == queries.verify(OTHER) == []
    assert Entry.objects.count() == WRITERS * ENTRIES
