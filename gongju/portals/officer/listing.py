"""Lists of cases as an officer reads them: filtered by stage, business, standing and words, pressing ones first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from gongju.access.actor import Actor
from gongju.casework import books
from gongju.casework.models import Case
from gongju.casework.queries import DUE, OVERDUE, PAUSED, UNTIMED, standing, with_names, work_list
from gongju.portals.officer.frame import at, business_titles, stage_titles
from gongju.portals.shared.pages import words_in
from gongju.rules.calendar import WorkCalendar

PAGE = 30
NEAR = 5
"""Working days left from which a due date is drawn as pressing."""
FREE, OWN = "free", "mine"
HOLDERS = {OWN: "由我经办", FREE: "还没有人认领"}
STANDINGS = {OVERDUE: "已超期", DUE: "计时中", PAUSED: "已暂停", UNTIMED: "未计时"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the reader asked for, as it stands in the address."""

    words: str = ""
    business: str = ""
    stage: str = ""
    standing: str = ""
    holder: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Filters":
        """Read from the address; unknown standings and holders are dropped."""
        asked, holder = given.get("standing", ""), given.get("holder", "")
        return cls(
            words=words_in(given),
            business=given.get("business", ""),
            stage=given.get("stage", ""),
            standing=asked if asked in STANDINGS else "",
            holder=holder if holder in HOLDERS else "",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list; `tone` and `left` say how its time stands."""

    case: Case
    business: str
    stage: str
    tone: str
    left: str


def filtered(cases: QuerySet[Case], filters: Filters, on: date, actor: Actor) -> QuerySet[Case]:
    """The open cases that fit, pressing ones first."""
    found = named(work_list(cases, on), filters)
    if filters.stage:
        found = at(found, [place for place, title in stage_titles().items() if title == filters.stage])
    if filters.holder:
        found = found.filter(assigned_to=actor.user_id if filters.holder == OWN else None)
    return found.filter(**{"standing": filters.standing}) if filters.standing else found


def ended(cases: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    """The ended cases that fit, the last decided in front."""
    return named(with_names(cases.filter(open=False)).order_by("-decided_at", "-pk"), filters)


def named(cases: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    """Those of the business, with the words in number, name or employer."""
    if filters.words:
        words = filters.words
        number = Q(number__icontains=words.upper())
        cases = cases.filter(number | Q(person__name__icontains=words) | Q(employer__name__icontains=words))
    return cases.filter(type=filters.business) if filters.business else cases


def page_of(cases: QuerySet[Case], number: str | None) -> "Page[Case]":
    """One page of a list."""
    return Paginator(cases, PAGE).get_page(number)


def rows_of(cases: "Page[Case]", on: date) -> list[Row]:
    """The cases of a page with their words."""
    stages, businesses, calendar = stage_titles(), business_titles(), books.work_calendar()
    return [
        Row(
            case,
            businesses.get(case.type, case.type),
            stages.get((case.type, case.stage), case.stage),
            *time_left(case, on, calendar),
        )
        for case in cases
    ]


NO_CLOCK = "未计时"


def time_left(case: Case, on: date, calendar: WorkCalendar) -> tuple[str, str]:
    """Tone and words of how much time a case has left on a day."""
    stands = standing(case, on)
    if stands == OVERDUE:
        return "bad", "已超期"
    if stands == PAUSED:
        return "wait", "已暂停，等待补正"
    if stands == UNTIMED or case.due_on is None:
        return "wait", "办结" if not case.open else NO_CLOCK
    days = calendar.working_days_between(on, case.due_on).days
    words = "今天到期" if case.due_on == on else f"还剩 {days} 个工作日"
    return ("warn" if days <= NEAR else "info"), words + ("（暂定）" if case.due_provisional else "")
