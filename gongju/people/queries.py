"""Reading persons, offices and profile parts; a number is found by its digest alone."""

from __future__ import annotations

import unicodedata

from django.db.models import QuerySet

from gongju.people.models import Office, Person, ProfilePart, User


def plain_number(text: str) -> str:
    """An identity or phone number as it is stored and searched: half-width, capitals, no blanks or strokes."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in folded.upper() if sign.isalnum())


def by_identity(number: str) -> Person | None:
    """The person with that identity number, in whatever spacing it was typed."""
    return Person.objects.filter(identity_digest__of=plain_number(number)).first()


def by_phone(number: str) -> QuerySet[Person]:
    """Persons with that phone number; several may share one."""
    return Person.objects.filter(phone_digest__of=plain_number(number)).order_by("pk")


def parts(person_id: int) -> dict[str, ProfilePart]:
    """Every saved part of the profile by its name, in one query."""
    return {row.part: row for row in ProfilePart.objects.filter(person_id=person_id)}


def logins_of(person_id: int) -> QuerySet[User]:
    """The logins that stand for a person."""
    return User.objects.filter(person=person_id)


def offices(authority: str) -> QuerySet[Office]:
    """The offices of an authority, its own first."""
    return Office.objects.filter(authority=authority).order_by("kind", "code")


def territorial_offices(*authorities: str) -> QuerySet[Office]:
    """The 属地部门 of these districts; none where their rulebooks name none."""
    return Office.objects.filter(authority__in=authorities, kind=Office.Kind.TERRITORIAL).order_by("code")


def staff_of(office_id: int) -> QuerySet[User]:
    """The people of an office with their roles, by name."""
    return (
        User.objects.filter(office_id=office_id, is_active=True)
        .prefetch_related("staff_roles")
        .order_by("display_name")
    )
