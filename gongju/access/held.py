"""What is held about a person, for that person: every row that names them, found by the tables' own relations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet

from gongju.casework.models import Case
from gongju.people.models import Person, SignIn
from gongju.permits.models import Permit

Row = dict[str, object]
LEFT_OUT = {
    "casework.Finding": "told in the correction notice once it goes out, and not before",
    "casework.Correction": "its words are among the messages",
    "casework.Snapshot": "a copy of the profile at each submission",
    "casework.Interval": "computed from the steps",
    "quota.QuotaRequest": "the employer's",
    "quota.NamedApplicant": "the employer's",
    "quota.Movement": "the employer's",
}
"""Tables that are not handed out, and why."""
KEYS = (models.AutoField, models.ForeignKey)


def held_about(person_id: int) -> dict[str, list[Row]]:
    """Every row about the person by table, in the words of the columns; what a digest stands for is left out."""
    person = Person.objects.filter(pk=person_id)
    found = {"people.Person": [_row(one) for one in person]}
    for subject in (person, Case.objects.filter(person_id=person_id), Permit.objects.filter(person_id=person_id)):
        for label, rows in _related(subject):
            found[label] = [_row(one) for one in rows]
    found["people.SignIn"] = [{"来源": one.issuer, "时间": one.linked_at.isoformat()} for one in _sign_ins(person_id)]
    return {label: rows for label, rows in found.items() if rows}


def _related(subject: QuerySet[Any]) -> Iterator[tuple[str, QuerySet[Any]]]:
    for relation in subject.model._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model._meta.label in LEFT_OUT:
            continue
        yield model._meta.label, model._default_manager.filter(**{f"{relation.field.name}__in": subject.values("pk")})


def _row(row: models.Model) -> Row:
    told: Row = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, KEYS) or field.name in ("password", "username") or "digest" in field.name:
            continue
        value = _plain(getattr(row, field.attname))
        if value not in (None, "", [], {}):
            told[str(field.verbose_name)] = value
    return told


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def _sign_ins(person_id: int) -> QuerySet[SignIn]:
    return SignIn.objects.filter(user__person_id=person_id)
