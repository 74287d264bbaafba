"""Guards about the appointment of a case."""

from collections.abc import Iterator

from gongju.actions.book import asks_appointment
from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.appointments import queries
from gongju.rules.wording import day_text


def appointment_come(matter: Matter) -> Iterator[Objection]:
    """Where the district asks for an appointment, one is booked for this round and its day has come (CY-Q18a, CY-Q18b).

    What was booked for a day that has passed is taken in late: that is the office's doing, not the employer's.
    """
    if not asks_appointment(matter):
        return
    held = queries.held_by(matter.case)
    if held is None or held.round != matter.case.round:
        yield Objection(
            "appointment.missing", "这项业务还没有预约。", "请单位经办人在“预约办理”中预约，到约定的日子再受理。"
        )
    elif held.slot.day > matter.today:
        said = f"预约的是{day_text(held.slot.day)}（{held.slot.hours}），还没有到。"
        yield Objection("appointment.not_yet", said, "到那天再受理。")
