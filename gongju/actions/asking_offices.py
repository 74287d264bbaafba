"""Asking other offices about a person or an employer: the question is written with the verb's own transaction.

Nothing goes out from here: the worker asks (`take_answer`). What was asked and is fresh, or is still being asked, is
not asked again unless what is stated has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.conf import settings
from django.utils.timezone import localdate

from gongju.employers import profile as employer_profile
from gongju.employers import queries as employers
from gongju.employers.models import Employer, Employment
from gongju.forms.checking import Row, check
from gongju.forms.spec import FormSpec
from gongju.outbox import records as outbox
from gongju.outbox.kinds import COMPARE
from gongju.people import profile
from gongju.people import queries as people
from gongju.people.models import Person
from gongju.registries import queries, records
from gongju.registries.models import Comparison
from gongju.registries.office import EMPLOYER, PERSON, Office, Stated


def ask_about_person(person: Person, *, now: datetime, part: str = "", anew: bool = False) -> list[str]:
    """Ask the offices that know persons; their codes. `part`: only those that look at this part of the profile.

    `anew`: also what was answered already. Needs a transaction.
    """
    offices = _those_for(PERSON, part)
    if not offices:
        return []
    held = Person.objects.select_for_update().get(pk=person.pk)  # two who ask at once ask one after the other
    return _ask(PERSON, held.pk, offices, stated_of_person(held, localdate(now)), now=now, anew=anew)


def ask_about_employer(employer: Employer, *, now: datetime, part: str = "", anew: bool = False) -> list[str]:
    """The same about an employer."""
    offices = _those_for(EMPLOYER, part)
    if not offices:
        return []
    held = Employer.objects.select_for_update().get(pk=employer.pk)
    return _ask(EMPLOYER, held.pk, offices, stated_of_employer(held, localdate(now)), now=now, anew=anew)


def stated_of_person(person: Person, on: date) -> Stated:
    """What the person states, and where they are confirmed."""
    employment = (
        Employment.objects.filter(person=person, state=Employment.State.CONFIRMED).select_related("employer").first()
    )
    saved = people.parts(person.pk)
    return Stated(
        on=on,
        name=person.name,
        identity_kind=person.identity_kind,
        identity_number=person.identity_number,
        uscc=employment.employer.uscc if employment else "",
        employer=employment.employer.name if employment else "",
        rows=_rows(profile.form(), {name: row.content for name, row in saved.items()}, on),
    )


def stated_of_employer(employer: Employer, on: date) -> Stated:
    """What the employer states of itself."""
    saved = employers.parts(employer.pk)
    rows = _rows(employer_profile.form(), {name: row.content for name, row in saved.items()}, on)
    return Stated(on=on, uscc=employer.uscc, employer=employer.name, rows=rows)


def _rows(form: FormSpec, contents: Mapping[str, object], on: date) -> dict[str, tuple[Row, ...]]:
    """The parts that some office looks at, as checked."""
    looked_at = {
        part for office in (*queries.asked_about(PERSON), *queries.asked_about(EMPLOYER)) for part in office.parts
    }
    known = contents.keys() & looked_at & form.parts.keys()
    return {name: check(form.part(name), contents[name], on=on).rows for name in known}


def _those_for(about: str, part: str) -> list[Office]:
    return [one for one in queries.asked_about(about) if not part or part in one.parts]


def _ask(
    about: str, about_id: int, offices: Iterable[Office], stated: Stated, *, now: datetime, anew: bool
) -> list[str]:
    known = queries.current(about, about_id)
    asked = []
    for office in offices:
        question, last = office.question(stated), known.get(office.code)
        if question is None:
            records.retire(about=about, about_id=about_id, office=office.code)
            continue
        same = last is not None and last.question_digest == records.digest_of(question)
        if last is not None and same and (queries.waits(last) or (queries.is_fresh(last, stated.on) and not anew)):
            continue
        row = records.ask(about=about, about_id=about_id, office=office.code, question=question, now=now)
        put(row, now=now)
        asked.append(office.code)
    return asked


def put(row: Comparison, *, now: datetime) -> None:
    """Let the worker ask."""
    key = f"{task_prefix(row.office)}{row.pk}"
    outbox.put(now=now, kind=COMPARE, payload={"comparison": row.pk}, dedup_key=key)


def task_prefix(office: str) -> str:
    """How the keys of all tasks of one office begin."""
    return f"{COMPARE}:{office}:"


def is_asked() -> bool:
    """Whether this installation asks any office."""
    return bool(settings.GONGJU.registries)
