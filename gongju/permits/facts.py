"""What the permit records know for a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongju.employers.models import Employer
from gongju.facts import FactContent, FactValue, Source, Trust
from gongju.people.models import Person
from gongju.permits.differences import CHILDREN, added_children, differences, items_of
from gongju.permits.models import Permit
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


CHANGED, ADDED = "changed_items", "added_children"
TOLD = frozenset({CHANGED, ADDED})
"""The facts that a comparison of permit and profile tells."""


def facts_of_changes(permit: Permit, contents: Mapping[str, Any], on: date) -> list[FactValue]:
    """What a change business would have to change: the items that differ, and how many children come to it (CY-Q91)."""
    items = items_of(differences(permit, contents, on=on))
    return [
        FactValue(CHANGED, frozenset(items) - {CHILDREN}, Source.SYSTEM, Trust.STATED),
        FactValue(ADDED, added_children(permit, contents, on=on), Source.SYSTEM, Trust.STATED),
    ]


def _fact(name: str, value: FactContent) -> FactValue:
    return FactValue(name, value, Source.SYSTEM, Trust.VERIFIED)
