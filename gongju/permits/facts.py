"""What the permit records know for a verdict."""

from __future__ import annotations

from datetime import date

from gongju.employers.models import Employer
from gongju.facts import FactContent, FactValue, Source, Trust
from gongju.people.models import Person
from gongju.permits.queries import of_person
from gongju.permits.state import State, state_on

NONE = "无"
STANDS = {State.NOT_YET: State.VALID, State.RENEWING: State.VALID}
"""States that the facts' table does not name, and the one each counts as for a new business."""


def facts_of(person: Person, on: date, *, employer: Employer | None = None) -> list[FactValue]:
    """State and last day of the person's newest permit on a day, and whether it is at an employer.

    Without a permit it is known that there is none.
    """
    permit = of_person(person.pk).first()
    if permit is None:
        return [_fact("permit_state", NONE)]
    state = state_on(permit, on)
    facts = [
        _fact("permit_state", STANDS.get(state, state).value),
        _fact("permit_last_day", permit.last_day),
    ]
    if employer is not None:
        facts.append(_fact("permit_unit_here", permit.employer_id == employer.pk))
    return facts


def _fact(name: str, value: FactContent) -> FactValue:
    return FactValue(name, value, Source.SYSTEM, Trust.VERIFIED)
