"""What the person's own records know for a verdict."""

from __future__ import annotations

from datetime import date

from gongju.facts import FactValue, Source, Trust
from gongju.forms.checking import check
from gongju.forms.telling import told_by
from gongju.people.models import Person
from gongju.people.profile import form
from gongju.people.queries import parts


def facts_of(person: Person, on: date) -> list[FactValue]:
    """Facts of the profile as of a day, and those that the identity document proves; wrong entries are no facts."""
    facts: list[FactValue] = []
    spec = form()
    for name, saved in parts(person.pk).items():
        if name in spec.parts:
            part = spec.part(name)
            told = told_by(part, check(part, saved.content, on=on).rows, on)
            facts += [FactValue(fact, value, Source.APPLICANT, Trust.STATED) for fact, value in told.items()]
    return facts + _proven(person)


def _proven(person: Person) -> list[FactValue]:
    """What sign-in by a verified identity tells."""
    facts: list[FactValue] = []
    if person.birth is not None:
        facts.append(FactValue("birth_date", person.birth, Source.REGISTER, Trust.VERIFIED))
    if person.sex:
        facts.append(FactValue("sex", person.sex, Source.REGISTER, Trust.VERIFIED))
    return facts
