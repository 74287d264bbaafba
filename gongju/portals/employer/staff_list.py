"""员工列表: linked staff with contract, permit and open case; searched, filtered and sorted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from gongju.access.actor import Actor
from gongju.access.cases import visible_cases
from gongju.casework import books
from gongju.employers import queries
from gongju.employers.models import Employer, Employment
from gongju.identity import resident
from gongju.name_order import by_name
from gongju.permits.models import Permit
from gongju.permits.queries import OUTLIVED, with_names
from gongju.permits.state import State, in_state, with_state
from gongju.permits.window import RENEWAL, opens_on
from gongju.portals.shared.pages import words_in
from gongju.rules.edition import Edition
from gongju.rules.terms import TermDate

PAGE = 30
SOON_DAYS = 60
VALID, ENDING, SUSPENDED, NONE, UNDER_WAY, CONTRACT = "valid", "ending", "suspended", "none", "case", "contract"
STANDINGS = {
    VALID: "持证有效",
    ENDING: f"证件 {SOON_DAYS} 天内到期",
    SUSPENDED: "证件挂起",
    NONE: "没有持证",
    UNDER_WAY: "有在办业务",
    CONTRACT: f"合同 {SOON_DAYS} 天内到期",
}
BY_NAME, BY_CONTRACT, BY_PERMIT = "name", "contract", "permit"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFilters:
    """What the reader asked for, as it stands in the address."""

    words: str = ""
    standing: str = ""
    sort: str = BY_NAME

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "StaffFilters":
        """Read from the address; unknown standings and orders are dropped."""
        standing, sort = given.get("permit", ""), given.get("sort", "")
        known = sort.removeprefix("-") in (BY_NAME, BY_CONTRACT, BY_PERMIT)
        return cls(
            words=words_in(given),
            standing=standing if standing in STANDINGS else "",
            sort=sort if known else BY_NAME,
        )


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One employee; `permit` carries its `state`; `open_case` is (number, words) of the case under way.

    `renewal_opens`: from when the employer may hand a renewal in, where there is a valid permit and the rulebook says.
    """

    employment: Employment
    permit: Permit | None
    permit_ends_soon: bool
    contract_ends_soon: bool
    open_case: tuple[str, str] | None
    renewal_opens: TermDate | None


@dataclass(frozen=True, slots=True)
class StaffCounts:
    """Linked staff, those who hold a permit, and those whose permit ends soon."""

    linked: int
    holding: int
    ending: int


def held_permits(employer_id: int, on: date) -> QuerySet[Permit]:
    """The permits that linked staff hold, whoever they were issued at, with their state; over ones left out."""
    return with_state(_in(employer_id, on, *(state for state in State if state not in OUTLIVED)), on)


def ending_soon(employer_id: int, on: date) -> QuerySet[Permit]:
    """Those of them that end within 60 days, the first in front."""
    return held_permits(employer_id, on).filter(_soon(on))


def _in(employer_id: int, on: date, *states: State) -> QuerySet[Permit]:
    linked = queries.staff(employer_id).order_by().values("person_id")
    found = with_names(Permit.objects.filter(person_id__in=linked))
    return in_state(found, on, *states).order_by("last_day", "pk")


def staff_found(actor: Actor, employer_id: int, on: date, filters: StaffFilters) -> QuerySet[Employment]:
    """The staff that fit, in the order asked for."""
    found = _named(queries.staff(employer_id), filters.words, on)
    if filters.standing:
        found = found.filter(_standing(actor, employer_id, on, filters.standing))
    return _sorted(found, employer_id, on, filters.sort)


def _named(found: QuerySet[Employment], words: str, on: date) -> QuerySet[Employment]:
    """By a part of the name, or by exactly the whole identity number."""
    if not words:
        return found
    named, reading = Q(person__name__icontains=words), resident(words, on=on)
    return found.filter(named | Q(person__identity_digest__of=reading.value) if reading.good else named)


def _standing(actor: Actor, employer_id: int, on: date, standing: str) -> Q:
    held = held_permits(employer_id, on)
    if standing == CONTRACT:
        return Q(contract_to__range=_days_ahead(on))
    if standing == UNDER_WAY:
        return Q(person_id__in=visible_cases(actor).filter(open=True).order_by().values("person_id"))
    if standing == NONE:
        return ~Q(person_id__in=held.values("person_id"))
    chosen = {
        VALID: lambda: _in(employer_id, on, State.VALID),
        SUSPENDED: lambda: _in(employer_id, on, State.SUSPENDED),
        ENDING: lambda: held.filter(_soon(on)),
    }[standing]()
    return Q(person_id__in=chosen.values("person_id"))


def _sorted(found: QuerySet[Employment], employer_id: int, on: date, sort: str) -> QuerySet[Employment]:
    """What has no such day stands last, whichever way the list is turned."""
    descending, key = sort.startswith("-"), sort.removeprefix("-")
    names = by_name("person__name", descending=descending and key == BY_NAME)
    if key == BY_NAME:
        return found.order_by(names, "pk")
    if key == BY_PERMIT:
        theirs = held_permits(employer_id, on).filter(person_id=OuterRef("person_id"))
        found = found.annotate(permit_to=Subquery(theirs.values("last_day")[:1]))
    day = F("permit_to" if key == BY_PERMIT else "contract_to")
    return found.order_by(day.desc(nulls_last=True) if descending else day.asc(nulls_last=True), names, "pk")


def staff_page(found: QuerySet[Employment], number: str | None) -> "Page[Employment]":
    """One page of the list."""
    return Paginator(found, PAGE).get_page(number)


def rows_of(actor: Actor, staff: Iterable[Employment], employer: Employer, on: date) -> list[StaffRow]:
    """The rows, with two queries for all of them."""
    listed = list(staff)
    people = [one.person_id for one in listed]
    permits = {one.person_id: one for one in held_permits(employer.pk, on).filter(person_id__in=people)}
    cases = _open_cases(actor, people)
    edition = books.edition_for(employer.authority, on)
    return [_row(one, permits.get(one.person_id), cases.get(one.person_id), edition, on) for one in listed]


def _row(one: Employment, permit: Permit | None, case: tuple[str, str] | None, edition: Edition, on: date) -> StaffRow:
    return StaffRow(
        one,
        permit,
        permit is not None and _is_soon(permit.last_day, on),
        _is_soon(one.contract_to, on),
        case,
        opens_on(permit, RENEWAL, edition, on),
    )


def counts(employer_id: int, on: date) -> StaffCounts:
    """How many there are, over all pages."""
    held = held_permits(employer_id, on)
    return StaffCounts(queries.staff(employer_id).count(), held.count(), held.filter(_soon(on)).count())


def _open_cases(actor: Actor, people: list[int]) -> Mapping[int | None, tuple[str, str]]:
    found = visible_cases(actor).filter(person_id__in=people, open=True).order_by("opened_at")
    procedures = {case.pk: books.procedure_by_digest(case.procedure.digest) for case in found}
    return {
        case.person_id: (case.number, f"{procedures[case.pk].title}：{procedures[case.pk].stage(case.stage).title}")
        for case in found
    }


def _days_ahead(on: date) -> tuple[date, date]:
    return on, on + timedelta(days=SOON_DAYS)


def _soon(on: date) -> Q:
    return Q(last_day__range=_days_ahead(on))


def _is_soon(last: date | None, on: date) -> bool:
    return last is not None and on <= last <= on + timedelta(days=SOON_DAYS)
