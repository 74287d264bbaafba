"""What becomes of an appointment when its case moves on: kept by an office's act, given back by anybody else's."""

from gongju.access.actor import STAFF
from gongju.actions.book import asks_appointment, waits_to_be_taken_in
from gongju.actions.matter import Matter
from gongju.appointments import queries, records
from gongju.casework.models import Case


def settle_appointment(matter: Matter, left: str) -> None:
    """The case has left the stage `left`, where it waited to be taken in (CY-Q18b)."""
    if left == matter.case.stage or not asks_appointment(matter) or not waits_to_be_taken_in(matter, left):
        return
    held = queries.held_by(matter.case)
    if held is not None and matter.actor.kind == STAFF:
        records.keep(held)
    else:
        give_appointment_back(matter.case, reason="业务已撤回或关闭")


def give_appointment_back(case: Case, *, reason: str) -> None:
    """Nobody will come: what the case has booked is free for others."""
    held = queries.held_by(case)
    if held is not None:
        records.cancel(held, reason=reason)
