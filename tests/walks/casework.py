"""Steps of a walk that see to a case: somebody whose move it may be prepares it, more or less, and makes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gongju.access.actor import Actor
from gongju.access.cases import visible_cases
from gongju.actions.allowed_moves import Move, moves_of
from gongju.actions.expedite import expedite
from gongju.actions.hand_in import take_back
from gongju.actions.matter import Matter, matter_of
from gongju.actions.move import move
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.people.models import User
from gongju.rules import procedure as parties
from gongju.rules.procedure import Transition
from tests.walks.preparing import SLOPPY, prepare
from tests.walks.town import actor
from tests.walks.walk import Walk

LOOKED_AT = 3
"""Of how many cases the one is seen to that was in vain least often."""
PATIENCE = 4
"""How often a case is tried in vain before it is brought back or ended more likely."""


def see_to_a_case(walk: Walk) -> None:
    """Bring one open case one move on, or back."""
    found = Case.objects.filter(open=True).order_by("pk")
    drawn = [walk.one_of(found) for _ in range(LOOKED_AT)]
    if drawn[0] is None:
        walk.refused["no open case"] += 1
        return
    case = casework.by_number(min(drawn, key=lambda one: walk.stuck[one.number]).number)
    matter = matter_of(actor=Actor.system(), now=walk.now, case=case)
    chosen = _chosen(walk, matter)
    who = mover(walk, case, chosen) if chosen else None
    if chosen is None or who is None:
        walk.refused[f"nobody for {case.type}.{chosen.name if chosen else case.stage}"] += 1
        return
    prepare(walk, who, case, chosen)
    moved = _move(walk, who, case.number, chosen.name)
    walk.stuck[case.number] = 0 if moved else walk.stuck[case.number] + 1


def _chosen(walk: Walk, matter: Matter) -> Transition | None:
    """A move from here: mostly one that brings the case on."""
    leaving = [one for one in matter.procedure.leaving(matter.case.stage) if one.who != (parties.SYSTEM,)]
    onward = [one for one in leaving if not one.needs_reason and "give_place_back" not in one.effects]
    onward = [one for one in onward if one.name != "withdraw" and "faults_named" not in one.guards]
    on = 0.86 if walk.stuck[matter.case.number] < PATIENCE else 0.5
    chosen: Transition | None = walk.one_of(onward if onward and walk.often(on) else leaving)
    return chosen


def mover(walk: Walk, case: Case, chosen: Transition) -> Actor | None:
    """One of those to whom the move belongs; None where there is nobody."""
    party = walk.chance.choice([one for one in chosen.who if one != parties.SYSTEM])
    if party == parties.APPLICANT:
        user = User.objects.filter(person_id=case.person_id or 0).first()
        return actor(user.pk) if user else None
    if party == parties.AGENT:
        return actor(case.asked_by_id) if case.asked_by_id else walk.agent_at(case.employer_id)
    level = party.partition(".")[0]
    office = "beijing" if level == "city" else case.authority
    found: list[Actor] = walk.town.officers(office, party)
    if level == "territorial":
        found = [one for one in found if one.office_id == case.territorial_office_id]
    return walk.chance.choice(found) if found else None


def _move(walk: Walk, who: Actor, number: str, name: str) -> bool:
    """Make the move; what the system calls allowed must go through, and nothing else may."""
    matter = matter_of(actor=who, now=walk.now, case=casework.by_number(number))
    shown = {one.name: one for one in moves_of(matter)}.get(name)
    reached = visible_cases(who).filter(number=number).exists()
    allowed = reached and shown is not None and shown.allowed
    told: dict[str, Any] = {"case_number": number, "transition": name, "seen_stage": matter.case.stage}
    reason = "看过了，理由如上。" if shown is None or shown.needs_reason or walk.often(0.3) else ""
    noted = _noted(shown) if not walk.often(SLOPPY) else ()
    must = allowed and len(noted) == len(_noted(shown))
    moved = walk.do(move, by=who, must=must, reason=reason, acknowledged=noted, **told)
    if moved is not None and not allowed:
        walk.fault(f"{name} was made, though it was not said to be allowed")
    return moved is not None


def _noted(shown: Move | None) -> tuple[str, ...]:
    return tuple(one.caution.code for one in shown.cautions) if shown else ()


def hurry(walk: Walk) -> None:
    """A person asks for a case to be expedited, or takes a paper out."""
    case = walk.one_of(Case.objects.filter(open=True, person__isnull=False).order_by("pk"))
    user = User.objects.filter(person_id=case.person_id).first() if case else None
    if user is None:
        return
    who, needed = actor(user.pk), walk.now.date() + timedelta(days=walk.chance.randint(-1, 40))
    if walk.often(0.5):
        walk.do(expedite, by=who, case_number=case.number, needed_by=needed, ground="孩子入学报名")
        return
    paper = walk.one_of(casework.handed_in(case))
    if paper is not None:
        walk.do(take_back, by=who, case_number=case.number, handed_in_id=paper.pk)
