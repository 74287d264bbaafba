"""What the database itself refuses, whoever asks: each promise is a constraint or a trigger."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from gongju.casework.models import Case, ProcedureText, RulebookText
from tests import rows
from tests.rows import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"outcome": "approved"},
        {"open": False},
        {"open": False, "outcome": "approved", "decided_at": None},
        {"person": None, "employer": None},
        {"submitted_at": NOW, "rulebook": None},
    ],
    ids=["open and decided", "closed without outcome", "decided at no time", "of nobody", "submitted without rulebook"],
)
def test_a_case_cannot_contradict_itself(columns: dict[str, Any]) -> None:
    case = rows.case_of(rows.lin())
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**columns)


def test_a_second_open_exclusive_case_cannot_be_written() -> None:
    first = rows.case_of(rows.lin())
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            number="X",
            type="renewal",
            authority="changping",
            person=first.person,
            stage="draft",
            exclusive=True,
            opened_at=NOW,
            procedure=first.procedure,
        )


def test_a_loaded_rulebook_is_never_changed() -> None:
    row = rows.rulebook_row()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RulebookText.objects.filter(pk=row.pk).update(text="another")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RulebookText.objects.filter(pk=row.pk).delete()


def test_a_loaded_procedure_is_never_deleted() -> None:
    row = rows.procedure_row()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ProcedureText.objects.filter(pk=row.pk).delete()
