"""Steps of a walk that see to a case: somebody whose move it may be prepares it, more or less, and makes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gongju.access.actor import Actor
from gongju.access.cases import visible_cases
from gongju.actions.allowed_moves import moves_of
from gongju.actions.expedite import expedite
from gongju.actions.hand_in import take_back
from gongju.actions.matter import Matter, matter_of
from gongju.actions.move import move
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.people.models import User
from gongju.rules import procedure as parties
from gongju.rules.procedure import Transition, did_other_part
from tests.walks.causing import CAUSES, instead
from tests.walks.guiding import drawn
from tests.walks.preparing import SLOPPY, prepare
from tests.walks.town import actor
from tests.walks.walk import Walk

AT_RANDOM = 0.1
"""How often the move is any, not the one that leads to what was made least."""


ASKED_FIRST = 0.6
"""How often it is asked first whether the move is allowed, and held against what happens."""


def see_to_a_case(walk: Walk) -> None:
    """Bring an open case one move on, or back: mostly to where something waits that was made least."""
    case = _case(walk)
    if case is None:
        walk.refused["no open case"] += 1
        return
    matter = matter_of(actor=Actor.system(), now=walk.now, case=case)
    chosen = _chosen(walk, matter)
    if chosen is None:
        return
    key, before = (case.authority, case.type, chosen.name), walk.guide.made[case.authority, case.type, chosen.name]
    cause = CAUSES.get(chosen.name)
    if cause is not None:
        cause(walk, case)
    else:
        _prepared_and_moved(walk, case, chosen)
    walk.guide.read()
    moved = walk.guide.made[key] > before
    walk.stuck[case.number] = 0 if moved else walk.stuck[case.number] + 1
    if not moved:
        walk.guide.in_vain(key, walk.answer or "nobody")


def _case(walk: Walk) -> Case | None:
    """An open case, weighed by what its stage leads to and by how often it was seen to in vain."""
    today, known = walk.now.date(), {one.type: one for one in books.procedures()}
    rows = Case.objects.filter(open=True).order_by("pk").values_list("number", "authority", "type", "stage")
    weighed = (
        (number, walk.guide.worth(authority, known[kind], today)[stage] / (1 + walk.stuck[number]))
        for number, authority, kind, stage in rows
    )
    number = drawn(walk.chance, weighed)
    return casework.by_number(number) if number is not None else None


def _chosen(walk: Walk, matter: Matter) -> Transition | None:
    """A move from here: mostly one that was made least, or leads there."""
    leaving = matter.procedure.leaving(matter.case.stage)
    if walk.often(AT_RANDOM):
        chosen: Transition | None = walk.one_of([one for one in leaving if one.who != (parties.SYSTEM,)])
        return chosen
    authority, today = matter.case.authority, walk.now.date()
    weighed = ((one, walk.guide.of_move(authority, matter.procedure, one, today)) for one in leaving)
    best = drawn(walk.chance, weighed)
    return instead(walk, matter, best) if best is not None else None


def _prepared_and_moved(walk: Walk, case: Case, chosen: Transition) -> None:
    who = mover(walk, case, chosen)
    if who is None:
        walk.answer = "nobody"
        walk.refused[f"nobody for {case.type}.{chosen.name}"] += 1
        return
    prepare(walk, who, case, chosen)
    _move(walk, who, case.number, chosen.name)


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
    steps = [(one.name, f"{one.actor_kind}:{one.actor_id}") for one in casework.steps(case)]
    others = [one for one in found if not did_other_part(chosen, f"{one.ref.kind}:{one.ref.id}", steps)]
    found = others if others and walk.often(0.95) else found
    return walk.chance.choice(found) if found else None


def _move(walk: Walk, who: Actor, number: str, name: str) -> None:
    """Make the move; what the system calls allowed must go through, and nothing else may."""
    matter = matter_of(actor=who, now=walk.now, case=casework.by_number(number))
    shown = {one.name: one for one in moves_of(matter)}.get(name) if walk.often(ASKED_FIRST) else None
    allowed = shown is not None and shown.allowed and visible_cases(who).filter(number=number).exists()
    told: dict[str, Any] = {"case_number": number, "transition": name, "seen_stage": matter.case.stage}
    wordy = matter.procedure.transitions[name].needs_reason or walk.often(0.3)
    noted = [one.caution.code for one in matter.cautions] if not walk.often(SLOPPY) else []
    must = allowed and shown is not None and len(noted) >= len(shown.cautions)
    reason = "看过了，理由如上。" if wordy else ""
    moved = walk.do(move, by=who, must=must, reason=reason, acknowledged=noted, **told)
    if moved is not None and shown is not None and not allowed:
        walk.fault(f"{name} was made, though it was not said to be allowed")


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
