"""Reading employers: found by code, their parts, staff, requests and standing."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gongju.employers.models import Agent, Employer, EmployerAccess, EmployerPart, EmployerTag, Employment, FormerName
from gongju.name_order import by_name

State = Employment.State


def by_link_code(code: str) -> Employer | None:
    """The employer of a 单位关联码, typed in any case and with blanks; None if there is none or it is closed."""
    plain = "".join(code.split()).replace("-", "").upper()
    return Employer.objects.filter(link_code=plain, closed=False).first()


def by_uscc(uscc: str) -> Employer | None:
    """The employer of a unified social credit code."""
    return Employer.objects.filter(uscc="".join(uscc.split()).upper()).first()


def names_of(employer: Employer) -> dict[str, date | None]:
    """The name and those borne formerly, without blanks, each with its last day; None for the one it bears."""
    former = employer.former_names.order_by("until", "pk").values_list("name", "until")
    return {**{"".join(name.split()): until for name, until in former}, "".join(employer.name.split()): None}


def former_names(employer_id: int) -> tuple[FormerName, ...]:
    """The names borne formerly, the latest first: a paper of those days may bear them (AMC-37, CY-Q43a)."""
    return tuple(FormerName.objects.filter(employer_id=employer_id).order_by("-until", "-pk"))


def name_on(employer: Employer, day: date) -> str:
    """The name borne on a day: a paper of that day may bear it (CY-Q43a, AMC-37); on its last day still."""
    former = employer.former_names.filter(until__gte=day).order_by("until", "pk").first()
    return former.name if former is not None else employer.name


def parts(employer_id: int) -> dict[str, EmployerPart]:
    """Every saved part by its name, in one query."""
    return {row.part: row for row in EmployerPart.objects.filter(employer_id=employer_id)}


def access(employer_id: int, authority: str) -> EmployerAccess | None:
    """The employer's standing in a district; None where it never asked."""
    return EmployerAccess.objects.filter(employer_id=employer_id, authority=authority).first()


def accesses(employer_id: int) -> dict[str, EmployerAccess]:
    """The employer's standing in every district that knows one, in one query."""
    return {row.authority: row for row in EmployerAccess.objects.filter(employer_id=employer_id).order_by("pk")}


def is_open(employer_id: int, authority: str) -> bool:
    """Whether the employer may do every business in the district."""
    found = access(employer_id, authority)
    return found is not None and found.state == EmployerAccess.State.OPEN


def tags(employer_id: int, authority: str) -> frozenset[str]:
    """What the authority says of the employer."""
    said = EmployerTag.objects.filter(employer_id=employer_id, authority=authority)
    return frozenset(said.values_list("tag", flat=True))


def agents(employer_id: int) -> QuerySet[Agent]:
    """The handlers filed by an employer, active ones in front."""
    return Agent.objects.filter(employer_id=employer_id).select_related("user").order_by("-active", "pk")


def agency_of(user_id: int) -> Agent | None:
    """The filing under which a login acts now; None where it stands for no employer."""
    return Agent.objects.filter(user_id=user_id, active=True).select_related("employer").first()


def with_names(employments: QuerySet[Employment]) -> QuerySet[Employment]:
    """The employments with whoever a list names."""
    return employments.select_related("person", "employer")


def staff(employer_id: int) -> QuerySet[Employment]:
    """员工列表: confirmed employments by name."""
    confirmed = Employment.objects.filter(employer_id=employer_id, state=State.CONFIRMED)
    return with_names(confirmed).order_by(by_name("person__name"), "pk")


def waiting(employer_id: int) -> QuerySet[Employment]:
    """待确认单位关联列表, oldest first."""
    asked = Employment.objects.filter(employer_id=employer_id, state=State.REQUESTED)
    return with_names(asked).order_by("requested_at", "pk")


def contracts_ending(employer_id: int, *, first: date, last: date) -> QuerySet[Employment]:
    """Confirmed staff whose contract ends between two days, both included."""
    return staff(employer_id).filter(contract_to__range=(first, last)).order_by("contract_to", "pk")


def contracts_ended(authority: str, *, before: date) -> QuerySet[Employment]:
    """Confirmed employments at employers of a district whose stated contract ended before a day, the oldest first."""
    found = Employment.objects.filter(employer__authority=authority, state=State.CONFIRMED, contract_to__lt=before)
    return with_names(found).order_by("contract_to", "pk")


def confirmed(person_id: int) -> Employment | None:
    """The employment that counts for a person; None without one."""
    return with_names(Employment.objects.filter(person_id=person_id, state=State.CONFIRMED)).first()


def last_left(person_id: int) -> Employment | None:
    """The employment that ended last, by the day of leaving; None where none did."""
    ended = Employment.objects.filter(person_id=person_id, state=State.ENDED)
    return with_names(ended).order_by("-ended_on", "-pk").first()


def of_person(person_id: int) -> QuerySet[Employment]:
    """Every employment of a person, newest first."""
    return with_names(Employment.objects.filter(person_id=person_id)).order_by("-requested_at", "-pk")


def named(text: str) -> QuerySet[Employer]:
    """Employers whose name, former name or code contains a text."""
    found = Q(name__icontains=text) | Q(uscc__icontains=text) | Q(former_names__name__icontains=text)
    return Employer.objects.filter(found).distinct().order_by(by_name("name"), "pk")
