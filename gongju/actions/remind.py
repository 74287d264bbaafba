"""Reminders, each once: of a permit's end, of children who outgrow it, and what `reminders` finds; run daily."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.actions.reminders import Event, holders_retiring, not_released, places_lapsing, releases_due
from gongju.actions.telling import permit_ref, tell
from gongju.casework import books
from gongju.journal import queries as journal
from gongju.journal import records
from gongju.journal.refs import ONCE
from gongju.people import profile
from gongju.permits import queries as permits
from gongju.permits.models import Permit
from gongju.permits.state import State, in_state
from gongju.rules.calendar import add_months
from gongju.rules.edition import Edition
from gongju.rules.entries import LAST_DAY, Term
from gongju.rules.terms import term_date

WANTED = {"renewal": State.VALID, "change_of_employer": State.SUSPENDED}
"""The businesses whose terms are reminded of, and how the permit stands then."""
FARTHEST = timedelta(days=130)
"""Beyond any term that counts back from a permit's last day."""
AHEAD = timedelta(days=60)
"""How long before a child leaves the holder is told."""
LEAVES = "permit.child_leaves"


def remind(*, actor: Actor, now: datetime) -> int:
    """Tell whatever has come due and was not told yet, and how much that was; a second run tells nothing.

    A holder is told of the renewal only once their profile is complete, else their employer alone is (CY-Q58c);
    the terms are those of each district's rulebook (DC-160, DX-150, DX-151, CP-137, CP-142, CY-Q58b, CY-Q60, SC-53).
    PermissionError for anybody but the system.
    """
    if actor.ref != Actor.system().ref:
        raise PermissionError("reminders are the system's")
    today = localdate(now)
    return sum(_tell(actor, now, batch) for edition in books.districts(today) for batch in _batches(edition, today))


def _batches(edition: Edition, today: date) -> Iterator[list[Event]]:
    for business, state in WANTED.items():
        if business in edition.businesses:
            for term in edition.terms_of(business):
                if term.direction == "before" and term.from_event == LAST_DAY:
                    yield list(_ends(edition, term, state, today))
    yield list(_children(edition, today))
    for found in (releases_due, not_released, places_lapsing, holders_retiring):
        yield list(found(edition, today))


def _tell(actor: Actor, now: datetime, events: list[Event]) -> int:
    """Each in a transaction of its own, with one journal entry."""
    done = journal.done_once(one.key for one in events)
    return sum(_tell_one(actor, now, one) for one in events if one.key not in done)


def _tell_one(actor: Actor, now: datetime, event: Event) -> bool:
    data = {**event.data, ONCE: event.key}
    try:
        with transaction.atomic():
            records.claim(tell(actor=actor, now=now, action=event.action, subjects=[event.subject], data=data))
    except records.ToldAlready:
        return False
    return True


def _ends(edition: Edition, term: Term, state: State, today: date) -> Iterator[Event]:
    """Permits whose end is as near as the term says; one that is renewed later is told anew."""
    calendar = books.work_calendar()
    near = Permit.objects.filter(authority=edition.authority, last_day__range=(today, today + FARTHEST))
    for permit in in_state(permits.with_names(near), today, state):
        if term_date(term, permit.last_day, calendar).date <= today:
            yield Event(
                key=f"permit.{term.code}:{permit.number}:{permit.last_day}",
                action=f"permit.{term.code}{_by_profile(permit, state)}",
                subject=permit_ref(permit.number),
                data={"last_day": permit.last_day.isoformat()},
            )


def _by_profile(permit: Permit, state: State) -> str:
    """The employer alone is told of a renewal whose holder has not filled in everything."""
    return "_incomplete" if state is State.VALID and profile.incomplete(permit.person) else ""


def _children(edition: Edition, today: date) -> Iterator[Event]:
    """Accompanying children who soon reach the age the district sets (AMB-78, CP-115)."""
    age = _age(edition, today)
    if age is None:
        return
    held = permits.with_names(Permit.objects.filter(authority=edition.authority, last_day__gte=today))
    for permit in in_state(held, today, State.VALID).iterator(500):
        for number, day in enumerate(_leaving(permit, age)):
            if today <= day <= today + AHEAD:
                key = f"{LEAVES}:{permit.number}:{number}:{day}"
                data: dict[str, object] = {"day": day.isoformat(), "age": age}
                yield Event(key, LEAVES, permit_ref(permit.number), data)


def _age(edition: Edition, today: date) -> int | None:
    found = edition.parameters.get("child_age")
    figure = found.on(today) if found else None
    return int(figure.value) if figure is not None and figure.value is not None else None


def _leaving(permit: Permit, age: int) -> Iterable[date]:
    return [add_months(date.fromisoformat(child["birth"]), 12 * age) for child in permit.children if child.get("birth")]
