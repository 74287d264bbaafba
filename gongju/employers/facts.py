"""What the records of employers and employments know for a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongju.employers.models import Employer, EmployerAccess, Employment
from gongju.employers.profile import form
from gongju.employers.queries import accesses, last_left, parts, tags
from gongju.facts import FactContent, FactValue, Source, Trust
from gongju.forms.checking import check
from gongju.forms.telling import told_by

State = EmployerAccess.State
OPENED = (State.OPEN, State.RESTRICTED)


def facts_of(employer: Employer, authority: str, on: date) -> list[FactValue]:
    """Facts of 单位信息 as of a day, what the authority has said of the employer, and its standing in the district."""
    facts: list[FactValue] = []
    spec = form()
    for name, saved in parts(employer.pk).items():
        if name in spec.parts:
            part = spec.part(name)
            told = told_by(part, check(part, saved.content, on=on).rows, on)
            facts += [FactValue(fact, value, Source.EMPLOYER, Trust.STATED) for fact, value in told.items()]
    return [*facts, *_said(spec.tags, tags(employer.pk, authority)), *_accesses(employer, authority)]


def _said(by_tag: Mapping[str, str], said: frozenset[str]) -> list[FactValue]:
    """What the authority affirmed; that it said nothing denies nothing."""
    return [FactValue(by_tag[tag], True, Source.OFFICER, Trust.VERIFIED) for tag in sorted(said & by_tag.keys())]


def _accesses(employer: Employer, authority: str) -> list[FactValue]:
    """Its standing here, and that it is open in another district; what districts elsewhere opened is not known."""
    by_authority = accesses(employer.pk)
    word = State(by_authority[authority].state if authority in by_authority else State.CLOSED).label
    standing = FactValue("employer_standing", str(word), Source.SYSTEM, Trust.VERIFIED)
    elsewhere = [name for name, one in by_authority.items() if name != authority and one.state in OPENED]
    return [standing, FactValue("opened_elsewhere", True, Source.SYSTEM, Trust.VERIFIED)] if elsewhere else [standing]


def facts_of_employment(employment: Employment, on: date) -> list[FactValue]:
    """What the employer confirmed of a person's contract; nothing while the employment is not confirmed."""
    if employment.state != Employment.State.CONFIRMED:
        return []
    told: dict[str, FactContent | None] = {
        "employed_since": employment.employed_from,
        "post_kind": employment.post_kind or None,
        "contract_here": _contract_runs(employment, on) or None,
        "contract_kind": employment.kind or None,
        "contract_start": employment.contract_from,
    }
    return [
        FactValue(name, value, Source.EMPLOYER, Trust.CONFIRMED) for name, value in told.items() if value is not None
    ]


TRANSFERRED = "group_transfer"
"""The fact that somebody moved inside a group, which the employer they left says when it releases (CY-Q79)."""


def facts_of_leaving(person_id: int) -> list[FactValue]:
    """What the employer whom the person left last said of it; nothing where it said no reason."""
    left = last_left(person_id)
    if left is None or not left.leaving:
        return []
    moved = left.leaving == Employment.Leaving.TRANSFERRED
    return [FactValue(TRANSFERRED, moved, Source.EMPLOYER, Trust.CONFIRMED)]


def _contract_runs(employment: Employment, on: date) -> bool:
    """Whether the stated contract covers the day; one that has run out tells nothing, a new one may not be in yet."""
    begun = employment.contract_from is not None and employment.contract_from <= on
    return begun and (employment.contract_to is None or on <= employment.contract_to)
