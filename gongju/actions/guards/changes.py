"""Guards about the permit that a change business changes, and about what is to change."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.people import profile
from gongju.permits.differences import CHILDREN, differences
from gongju.permits.facts import CHANGED
from gongju.permits.state import State


def permit_valid(matter: Matter) -> Iterator[Objection]:
    """The person holds a permit that is valid today, at the employer of the case (DC-080, DX-081, CY-Q64a)."""
    permit, state = matter.permit, matter.permit_state
    if permit is None:
        yield Objection("permit.none", "您还没有工作居住证，不需要办理变更。", "请先办理新办。")
        return
    if state is not State.VALID:
        yield Objection("permit.not_valid", f"证件现在的状态是“{state}”，要有效才能办理信息变更。")
    elif permit.employer_id != matter.employer.pk:
        yield Objection("permit.elsewhere", "证件登记的聘用单位不是现在的单位。", "请先由现在的单位办理聘用单位变更。")


def change_stated(matter: Matter) -> Iterator[Objection]:
    """The application says what changes: found by comparing profile and permit, or named besides (DC-081, DX-082)."""
    if not matter.held.get(CHANGED):
        yield Objection(
            "change.none", "没有要变更的信息：个人信息与证件上的一致。", "请先在“完善信息”中改好，或者选出变更的信息。"
        )


def children_differ(matter: Matter) -> Iterator[Objection]:
    """The children of the profile are not those on the permit (CY-Q69b, CY-Q70)."""
    permit = matter.permit
    found = differences(permit, profile.contents(matter.person), on=matter.today) if permit else ()
    if not any(one.item == CHILDREN for one in found):
        yield Objection(
            "change.none", "随往子女与确认单上的一致，没有要变更的。", "请先在“完善信息”的“子女”中增加、修改或去掉。"
        )
