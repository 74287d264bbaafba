"""The demo people: read from the file that the demo city writes, signed in by being picked from the list."""

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import User


@dataclass(frozen=True)
class DemoPerson:
    """One line of the list: `subject` is what the provider tells of them, `role` their heading, `note` their story."""

    subject: str
    name: str
    role: str
    entrance: str
    note: str


@dataclass(frozen=True)
class Group:
    """The people under one heading."""

    role: str
    people: tuple[DemoPerson, ...]


def demo_people() -> tuple[DemoPerson, ...]:
    """Everybody in the file, in its order; nobody while the demo city has not been made."""
    file: Path = settings.GONGJU.demo_people_file
    if not file.exists():
        return ()
    keys = ("subject", "name", "role", "entrance", "note")
    return tuple(DemoPerson(*(str(row.get(key, "")) for key in keys)) for row in json.loads(file.read_text("utf-8")))


def person_of(subject: str) -> DemoPerson | None:
    """The person with this subject."""
    return next((person for person in demo_people() if person.subject == subject), None)


def groups(entrance: str) -> list[Group]:
    """People under their headings; with `entrance` (person, agent or staff) those who use that one come first."""
    ordered = sorted(demo_people(), key=lambda person: person.entrance != entrance)
    roles = list(dict.fromkeys(person.role for person in ordered))
    ordered.sort(key=lambda person: roles.index(person.role))
    return [Group(role, tuple(people)) for role, people in groupby(ordered, key=lambda person: person.role)]


class Picked(BaseBackend):
    """Finds the user of a session; picking somebody from the list is the only sign-in."""

    def get_user(self, user_id: int) -> User | None:  # type: ignore[override]  # not the site's users
        """The provider's own row for somebody picked."""
        return User.objects.filter(pk=user_id).first()
