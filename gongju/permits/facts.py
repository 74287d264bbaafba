"""What the permit records know for a verdict."""

from __future__ import annotations

from datetime import date

from gongju.facts import FactContent, FactValue, Source, Trust
from gongju.permits.queries import of_person
from gongju.permits.state import State, state_on

NONE = "无"
STANDS = {State.NOT_YET: State.VALID, State.RENEWING: State.VALID}
"""States that the facts' table does not name, and the one each counts as for a new business."""


def facts_of(person_id: int, employer_id: int | None, on: date) -> list[FactValue]:
    """State, last day and employer of the person's newest permit on a day; without one only that there is none."""
    permit = of_person(person_id).first()
    if permit is None:
        return [_fact("permit_state", NONE)]
    state = state_on(permit, on)
    facts = [
        _fact("permit_state", STANDS.get(state, state).value),
        _fact("permit_last_day", permit.last_day),
    ]
    if employer_id is not None:
        facts.append(_fact("permit_unit_here", permit.employer_id == employer_id))
    return facts


def _fact(name: str, value: FactContent) -> FactValue:
    return FactValue(name, value, Source.SYSTEM, Trust.VERIFIED)
