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
            return _about(actor, now, person_id=actor.person_id)
        if actor.kind == AGENT and actor.employer_id is not None:
            return _about(actor, now, employer_id=actor.employer_id)
        if actor.kind == STAFF and case_number:
            case = case_for(actor, case_number)
            employer_id = None if case.person_id else case.employer_id
            subjects = (case_ref(case.number),)
            return _about(actor, now, person_id=case.person_id, employer_id=employer_id, subjects=subjects)
    raise NotFound("可以比对的内容")


def _about(
    actor: Actor,
    now: datetime,
    *,
    person_id: int | None = None,
    employer_id: int | None = None,
    subjects: tuple[SubjectRef, ...] = (),
) -> list[str]:
    """Held first: two who press at once come one after the other, and the second is told so."""
    if person_id is not None:
        person = Person.objects.select_for_update().get(pk=person_id)
        _check_pause(ABOUT_PERSON, person_id, now)
        asked = ask_about_person(person, now=now, anew=True)
    else:
        employer = Employer.objects.select_for_update().get(pk=employer_id or 0)
        _check_pause(EMPLOYER, employer.pk, now)
        asked = ask_about_employer(employer, now=now, anew=True)
    data = {"person": person_id, "employer": employer_id, "asked": asked}
    tell(actor=actor, now=now, action="registry.ask", subjects=subjects, data=data, quietly=True)
    return asked


def _check_pause(about: str, about_id: int, now: datetime) -> None:
    lately = [one for one in queries.current(about, about_id).values() if now - one.asked_at < PAUSE]
    if lately:
        raise Refusal("comparison.too_soon", "刚刚已经比对过，请过一分钟再试。")
