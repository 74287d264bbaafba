"""Who of an employer's staff could use a place: the self-check of a first issue for each, writing nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from gongju.actions import judge
from gongju.actions.comparisons import kept_of, standings, told
from gongju.casework import books
from gongju.casework.models import Case
from gongju.employers import profile
from gongju.employers.models import Employer, Employment
from gongju.people.models import Person
from gongju.permits.models import Permit
from gongju.permits.state import State, in_state
from gongju.quota.facts import TOLD
from gongju.rules.entries import NO_PLACE
from gongju.rules.verdict import CriterionResult, Outcome, assess

HOLDING = (State.NOT_YET, State.VALID, State.SUSPENDED, State.FROZEN, State.RENEWING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suitability:
    """One of the staff by the rules as they stand today; what hangs on the employer alone is left out.

    `holds`: has a permit that is not over. `busy`: has an open case of their own. `number`: that case's, where it is
    this employer's; of another employer's business no more is told than that there is one.
    """

    person: Person
    employed: bool
    holds: bool
    busy: bool
    number: str
    outcome: Outcome
    unmet: tuple[CriterionResult, ...]
    not_known: tuple[CriterionResult, ...]

    @property
    def nearly(self) -> bool:
        """Whether nothing is unmet and something is still unknown, or one thing alone is unmet."""
        return self.outcome == Outcome.NOT_KNOWN or (self.outcome == Outcome.UNMET and len(self.unmet) == 1)

    @property
    def fits(self) -> bool:
        """Whether a first issue could be handed in as far as is known: met, or for an officer to judge."""
        return self.outcome in (Outcome.MET, Outcome.TO_BE_JUDGED)


def business_with_places(authority: str, now: datetime) -> str:
    """The business that takes places in the district; "" where none does."""
    edition = books.edition_for(authority, localdate(now))
    return next((one.name for one in edition.businesses.values() if one.quota != NO_PLACE), "")


def suitability_of(employer: Employer, people: Iterable[Person], *, now: datetime) -> tuple[Suitability, ...]:
    """Each person in the order given; a bounded number of queries each (DX-010, CY-Q13a)."""
    people = list(people)
    keys = [person.pk for person in people]
    business = business_with_places(employer.authority, now)
    employed = set(
        Employment.objects.filter(employer=employer, person_id__in=keys, state=Employment.State.CONFIRMED).values_list(
            "person_id", flat=True
        )
    )
    permits = Permit.objects.filter(person_id__in=keys)
    holding = set(in_state(permits, localdate(now), *HOLDING).values_list("person_id", flat=True))
    busy = {case.person_id: case for case in Case.objects.filter(person_id__in=keys, open=True)}
    return tuple(
        _one(employer, person, business, now, person.pk in employed, person.pk in holding, busy.get(person.pk))
        for person in people
    )


def _one(  # noqa: PLR0917  (private, read once)
    employer: Employer, person: Person, business: str, now: datetime, employed: bool, holds: bool, busy: Case | None
) -> Suitability:
    on = localdate(now)
    edition = books.edition_for(employer.authority, on)
    draft = Case(type=business, authority=employer.authority, person=person, employer=employer)
    offices = told(standings(draft, edition, kept_of(draft)), uscc=employer.uscc, on=on)
    known = judge.held(judge.known_facts(draft, edition, on, offices))
    found = [one for one in assess(edition, business, on, known).criteria if not _of_employer(one)]
    unmet = tuple(one for one in found if one.outcome == Outcome.UNMET and one.kind != "pathway")
    ways = [one for one in found if one.kind == "pathway"]
    if ways and all(one.outcome == Outcome.UNMET for one in ways):
        unmet = (*unmet, ways[0])
    return Suitability(
        person=person,
        employed=employed,
        holds=holds,
        busy=busy is not None,
        number=busy.number if busy is not None and busy.employer_id == employer.pk else "",
        outcome=_worst(found),
        unmet=unmet,
        not_known=tuple(one for one in found if one.outcome == Outcome.NOT_KNOWN and one.kind != "pathway"),
    )


def _of_employer(one: CriterionResult) -> bool:
    """Whether a criterion looks at nothing but the employer: its particulars, its standing, its quota."""
    told = TOLD | {"employer_standing"} | set(profile.form().fact_names)
    return bool(one.seen) and {each.name for each in one.seen} <= told


LEVELS = (Outcome.UNMET, Outcome.NOT_KNOWN, Outcome.TO_BE_JUDGED, Outcome.MET)


def _worst(found: Iterable[CriterionResult]) -> Outcome:
    """Of all conditions and exclusions, and the best pathway."""
    found = list(found)
    ways = [LEVELS.index(one.outcome) for one in found if one.kind == "pathway"]
    rest = [LEVELS.index(one.outcome) for one in found if one.kind != "pathway"]
    return LEVELS[min([*rest, *([max(ways)] if ways else [])], default=LEVELS.index(Outcome.MET))]
