"""Django columns that seal on the way in and open on the way out, and digests of them to search by.

``identity_number = SealedText()`` beside ``identity_digest = DigestOf("identity_number", unique=True)``; then
``Person.objects.filter(identity_digest__of="11010119…")``. Normalise a number before you store or search it.
"""

import json
from functools import lru_cache
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import In, IsNull

from gongju.sealing import Keyring


def keyring() -> Keyring:
    """Return the ring of `settings.GONGJU.keys`."""
    return _ring(settings.GONGJU.keys, settings.GONGJU.national_algorithms)


@lru_cache(maxsize=4)
def _ring(keys: tuple[tuple[str, bytes], ...], national: bool) -> Keyring:
    return Keyring.of(keys, national=national)


class SealedText(models.TextField):  # type: ignore[type-arg]
    """Text that the database holds only sealed. Empty text and NULL stay as they are; no lookup but `isnull`.

    The purpose is `<app>.<model>.<column>`. Who renames a model or a column gives the old one as `purpose`, or what
    was sealed before no longer opens.
    """

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        """`purpose` is needed only after a renaming."""
        self.given_purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Write a given purpose into migrations."""
        name, path, args, kwargs = super().deconstruct()
        if self.given_purpose:
            kwargs["purpose"] = self.given_purpose
        return name, path, args, kwargs

    @property
    def purpose(self) -> str:
        """Return what values of this column are bound to."""
        return self.given_purpose or f"{self.model._meta.label_lower}.{self.name}"

    def get_lookup(self, lookup_name: str) -> Any:
        """Know `isnull` alone: comparing sealed values would never match, so Django is left to refuse it."""
        return IsNull if lookup_name == "isnull" else None

    def get_prep_value(self, value: Any) -> str | None:
        """Seal on the way to the database."""
        if value is None or value == "":
            return cast("str | None", value)
        return keyring().seal(self.written(value), purpose=self.purpose)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Open on the way from the database; `Unsealable` when it was changed there."""
        if value is None or value == "":
            return value
        return self.read(keyring().unseal(value, purpose=self.purpose))

    def written(self, value: Any) -> str:
        """Return the text that is sealed."""
        return str(value)

    def read(self, text: str) -> Any:
        """Return the value that the opened text stands for."""
        return text


class SealedJson(SealedText):
    """Any JSON value, sealed as one text; empty containers are sealed like others."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def written(self, value: Any) -> str:
        """Write it with sorted keys and Chinese as it is."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)

    def read(self, text: str) -> Any:
        """Read what `written` wrote."""
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        """Leave the value alone: a text column would turn it into a string."""
        return value


class DigestOf(models.CharField):  # type: ignore[type-arg]
    """The keyed digest of another column, kept in step on every save; NULL where that one is empty.

    With `update_fields` name both columns; `QuerySet.update` does not touch it.
    """

    def __init__(self, source: str, *args: Any, **kwargs: Any) -> None:
        """`source` is the name of the column that it is the digest of."""
        self.source = source
        kwargs.update(max_length=64, null=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Write the source into migrations, not what this class sets itself."""
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "editable"):
            kwargs.pop(fixed, None)
        return name, path, [self.source, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        """Compute the digest from what stands in the source column now."""
        value = getattr(model_instance, self.source)
        digest = self.digest(value) if value else None
        setattr(model_instance, self.attname, digest)
        return digest

    def digest(self, text: str) -> str:
        """Return the digest that `text` has in this column."""
        return keyring().digest(text, purpose=self.of.purpose)

    def digests(self, text: str) -> list[str]:
        """Return every digest under which `text` may stand in this column while keys are being changed."""
        return keyring().digests(text, purpose=self.of.purpose)

    @property
    def of(self) -> SealedText:
        """The column that it is the digest of."""
        return cast("SealedText", self.model._meta.get_field(self.source))


@DigestOf.register_lookup
class Of(In):
    """`filter(identity_digest__of="1101…")`: rows whose source column holds this text."""

    lookup_name = "of"

    def get_prep_lookup(self) -> Any:
        """Compare digests instead of the text."""
        field = self.lhs.output_field
        return field.digests(self.rhs)


def sealed_columns() -> list[SealedText]:
    """Return every sealed column of this installation."""
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return [field for field in fields if isinstance(field, SealedText)]


def digest_columns() -> list[DigestOf]:
    """Return every column of digests of this installation."""
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return [field for field in fields if isinstance(field, DigestOf)]


def redigest(column: DigestOf) -> int:
    """Make anew the digests of this column that another key or algorithm made; return how many rows.

    May run beside the server: a row whose digest somebody writes meanwhile is left as they wrote it.
    """
    changed, rows = 0, column.model._default_manager.filter(**{f"{column.name}__isnull": False})
    for key, text, old in rows.values_list("pk", column.source, column.name).iterator():
        new = column.digest(text)
        if new != old:
            changed += rows.filter(pk=key, **{column.name: old}).update(**{column.name: new})
    return changed


def reseal(column: SealedText) -> int:
    """Seal anew what an older key sealed in this column, one row at a time; return how many rows.

    May run beside the server: a row that someone writes meanwhile is left as they wrote it. Digests do not change.
    """
    ring, changed = keyring(), 0
    rows = column.model._default_manager.annotate(_as_it_lies=Cast(F(column.name), TextField())).exclude(_as_it_lies="")
    for key, old in rows.filter(_as_it_lies__isnull=False).values_list("pk", "_as_it_lies").iterator():
        if not ring.is_current(old):
            new = ring.seal(ring.unseal(old, purpose=column.purpose), purpose=column.purpose)
            changed += rows.filter(pk=key, _as_it_lies=old).update(**{column.name: Value(new, TextField())})
    return changed
