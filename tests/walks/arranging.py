"""What a step of a walk arranges with others before a move: appointments, places, rounds, names, an office."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from gongju.access.actor import Actor
from gongju.actions.allot import allot
from gongju.actions.book import book
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.matter import Matter, matter_of
from gongju.actions.name_applicants import name_applicants
from gongju.actions.open_slots import Hours, open_slots
from gongju.actions.propose_particulars import propose_particulars, proposes
from gongju.actions.set_round import set_round
from gongju.appointments import queries as appointments
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employer, Employment
from gongju.people.models import Office
from gongju.quota import queries as quota
from gongju.quota import rounds
from tests.walks.town import DISTRICTS, TOWN_CODES
from tests.walks.walk import Walk

NEAR = timedelta(days=60)
"""As far ahead the clock is moved for a round."""


def matter_for(walk: Walk, who: Actor, case: Case) -> Matter:
    return matter_of(actor=who, now=walk.now, case=casework.by_number(case.number))


def come(walk: Walk, who: Actor, case: Case) -> None:
    """Book where an appointment is asked for and none is held; then wait for its day."""
    held, agent = appointments.held_by(case), walk.agent_at(case.employer_id)
    matter = matter_for(walk, who, case)
    business = matter.edition.businesses.get(case.type)
    if agent is None or business is None or not business.appointment:
        return
    if held is None or held.round != case.round:
        open_hours(walk, case.authority)
        free = appointments.ahead(case.authority, walk.now, walk.now.date() + timedelta(days=20))
        slot = walk.one_of(free.order_by("day", "starts")[:6])
        held = walk.do(book, by=agent, case_number=case.number, slot_id=slot.pk) if slot else None
    if held is not None and held.slot.day > walk.now.date() and walk.often(0.8):
        walk.now += timedelta(days=(held.slot.day - walk.now.date()).days)


def open_hours(walk: Walk, authority: str) -> None:
    """The office opens a fortnight."""
    desk = walk.town.officers(authority, "district.accept")
    first = walk.now.date() + timedelta(days=walk.chance.randint(0, 2))
    hours = [Hours(time(9), time(11)), Hours(time(13), time(17))]
    told: dict[str, Any] = {"first_day": first, "last_day": first + timedelta(days=13), "hours": hours}
    walk.do(open_slots, by=walk.chance.choice(desk), capacity=walk.chance.randint(1, 3), **told)


def grant(walk: Walk, who: Actor, case: Case) -> None:
    """The office grants a place where none is free."""
    today, desk = walk.now.date(), walk.town.officers(case.authority, "district.quota")
    free = quota.open_lots(case.employer_id or 0, case.authority, today).exists()
    if not free and desk and walk.often(0.8):
        days: dict[str, Any] = {"first_day": today, "last_day": today + timedelta(days=walk.chance.choice([0, 10, 90]))}
        walk.do(allot, by=walk.chance.choice(desk), employer_id=case.employer_id, count=1, **days)


def decide_on_quota(walk: Walk, authority: str, employer_id: int | None) -> None:
    """Where a decision on places comes before other business, the district grants some."""
    today, desk = walk.now.date(), walk.town.officers(authority, "district.quota")
    days: dict[str, Any] = {"first_day": today, "last_day": today + timedelta(days=90)}
    if "quota_request" in books.edition_for(authority, today).businesses:
        walk.do(allot, by=walk.chance.choice(desk), employer_id=employer_id, count=2, **days)


def choose_office(walk: Walk, who: Actor, case: Case) -> None:
    """Where an employer of a district with such offices stands."""
    employer = Employer.objects.get(pk=case.employer_id or 0)
    if case.authority != "daxing" or (employer.territorial_office and walk.often(0.95)):
        return
    office = walk.one_of(Office.objects.filter(code__in=TOWN_CODES).order_by("pk"))
    walk.do(choose_territorial_office, by=who, office_id=office.pk)


def give_notice(walk: Walk, who: Actor, case: Case) -> None:
    """Where the office names the days each time, they begin today; else the clock goes on to the next, if near."""
    today, edition = walk.now.date(), matter_for(walk, who, case).edition
    if not edition.rounds or rounds.open_round(edition, today) is not None:
        return
    next_one = rounds.standings(edition, today)[0]
    if next_one.entry.opens is None and next_one.opens is None:
        days: dict[str, Any] = {"opens": today, "closes": today + timedelta(days=20)}
        officer = walk.chance.choice(walk.town.officers(case.authority, "district.quota"))
        walk.do(set_round, by=officer, code=next_one.entry.code, day=today, total=None, further=True, **days)
    elif next_one.opens is not None and today < next_one.opens <= today + NEAR:
        walk.now += next_one.opens - today


def name(walk: Walk, who: Actor, case: Case) -> None:
    if not any(one.named for one in books.edition_for(case.authority, walk.now.date()).rounds):
        return
    staff = Employment.objects.filter(employer_id=who.employer_id or 0, state="confirmed")
    chosen = [key for key in staff.order_by("pk").values_list("person_id", flat=True) if walk.often(0.6)]
    walk.do(name_applicants, by=who, case_number=case.number, person_ids=chosen)


def propose(walk: Walk, who: Actor, case: Case) -> None:
    number = walk.chance.randrange(1000)
    content = walk.chance.choice(
        [
            {"name": f"北京新名第{number}有限公司"},
            {"legal_representative": f"法人{number}"},
            {"registered_address": f"北京市某路 {number} 号"},
            {"registered_capital": str(number)},
            {"registered_district": walk.chance.choice([*DISTRICTS.values()])},
        ]
    )
    if proposes(matter_for(walk, who, case).procedure):
        walk.do(propose_particulars, by=who, case_number=case.number, content=content)
