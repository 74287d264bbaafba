"""Reading permits: a person's, an employer's by expiry, and what a stranger may verify."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import QuerySet

from gongju.permits.life import At, Span, employers_of, line_of, state_as_known
from gongju.permits.models import Confirmation, Particulars, Permit, PermitEvent, VerifyingOffice
from gongju.permits.state import State, in_state, with_state

OUTLIVED = (State.LAPSED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Holder:
    """Name and identity number in full."""

    name: str
    identity_number: str


def with_names(permits: QuerySet[Permit]) -> QuerySet[Permit]:
    """The permits with whoever a list names."""
    return permits.select_related("person", "employer")


def of_person(person_id: int) -> QuerySet[Permit]:
    """A person's permits, newest first."""
    return with_names(Permit.objects.filter(person_id=person_id)).order_by("-first_day", "-pk")


def held_on(person_id: int, day: date) -> Permit | None:
    """The permit that the person holds on a day, valid or not; None when it lapsed or was cancelled."""
    held = of_person(person_id)
    return in_state(held, day, *(state for state in State if state not in OUTLIVED)).first()


def of_employer(employer_id: int, day: date) -> QuerySet[Permit]:
    """The permits at an employer with their `state` on a day, those that end first in front."""
    return with_state(with_names(Permit.objects.filter(employer_id=employer_id)), day).order_by("last_day", "pk")


def imported_of(employer_id: int) -> QuerySet[Permit]:
    """The permits at an employer that came from the former system."""
    return with_names(Permit.objects.filter(employer_id=employer_id, imported_at__isnull=False)).order_by("number")


def to_go_over(employer_id: int, authority: str) -> QuerySet[Permit]:
    """The permits at an employer, not cancelled, that are still another district's."""
    theirs = Permit.objects.filter(employer_id=employer_id, cancelled_on__isnull=True)
    return theirs.exclude(authority=authority).order_by("pk")


def ending_between(permits: QuerySet[Permit], first: date, last: date) -> QuerySet[Permit]:
    """Permits not cancelled whose last day lies between two days, both included."""
    return permits.filter(last_day__range=(first, last), cancelled_on__isnull=True).order_by("last_day", "pk")


def line(permit: Permit) -> tuple[Span, ...]:
    """The permit's life as spans of one state each."""
    return line_of(permit.events.all())


def state_then(permit: Permit, day: date, *, known_on: date) -> State | None:
    """The state on a past day by what was written down up to another day; None while there was no permit."""
    return state_as_known(permit.events.all(), day, known_on=known_on)


def employers_by_day(permit: Permit) -> tuple[At, ...]:
    """At which employer the permit stood, from day to day, in order (AMB-97, DC-079)."""
    events = list(permit.events.all())
    recorded = int(events[0].data.get("employer") or permit.employer_id) if events else permit.employer_id
    issued_at = permit.issued_by.employer_id if permit.issued_by is not None else None
    return employers_of(events, issued_at=issued_at or recorded)


def particulars(permit: Permit, *, without: int | None = None) -> Particulars | None:
    """What was approved last of the profile; None for a permit from before this was kept.

    `without`: key of a case whose own approval, and any later one, is left out.
    """
    kept = list(permit.particulars.all())
    own = next((at for at, one in enumerate(kept) if without is not None and one.case_id == without), None)
    return next(iter(kept if own is None else kept[own + 1 :]), None)


def by_token(token: str) -> Confirmation | None:
    """The confirmation at an address, void ones included; None for an address that was never given out."""
    found = Confirmation.objects.filter(token=token)
    return found.select_related("permit__person", "permit__employer").first()


def by_number(number: str) -> Permit | None:
    """The permit of that number, in capitals; None if there is none."""
    return with_names(Permit.objects.filter(number=number)).first()


def imported_held(person_id: int) -> Permit | None:
    """The newest permit of the person that came from the former system and was not cancelled."""
    theirs = Permit.objects.filter(person_id=person_id, imported_at__isnull=False, cancelled_on__isnull=True)
    return with_names(theirs).order_by("-first_day", "-pk").first()


def by_number_and_name(number: str, name: str) -> Permit | None:
    """The permit of that number held by a person of that name; None if either does not match.

    The name on the permit counts, and the one the person is known by now: until the change is approved they differ.
    """
    permit = with_names(Permit.objects.filter(number=number.strip().upper())).first()
    if permit is None or name.strip() not in {permit.person.name, holder(permit).name}:
        return None
    return permit


def holder(permit: Permit) -> Holder:
    """Who the permit says it is, as approved last."""
    kept = particulars(permit)
    identity = (kept.content.get("identity") or {}) if kept else {}
    return Holder(
        str(identity.get("name") or permit.person.name),
        str(identity.get("identity_number") or permit.person.identity_number),
    )


def live_confirmation(permit: Permit) -> Confirmation | None:
    """The confirmation that counts now."""
    return permit.confirmations.filter(void_at__isnull=True).first()


def replacing(confirmation: Confirmation) -> Confirmation | None:
    """The next one issued of the same permit, which made this one void; None where none followed."""
    later = Confirmation.objects.filter(permit=confirmation.permit_id, issued_at__gt=confirmation.issued_at)
    return later.order_by("issued_at").first()


def reissued_since(permit: Permit, moment: datetime) -> int:
    """How often the confirmation was issued anew after a moment."""
    return permit.events.filter(kind=PermitEvent.Kind.REISSUED, at__gt=moment).count()


def digest_of_key(key: str) -> str:
    """How the key of a 用证部门 is kept: it is random, so that a plain digest tells nothing of it."""
    return sha256(key.encode()).hexdigest()


def office_of_key(key: str) -> VerifyingOffice | None:
    """The 用证部门 with that key; None for one that was never given out, or counts no more."""
    return VerifyingOffice.objects.filter(key_digest=digest_of_key(key), ended_at__isnull=True).first()
