"""What becomes of an appointment when its case moves on: kept by an office's act, given back by anybody else's."""

from gongju.access.actor import STAFF
from gongju.actions.book import asks_appointment, waits_to_be_taken_in
from gongju.actions.matter import Matter
from gongju.appointments import queries, records


def settle_appointment(matter: Matter, left: str) -> None:
    """The case has left the stage `left`, where it waited to be taken in (CY-Q18b)."""
    if left == matter.case.stage or not asks_appointment(matter) or not waits_to_be_taken_in(matter, left):
        return
    held = queries.held_by(matter.case)
    if held is None:
        return
    if matter.actor.kind == STAFF:
        records.keep(held)
    else:
        records.cancel(held, reason="业务已撤回或关闭")
