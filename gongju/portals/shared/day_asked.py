"""How a permit stood on a day that its holder, its employer or an officer names: as known then, and as known now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongju.permits import queries
from gongju.permits.models import Permit
from gongju.permits.state import State
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form, Sent

DAY = Field(name="day", label="哪一天", type="day", required=True)


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The box, and once a day was named in it the two states; None where no permit was known."""

    form: Form
    day: date | None = None
    then: State | None = None
    now: State | None = None


def day_asked(permit: Permit, given: Sent, on: date) -> DayAsked:
    """What an address asks of the permit, today being `on`."""
    form = Form([DAY], given if "day-year" in given or "day" in given else None)
    day = form.values.get("day") if form.ok else None
    if not isinstance(day, date):
        return DayAsked(form)
    then = queries.state_then(permit, day, known_on=day)
    return DayAsked(form, day, then, queries.state_then(permit, day, known_on=max(on, day)))
