"""Writing persons, offices, staff roles and parts of the profile. Called by actions alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from gongju.errors import MovedOn, Refusal
from gongju.people.models import Office, Person, ProfilePart, StaffRole, User
from gongju.people.queries import by_identity, plain_number


def add_person(
    *, name: str, identity_kind: str, identity_number: str, phone: str = "", sex: str = "", birth: date | None = None
) -> Person:
    """A new person; the one there already, if the number is known, with name and phone as told last."""
    told = {"name": name, "phone": plain_number(phone)}
    known = by_identity(identity_number)
    if known is None:
        try:
            with transaction.atomic():
                return Person.objects.create(
                    **told,
                    identity_kind=identity_kind,
                    identity_number=plain_number(identity_number),
                    sex=sex,
                    birth=birth,
                )
        except IntegrityError:
            known = by_identity(identity_number)
            if known is None:
                raise
    return set_contact(known, name=name, phone=phone)


def set_contact(person: Person, *, name: str = "", phone: str = "") -> Person:
    """Name and phone as told last; what is left empty stays."""
    person.name = name or person.name
    person.phone = plain_number(phone) or person.phone
    person.save(update_fields=["name", "phone", "phone_digest"])
    return person


def set_identity(person: Person, *, name: str, identity_kind: str, identity_number: str) -> Person:
    """Who the person is on paper from now on. Refusal `person.known` when that number is another person's."""
    person.name, person.identity_kind = name, identity_kind
    person.identity_number = plain_number(identity_number)
    try:
        with transaction.atomic():
            person.save(update_fields=["name", "identity_kind", "identity_number", "identity_digest"])
    except IntegrityError as taken:
        raise Refusal(
            "person.known", "这个证件号码已经登记在另一个人名下。", do="请先核实是不是同一个人，再办理变更。"
        ) from taken
    return person


def link_person(user_id: int, person_id: int) -> None:
    """Let a login stand for a person. MovedOn when it stands for another."""
    linked = User.objects.filter(pk=user_id, person__isnull=True).update(person_id=person_id)
    if not linked and not User.objects.filter(pk=user_id, person_id=person_id).exists():
        raise MovedOn("这个账号")


def save_part(
    person_id: int,
    part: str,
    *,
    now: datetime,
    content: object,
    faults: Sequence[Mapping[str, object]] = (),
    missing: Sequence[Mapping[str, object]] = (),
) -> ProfilePart:
    """Keep one part of 完善信息 as typed, with what is wrong and what is missing in it."""
    kept = {"content": content, "faults": list(faults), "missing": list(missing), "saved_at": now}
    row, made = ProfilePart.objects.get_or_create(person_id=person_id, part=part, defaults=kept)
    if not made:
        ProfilePart.objects.filter(pk=row.pk).update(**kept, version=F("version") + 1)
        row.refresh_from_db()
    return row


def set_office(
    *, code: str, authority: str, name: str, kind: str, address: str = "", phones: Iterable[str] = (), hours: str = ""
) -> Office:
    """An office as the rulebook's contacts tell of it now."""
    told = {
        "authority": authority,
        "name": name,
        "kind": kind,
        "address": address,
        "phones": list(phones),
        "hours": hours,
    }
    office, _ = Office.objects.update_or_create(code=code, defaults=told)
    return office


def set_staff(user: User, *, office: Office, roles: Iterable[str]) -> User:
    """Place a login in an office with exactly these roles."""
    user.office = office
    user.save(update_fields=["office"])
    wanted = set(roles)
    StaffRole.objects.filter(user=user).exclude(role__in=wanted).delete()
    for role in sorted(wanted):
        StaffRole.objects.get_or_create(user=user, role=role)
    return user
