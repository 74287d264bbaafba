"""What is kept of a comparison: one current question about somebody, personal data sealed, looks by hand for ever."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from gongju.clock import BEIJING
from gongju.people.models import User
from gongju.registries import queries, records
from gongju.registries.models import Comparison, HandCheck
from gongju.registries.office import PERSON, Question

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=BEIJING)
NUMBER = "11010119900307002X"

pytestmark = pytest.mark.django_db


def asked(name: str = "林晓禾") -> Comparison:
    key = {"name": name, "identity_number": NUMBER}
    return records.ask(about=PERSON, about_id=7, office="education", question=Question(key, {}), now=NOW)


def test_a_new_question_takes_the_place_of_the_one_before() -> None:
    first, second = asked(), asked("林小禾")
    assert first.question_digest != second.question_digest
    assert queries.current(PERSON, 7) == {"education": second}


def test_two_questions_cannot_be_current() -> None:
    first, _ = asked(), asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Comparison.objects.filter(pk=first.pk).update(current=True)


def test_the_database_holds_names_and_numbers_only_sealed() -> None:
    asked()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registries_comparison")
        kept = str(cursor.fetchall())
    assert NUMBER not in kept
    assert "林晓禾" not in kept


def test_a_look_by_hand_is_never_changed() -> None:
    user = User.objects.create(username="officer", kind=User.Kind.STAFF)
    row = records.keep_hand_check(case_number="CP1", comparison=asked(), reason="已核对。", by_id=user.pk, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        HandCheck.objects.filter(pk=row.pk).update(reason="别的")
