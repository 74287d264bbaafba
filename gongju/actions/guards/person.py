"""Guards about the person: the profile, and permits held already."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.people import profile
from gongju.permits import queries


def profile_complete(matter: Matter) -> Iterator[Objection]:
    """Every required part of 完善信息 is filled in without faults (DC-044, DC-071, DX-046)."""
    for part in profile.incomplete(matter.person):
        yield Objection("profile.incomplete", f"个人信息“{part.title}”还没有填完。", "请在“完善信息”中补全。")


def holds_no_permit(matter: Matter) -> Iterator[Objection]:
    """The person holds no permit that lives on: a lapsed or cancelled one does not bar a new one (CY-Q50, AMB-17).

    Asked at every step, since an old permit may be imported while the application is under way (DC-045).
    """
    permit = queries.held_on(matter.person.pk, matter.today)
    if permit is not None:
        who = "您" if matter.actor.person_id == matter.person.pk else matter.person.name
        said = f"{who}已持有工作居住证（{permit.number}），不能再次新办。"
        yield Objection("permit.held", said, "请按情况办理续签或者变更。")
