"""完善信息: what the parts of a profile ask, how far each is filled in, and what a typed part means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings

from gongju.forms.checking import Checked, FieldFault, Place, check
from gongju.forms.filling import Filling, Standing, fillings_of, kept_of, unfinished
from gongju.forms.reading import form_at
from gongju.forms.spec import FormSpec
from gongju.people.models import Person
from gongju.people.queries import parts as saved_parts

IDENTITY = "identity"
CHILDREN = "children"
CHILD_KEPT = ("name", "identity_kind", "identity_number", "birth")


def form() -> FormSpec:
    """The form as `forms/profile.toml` says. FormFaults when that file is wrong."""
    return form_at(settings.GONGJU.forms_dir / "profile.toml")


def fillings(person: Person) -> tuple[Filling, ...]:
    """Every part in the order of the form with what is kept of it, in one query."""
    return fillings_of(form(), saved_parts(person.pk))


def incomplete(person: Person) -> tuple[Filling, ...]:
    """The parts that are not complete."""
    return unfinished(fillings(person))


def completeness(person: Person) -> dict[str, Standing]:
    """How far each part is filled in, by its name."""
    return {one.part.name: one.standing for one in fillings(person)}


def contents(person: Person) -> dict[str, Any]:
    """What was typed, {part: content}, with what is known from sign-in in its place: what a submission keeps."""
    typed = {row.part: row.content for row in saved_parts(person.pk).values()}
    return typed | {IDENTITY: {**typed.get(IDENTITY, {}), **locked(person)}}


NEWLY = {"new_name": "name", "new_identity_kind": "identity_kind", "new_identity_number": "identity_number"}
"""What is filled in beside the identity known from sign-in where public security has changed it, and what it is of."""


def up_to_date(contents: Mapping[str, Any]) -> dict[str, Any]:
    """A profile as kept, with a changed name or identity document in the place of the one before (CL-088)."""
    identity = dict(contents.get(IDENTITY) or {})
    for new, old in NEWLY.items():
        typed = str(identity.pop(new, "") or "").strip()
        if typed:
            identity[old] = typed
    return {**contents, IDENTITY: identity}


def accompanying(contents: Mapping[str, Any], *, on: date) -> list[dict[str, str]]:
    """Of a profile as kept, the children who are to accompany, as a permit keeps them."""
    rows = check(form().part(CHILDREN), contents.get(CHILDREN, []), on=on).rows
    return [{name: str(row.get(name, "")) for name in CHILD_KEPT} for row in rows if row.get("accompanying") is True]


def locked(person: Person) -> dict[str, str]:
    """The fields of the identity part that sign-in tells and nobody types."""
    return {
        "name": person.name,
        "identity_kind": person.identity_kind,
        "identity_number": person.identity_number,
    }


def check_part(person: Person, part: str, content: object, *, on: date) -> tuple[object, Checked]:
    """Of a part as typed: what is kept of it, and what is wrong and missing. KeyError for a part the form has not."""
    spec = form().part(part)
    if part == IDENTITY:
        content = {**(content if isinstance(content, dict) else {}), **locked(person)}
    checked = check(spec, content, on=on)
    if part == IDENTITY:
        checked = Checked(checked.rows, checked.faults + tuple(_against_identity(person, checked)), checked.missing)
    return kept_of(spec, content), checked


def _against_identity(person: Person, checked: Checked) -> Iterator[FieldFault]:
    """Sex and birth must be those that the identity number says."""
    told = checked.rows[0] if checked.rows else {}
    if person.sex and told.get("sex", person.sex) != person.sex:
        yield FieldFault(Place("sex"), "性别与身份证号码不一致，请核对。")
    if person.birth and told.get("birth_date", person.birth) != person.birth:
        yield FieldFault(Place("birth_date"), "出生日期与身份证号码不一致，请核对。")
