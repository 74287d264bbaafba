"""A permit's life as the drawn line wants it: spans to its last day, with what happened and when."""

from datetime import date

from gongju.permits import queries
from gongju.permits.models import Permit
from gongju.permits.state import State
from gongju.portals.shared.parts import Dated, Life, Span, life_of

KINDS = {
    State.NOT_YET: "valid",
    State.VALID: "valid",
    State.RENEWING: "valid",
    State.SUSPENDED: "suspended",
    State.FROZEN: "frozen",
    State.LAPSED: "over",
    State.CANCELLED: "over",
}


def drawn(permit: Permit, on: date) -> Life:
    """The life from the first day to the last; what comes after the last day is not drawn unless we are in it."""
    end = max(permit.last_day, on)
    spans = [
        Span(span.first, min(span.last or end, end), KINDS[span.state])
        for span in queries.line(permit)
        if span.first <= end
    ]
    marks = [Dated(event.on, event.get_kind_display()) for event in permit.events.all()]
    return life_of(spans, on=on, marks=marks)
