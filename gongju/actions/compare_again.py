"""Ask other offices once more: by the person, the employer's agent, or an officer with the case (CY-Q88a)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from gongju.access.actor import AGENT, PERSON, STAFF, Actor
from gongju.access.cases import case_for
from gongju.actions.asking_offices import ask_about_employer, ask_about_person
from gongju.actions.telling import case_ref, tell
from gongju.employers.models import Employer
from gongju.errors import NotFound, Refusal
from gongju.journal.refs import SubjectRef
from gongju.people.models import Person
from gongju.registries import queries
from gongju.registries.office import EMPLOYER
from gongju.registries.office import PERSON as ABOUT_PERSON

PAUSE = timedelta(minutes=1)


def compare_again(*, actor: Actor, now: datetime, case_number: str = "") -> list[str]:
    """Ask about oneself, one's own employer, or (staff) the parties of a case; the offices that are asked.

    What is still being asked is not asked twice. Refusal `comparison.too_soon` within a minute of the last answer.
    """
    with transaction.atomic():
        if actor.kind == PERSON and actor.person_id is not None:
            return _about(actor, now, person=Person.objects.get(pk=actor.person_id))
        if actor.kind == AGENT and actor.employer_id is not None:
            return _about(actor, now, employer=Employer.objects.get(pk=actor.employer_id))
        if actor.kind == STAFF and case_number:
            case = case_for(actor, case_number)
            person, employer = case.person, None if case.person else case.employer
            return _about(actor, now, person=person, employer=employer, subjects=(case_ref(case.number),))
    raise NotFound("可以比对的内容")


def _about(
    actor: Actor,
    now: datetime,
    *,
    person: Person | None = None,
    employer: Employer | None = None,
    subjects: tuple[SubjectRef, ...] = (),
) -> list[str]:
    _check_pause(ABOUT_PERSON if person else EMPLOYER, person.pk if person else employer.pk if employer else 0, now)
    asked = ask_about_person(person, now=now, anew=True) if person else []
    asked += ask_about_employer(employer, now=now, anew=True) if employer else []
    data = {"person": person.pk if person else None, "employer": employer.pk if employer else None, "asked": asked}
    tell(actor=actor, now=now, action="registry.ask", subjects=subjects, data=data, quietly=True)
    return asked


def _check_pause(about: str, about_id: int, now: datetime) -> None:
    lately = [one for one in queries.current(about, about_id).values() if now - one.asked_at < PAUSE]
    if lately:
        raise Refusal("comparison.too_soon", "刚刚已经比对过，请过一分钟再试。")
