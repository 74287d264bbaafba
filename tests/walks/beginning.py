"""Steps of a walk that begin the business a walk has made least, and first bring somebody to where it may begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from gongju.access.actor import Actor
from gongju.actions.confirm_link import confirm_link
from gongju.actions.import_permits import import_permits
from gongju.actions.link import ask_link
from gongju.actions.open_case import open_case
from gongju.actions.release import Leaving, release
from gongju.actions.save_part import save_employer_part
from gongju.casework import books
from gongju.casework.models import Case
from gongju.employers import proposals
from gongju.employers.models import Employer, EmployerAccess, Employment
from gongju.people.models import Person, User
from gongju.permits.models import Permit
from gongju.permits.queries import OUTLIVED
from gongju.permits.state import State, in_state
from gongju.rules.materials import materials_due
from gongju.rules.procedure import AGENT, Procedure
from tests import cast
from tests.walks.arranging import decide_on_quota
from tests.walks.deeds import contract
from tests.walks.guiding import drawn
from tests.walks.town import DISTRICTS, actor, firm, particulars, person
from tests.walks.walk import Walk

MOST_PEOPLE, MOST_FIRMS = 60, 24
SOON = timedelta(days=100)
"""As far ahead the clock is moved for a renewal."""
IN_TIME = timedelta(days=25)
"""So long before the last day a renewal may begin in every district."""


def begin_the_newest(walk: Walk) -> None:
    """Open the business that leads to what was made least, in its district."""
    today = walk.now.date()
    kinds = [
        (
            (edition.authority, one),
            max(walk.guide.worth(edition.authority, one, today)[at] for at in one.opening.firsts),
        )
        for edition in books.districts(today)
        for one in books.procedures()
        if one.type in edition.businesses
    ]
    chosen = drawn(walk.chance, kinds)
    if chosen is not None:
        authority, procedure = chosen
        (_about_a_person if procedure.about_person else _of_an_employer)(walk, authority, procedure)


def _about_a_person(walk: Walk, authority: str, procedure: Procedure) -> None:
    linked = SUBJECTS.get(procedure.type, _holder)(walk, authority)
    if linked is None:
        return
    user = User.objects.filter(person_id=linked.person_id).first()
    by_agent = procedure.started_by(AGENT) and (len(procedure.opening.who) == 1 or walk.often(0.5))
    if procedure.type == "change_of_employer" and walk.often(0.7):
        decide_on_quota(walk, authority, linked.employer_id)
    who = walk.agent_at(linked.employer_id) if by_agent else actor(user.pk) if user else None
    about: dict[str, Any] = {"person_id": linked.person_id} if by_agent else {}
    if who is not None:
        walk.do(open_case, by=who, type=procedure.type, **about)


def _of_an_employer(walk: Walk, authority: str, procedure: Procedure) -> None:
    moving, opening = procedure.type == "change_of_authority", procedure.type == "employer_access"
    found = Employer.objects.order_by("pk")
    opened = _opened(authority)
    if moving:
        found = found.exclude(authority=authority).filter(accesses__state="open").distinct()
    else:
        found = found.filter(authority=authority)
        found = found.exclude(pk__in=opened) if opening else found
    employer = walk.one_of(_standing_in(authority, found) if moving and walk.often(0.9) else found)
    if employer is None and opening and len(walk.town.agents) < MOST_FIRMS:
        walk.town.agents.append(firm(walk.chance, authority, len(walk.town.agents), now=walk.now))
        return
    agent = walk.agent_at(employer.pk) if employer else None
    if agent is not None:
        if moving and walk.often(0.8):
            move_in_particulars(walk, agent, authority)
        walk.do(open_case, by=agent, type=procedure.type, authority=authority)


def _standing_in(authority: str, found: QuerySet[Employer]) -> list[Employer]:
    """Those that are registered in the district already, where there are any: 大兴区 takes no others."""
    there = [one for one in found if proposals.current(one).get("registered_district") == DISTRICTS[authority]]
    return there or list(found)


def move_in_particulars(walk: Walk, agent: Actor, authority: str) -> None:
    """The employer pays its taxes in the district now, as its 单位信息 says."""
    content = particulars(DISTRICTS[authority])["operation"]
    walk.do(save_employer_part, by=agent, part="operation", content=content)


def _opened(authority: str) -> QuerySet[EmployerAccess, int]:
    found = EmployerAccess.objects.filter(authority=authority, state__in=["open", "restricted"])
    return found.values_list("employer_id", flat=True)


def _idle(walk: Walk, authority: str) -> QuerySet[Employment]:
    """Who works in the district at an employer that is open there, and has no open case."""
    busy = Case.objects.filter(open=True, exclusive=True).values("person_id")
    found = Employment.objects.filter(state="confirmed", employer__authority=authority)
    return found.filter(employer_id__in=_opened(authority)).exclude(person_id__in=busy).order_by("pk")


def _holders(walk: Walk, *states: State) -> list[Permit]:
    return list(in_state(Permit.objects.order_by("last_day", "pk"), walk.now.date(), *states))


def _living(walk: Walk) -> set[int]:
    return {one.person_id for one in _holders(walk, *(state for state in State if state not in OUTLIVED))}


def _newcomer(walk: Walk, authority: str) -> Employment | None:
    """Somebody without a permit who works in the district; else somebody is employed there."""
    without = _idle(walk, authority).exclude(person_id__in=_living(walk))
    found: Employment | None = walk.one_of(without)
    return found or _employ(walk, authority, _free(walk, _living(walk)))


def _free(walk: Walk, others: set[int]) -> Actor:
    """Somebody who works nowhere and is none of the others; one more comes to town while it is small."""
    linked = Employment.objects.filter(state="confirmed").values("person_id")
    found = User.objects.filter(pk__in=walk.town.people).exclude(person_id__in=linked).exclude(person_id__in=others)
    user = walk.one_of(found.order_by("pk"))
    if user is None and len(walk.town.people) < MOST_PEOPLE:
        walk.town.people.append(person(walk.chance, len(walk.town.people), now=walk.now))
        return actor(walk.town.people[-1])
    return actor(user.pk) if user else walk.someone()


def _employ(walk: Walk, authority: str, who: Actor) -> Employment | None:
    """Link somebody with an employer that is open in the district."""
    employer = walk.one_of(Employer.objects.filter(authority=authority, pk__in=_opened(authority)).order_by("pk"))
    agent = walk.agent_at(employer.pk) if employer else None
    if employer is None or agent is None:
        return None
    asked = walk.do(ask_link, by=who, link_code=employer.link_code)
    return walk.do(confirm_link, by=agent, employment_id=asked.pk, contract=contract(walk, agent)) if asked else None


def _holder(walk: Walk, authority: str) -> Employment | None:
    """Somebody with a valid permit who works in the district; else one from the former system is brought in."""
    valid = {one.person_id for one in _holders(walk, State.VALID)}
    found: Employment | None = walk.one_of(_idle(walk, authority).filter(person_id__in=valid))
    return found or _bring_in(walk, authority, walk.now.date() + timedelta(days=walk.chance.randint(30, 900)))


def _due(walk: Walk, authority: str) -> Employment | None:
    """Whose permit ends soonest; the clock goes on to when it may be renewed, unless that is far."""
    today, idle = walk.now.date(), {one.person_id: one for one in _idle(walk, authority)}
    first = next((one for one in _holders(walk, State.VALID) if one.person_id in idle), None)
    if first is None or first.last_day - IN_TIME > today + SOON:
        return _bring_in(walk, authority, today + IN_TIME)
    walk.now += max(first.last_day - IN_TIME - today, timedelta(0))
    return idle[first.person_id]


def _bring_in(walk: Walk, authority: str, last: date) -> Employment | None:
    """A permit from the former system, its holder employed, and the papers that are owed uploaded."""
    linked = _newcomer(walk, authority)
    desk = walk.town.officers(authority, "district.accept")
    if linked is None:
        return None
    one, first = linked.person, last.replace(year=last.year - 3, day=min(last.day, 28)) + timedelta(days=1)
    number = f"OLD{walk.chance.randrange(10**6):06d}"
    cells = [number, one.name, one.identity_kind, one.identity_number, linked.employer.uscc, str(first), str(last)]
    table = f"证件编号,姓名,证件类型,证件号码,统一社会信用代码,有效期起,有效期止\n{','.join(cells)}\n"
    walk.do(import_permits, by=walk.chance.choice(desk), content=table.encode(), confirm=True)
    upload_owed(walk, one, authority)
    return linked


def upload_owed(walk: Walk, one: Person, authority: str) -> None:
    """The papers that a holder from the former system owes."""
    user = User.objects.filter(person_id=one.pk).first()
    edition = books.edition_for(authority, walk.now.date())
    for due in materials_due(edition, business="first_issue", facts={}, on=walk.now.date()):
        if user is not None and walk.often(0.98):
            cast.paper(actor(user.pk), due.material.code, due.material.title[:40], now=walk.now)


def _left(walk: Walk, authority: str) -> Employment | None:
    """Whose permit is suspended and who works in the district since; somebody leaves for it where nobody has."""
    suspended = {one.person_id for one in _holders(walk, State.SUSPENDED)}
    found: Employment | None = walk.one_of(_idle(walk, authority).filter(person_id__in=suspended))
    if found is not None:
        return found
    free = User.objects.filter(pk__in=walk.town.people, person_id__in=suspended)
    user = walk.one_of(free.exclude(person__employments__state="confirmed").order_by("pk"))
    return _employ(walk, authority, actor(user.pk)) if user else _leave_for(walk, authority)


def _leave_for(walk: Walk, authority: str) -> Employment | None:
    valid = {one.person_id for one in _holders(walk, State.VALID)}
    busy = Case.objects.filter(open=True, exclusive=True).values("person_id")
    linked = walk.one_of(
        Employment.objects.filter(state="confirmed", person_id__in=valid).exclude(person_id__in=busy).order_by("pk")
    )
    agent, user = (walk.agent_at(linked.employer_id), _login(linked.person_id)) if linked else (None, None)
    if linked is None or agent is None or user is None:
        return None
    told: dict[str, Any] = {"ended_on": walk.now.date(), "reason": "另有安排", "kind": Leaving.LEFT}
    told["document_id"] = cast.proof_of_leaving(agent, now=walk.now)
    left = walk.do(release, by=agent, employment_id=linked.pk, **told)
    return _employ(walk, authority, actor(user.pk)) if left else None


def _login(person_id: int) -> User | None:
    return User.objects.filter(person_id=person_id).first()


SUBJECTS: dict[str, Callable[[Walk, str], Employment | None]] = {
    "first_issue": _newcomer,
    "renewal": _due,
    "change_of_employer": _left,
}
"""Who a business may be about; of the others anybody whose permit is valid."""
