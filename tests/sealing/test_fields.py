"""Sealed columns hold no plain text in the database, and are searched by their digest."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from gongju.sealing import Unsealable
from gongju.sealing_fields import DigestOf, SealedJson, SealedText, redigest, reseal, sealed_columns


@pytest.fixture
def holder() -> Iterator[type[models.Model]]:
    with isolate_apps("gongju.people"):

        class Holder(models.Model):
            number = SealedText(blank=True)
            number_digest = DigestOf("number", unique=True)
            answers = SealedJson(null=True, purpose="people.answers")

            class Meta:
                app_label = "people"

        with connection.schema_editor() as editor:
            editor.create_model(Holder)
        yield Holder
        with connection.schema_editor() as editor:
            editor.delete_model(Holder)


@pytest.fixture
def transaction_free(transactional_db: None) -> None:
    """SQLite makes tables only outside of transactions."""


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("transaction_free")]


def raw(holder: type[models.Model]) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, number_digest, answers FROM {holder._meta.db_table}")  # noqa: S608
        return tuple(cursor.fetchone())


def test_a_row_reads_as_it_was_written_and_lies_sealed(holder: Any) -> None:
    holder.objects.create(number="110101199003070011", answers={"月收入": 30000, "列": [1, None]})
    kept = holder.objects.get()
    assert kept.number == "110101199003070011"
    assert kept.answers == {"月收入": 30000, "列": [1, None]}
    assert not any("1990" in text or "月收入" in text for text in raw(holder))


def test_a_row_is_found_by_the_digest_of_its_number(holder: Any) -> None:
    holder.objects.create(number="110101199003070011")
    assert holder.objects.filter(number_digest__of="110101199003070011").exists()
    assert not holder.objects.filter(number_digest__of="110101199003070012").exists()


def test_the_digest_follows_the_number(holder: Any) -> None:
    row = holder.objects.create(number="110101199003070011")
    row.number = "E12345678"
    row.save(update_fields=["number", "number_digest"])
    assert holder.objects.filter(number_digest__of="E12345678").exists()


def test_rows_without_number_do_not_collide(holder: Any) -> None:
    holder.objects.create(number="")
    holder.objects.create(number="")
    assert holder.objects.filter(number_digest__isnull=True).count() == 2


def test_comparing_sealed_text_is_refused(holder: Any) -> None:
    with pytest.raises(FieldError):
        holder.objects.filter(number="110101199003070011").exists()


def test_a_value_changed_in_the_database_does_not_open(holder: Any) -> None:
    row = holder.objects.create(number="110101199003070011", answers={})
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {holder._meta.db_table} SET number = answers WHERE id = %s", [row.pk])  # noqa: S608
    with pytest.raises(Unsealable):
        holder.objects.get()


def test_migrations_write_only_what_was_given(holder: Any) -> None:
    assert holder._meta.get_field("number_digest").deconstruct()[2:] == (["number"], {"unique": True})
    assert holder._meta.get_field("answers").deconstruct()[3] == {"null": True, "purpose": "people.answers"}


def test_after_a_new_key_old_rows_are_sealed_anew(holder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    holder.objects.create(number="110101199003070011", answers={"a": 1})
    holder.objects.create(number="")
    keys = (("new", b"n" * 32), *settings.GONGJU.keys)
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, keys=keys))
    columns = [holder._meta.get_field("number"), holder._meta.get_field("answers")]
    assert [reseal(column) for column in columns] == [1, 1]
    assert [reseal(column) for column in columns] == [0, 0]
    kept = holder.objects.get(number_digest__of="110101199003070011")
    assert (kept.number, kept.answers) == ("110101199003070011", {"a": 1})


def test_the_columns_of_people_are_sealed() -> None:
    names = {f"{column.model._meta.label_lower}.{column.name}" for column in sealed_columns()}
    assert {"people.person.identity_number", "people.person.phone"} <= names


@pytest.mark.parametrize("national", [False, True])
def test_digests_are_made_anew_and_rows_are_found_before_and_after(
    holder: Any, monkeypatch: pytest.MonkeyPatch, national: bool
) -> None:
    number = "110101199003070011"
    holder.objects.create(number=number, answers={})
    old = settings.GONGJU.keys[-1][1]
    keys = (*settings.GONGJU.keys, ("digest", b"n" * 32))
    changing = dataclasses.replace(settings.GONGJU, keys=(*keys, ("digestold", old)), national_algorithms=national)
    monkeypatch.setattr(settings, "GONGJU", changing)
    assert holder.objects.filter(number_digest__of=number).exists()
    column = holder._meta.get_field("number_digest")
    assert [redigest(column), redigest(column)] == [1, 0]
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(changing, keys=keys))
    assert holder.objects.filter(number_digest__of=number).exists()
    assert not holder.objects.filter(number_digest__of="E12345678").exists()
