"""员工列表: linked staff with contract, permit and open case; searched by name, filtered by how the permit stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from gongju.access.actor import Actor
from gongju.access.cases import visible_cases
from gongju.casework import books
from gongju.employers import queries
from gongju.employers.models import Employment
from gongju.permits.models import Permit
from gongju.permits.queries import OUTLIVED, with_names
from gongju.permits.state import State, in_state, with_state

PAGE = 30
SOON_DAYS = 60
ENDING, SUSPENDED, NONE = "ending", "suspended", "none"
STANDINGS = {ENDING: f"{SOON_DAYS} 天内到期", SUSPENDED: "挂起", NONE: "没有持证"}


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One employee; `permit` carries its `state`; `open_case` is (number, words) of the case under way."""

    employment: Employment
    permit: Permit | None
    contract_ends_soon: bool
    open_case: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class StaffCounts:
    """Linked staff, those who hold a permit, and those whose permit ends soon."""

    linked: int
    holding: int
    ending: int


def held_permits(employer_id: int, on: date) -> QuerySet[Permit]:
    """The permits at the employer that are not over, with their state."""
    return with_state(_in(employer_id, on, *(state for state in State if state not in OUTLIVED)), on)


def _in(employer_id: int, on: date, *states: State) -> QuerySet[Permit]:
    found = with_names(Permit.objects.filter(employer_id=employer_id))
    return in_state(found, on, *states).order_by("last_day", "pk")


def staff_page(employer_id: int, on: date, *, words: str, standing: str, number: str | None) -> "Page[Employment]":
    """One page of the list."""
    found = queries.staff(employer_id, search=words)
    held = held_permits(employer_id, on)
    if standing == NONE:
        found = found.exclude(person_id__in=held.values("person_id"))
    elif standing in STANDINGS:
        chosen = held.filter(_soon(on)) if standing == ENDING else _in(employer_id, on, State.SUSPENDED)
        found = found.filter(person_id__in=chosen.values("person_id"))
    return Paginator(found, PAGE).get_page(number)


def rows_of(actor: Actor, staff: "Page[Employment]", employer_id: int, on: date) -> list[StaffRow]:
    """The page's rows, with two queries for all of them."""
    people = [one.person_id for one in staff]
    permits = {one.person_id: one for one in held_permits(employer_id, on).filter(person_id__in=people)}
    cases = _open_cases(actor, people)
    return [
        StaffRow(one, permits.get(one.person_id), _ends_soon(one.contract_to, on), cases.get(one.person_id))
        for one in staff
    ]


def counts(employer_id: int, on: date) -> StaffCounts:
    """How many there are, over all pages."""
    staff = queries.staff(employer_id)
    held = held_permits(employer_id, on).filter(person_id__in=staff.values("person_id"))
    return StaffCounts(staff.count(), held.count(), held.filter(_soon(on)).count())


def _open_cases(actor: Actor, people: list[int]) -> Mapping[int | None, tuple[str, str]]:
    found = visible_cases(actor).filter(person_id__in=people, open=True).order_by("opened_at")
    procedures = {case.pk: books.procedure_by_digest(case.procedure.digest) for case in found}
    return {
        case.person_id: (case.number, f"{procedures[case.pk].title}：{procedures[case.pk].stage(case.stage).title}")
        for case in found
    }


def _soon(on: date) -> Q:
    return Q(last_day__range=(on, on + timedelta(days=SOON_DAYS)))


def _ends_soon(last: date | None, on: date) -> bool:
    return last is not None and last <= on + timedelta(days=SOON_DAYS)
