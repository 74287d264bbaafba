"""From when a permit's holder may have a business such as 续签 handed in, as the district's rulebook counts it."""

from datetime import date

from gongju.casework import books
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.rules.edition import Edition
from gongju.rules.terms import TermDate, first_day_open

RENEWAL = "renewal"


def opens_on(permit: Permit | None, business: str, edition: Edition, on: date) -> TermDate | None:
    """The day, past or to come, for a permit valid on `on`; None for others, and where the rulebook names no such day.

    Asks the database for nothing (DC-160, DX-151, CP-137, CY-Q58b).
    """
    if permit is None or state_on(permit, on) is not State.VALID:
        return None
    return first_day_open(edition, business, permit.last_day, books.work_calendar())
