"""What employers are reminded of, as events to tell once: releases, places that lapse, holders of retirement age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from gongju.actions.telling import employment_ref, lot_ref, permit_ref
from gongju.casework import books
from gongju.employers import queries as employers
from gongju.employers.models import Employment
from gongju.journal.refs import SubjectRef
from gongju.permits import queries as permits
from gongju.permits.models import Permit
from gongju.permits.state import State, in_state
from gongju.quota.models import Lot
from gongju.rules.edition import Edition
from gongju.rules.entries import Caution, Term
from gongju.rules.facts import Facts
from gongju.rules.ruleset import truth_of
from gongju.rules.terms import term_date

OVERDUE, RELEASE_DUE = "employment.overdue", "employment.release_due"
LAPSES, RETIRING = "quota.lapses", "permit.retiring"
RELEASE_STEPS = (30, 10, 0)
"""Days before the employer's term of releasing ends: in 朝阳区's sixty days the 30th, the 50th and the last (LF-03)."""
LAPSE_STEPS = (30, 15, 7)
"""Days before places lapse (CY-Q09c)."""
NEAR = timedelta(days=60)
"""How long before the age is reached a holder is listed."""
AGE = "retirement_near"
"""The caution by which a rulebook says from which day a holder is to be asked about."""
LIVING = tuple(state for state in State if state not in permits.OUTLIVED)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell once: `key` is its own, `action` names the notice."""

    key: str
    action: str
    subject: SubjectRef
    data: dict[str, object]


def releases_due(edition: Edition, today: date) -> Iterator[Event]:
    """Employees whose contract has ended and whom the employer has still time to let go (LF-03, CY-Q73a)."""
    calendar, terms = books.work_calendar(), _terms(edition)
    for one in employers.contracts_ended(edition.authority, before=today):
        if one.contract_to and terms:
            due = min(term_date(term, one.contract_to, calendar).date for term in terms)
            step = _step((due - today).days, RELEASE_STEPS)
            if step is not None:
                key = f"{RELEASE_DUE}:{one.pk}:{one.contract_to}:{step}"
                yield Event(key, RELEASE_DUE, employment_ref(one.pk), {"day": due.isoformat()})


def not_released(edition: Edition, today: date) -> Iterator[Event]:
    """Employees whose stated contract ended longer ago than the district lets a release take; once a month (LF-03)."""
    for employment in overdue_releases(edition, today):
        key = f"{OVERDUE}:{employment.pk}:{today:%Y-%m}"
        data: dict[str, object] = {"contract_to": str(employment.contract_to)}
        yield Event(key, OVERDUE, employment_ref(employment.pk), data)


def overdue_releases(edition: Edition, today: date) -> list[Employment]:
    """Confirmed employments in the district whose contract ended, past the term of releasing, the oldest first.

    A district without such a term has none (CY-Q73a, CP-140, DC-164).
    """
    terms, calendar = _terms(edition), books.work_calendar()
    return [
        one
        for one in employers.contracts_ended(edition.authority, before=today)
        if one.contract_to and any(term_date(term, one.contract_to, calendar).date < today for term in terms)
    ]


def _terms(edition: Edition) -> list[Term]:
    found = edition.terms_of("change_of_employer") if "change_of_employer" in edition.businesses else ()
    return [term for term in found if term.from_event == "left_employer"]


def places_lapsing(edition: Edition, today: date) -> Iterator[Event]:
    """Lots in force with free places, so many days before these lapse (CY-Q09c, CY-Q21)."""
    near = (today, today + timedelta(days=max(LAPSE_STEPS)))
    lots = Lot.objects.filter(authority=edition.authority, first_day__lte=today, last_day__range=near)
    for lot in lots.filter(granted__gt=F("reserved") + F("used")):
        step = _step((lot.last_day - today).days, LAPSE_STEPS)
        data: dict[str, object] = {"free": lot.granted - lot.reserved - lot.used}
        yield Event(f"{LAPSES}:{lot.pk}:{step}", LAPSES, lot_ref(lot.pk), data)


def _step(left: int, steps: Sequence[int]) -> int | None:
    """The latest step reached when so many days are left; None before the first, or when it is over."""
    return min((step for step in steps if left <= step), default=None) if left >= 0 else None


def holders_retiring(edition: Edition, today: date) -> Iterator[Event]:
    """Holders at work who come to the age at which their employer is to say whether they retire (CY-Q83, AMC-27)."""
    for permit in retiring(edition, Permit.objects.filter(suspended_since__isnull=True), today):
        yield Event(f"{RETIRING}:{permit.number}", RETIRING, permit_ref(permit.number), {})


def retiring(edition: Edition, among: QuerySet[Permit], today: date) -> list[Permit]:
    """Living permits of the district whose holders are of the age, or soon; the eldest first. By itself nothing lapses.

    A district whose rulebook does not ask for this has none; who has no known birth is not listed.
    """
    found = next((one for one in edition.cautions if one.code == AGE), None)
    if found is None:
        return []
    held = in_state(permits.with_names(among.filter(authority=edition.authority)), today, *LIVING)
    born = held.filter(person__birth__isnull=False).order_by("person__birth", "pk")
    return [one for one in born.iterator(500) if of_age(edition, found, one, today + NEAR)]


def of_age(edition: Edition, caution: Caution, permit: Permit, on: date) -> bool:
    """Whether the holder is of the age on the day."""
    facts: Facts = {"birth_date": permit.person.birth, "sex": permit.person.sex}  # type: ignore[dict-item]
    rules = edition.rule_set(caution.business[0], on)
    return caution.tree is not None and truth_of(caution.tree, rules, facts) is True
