"""Guards about the employer: its access in the district, its particulars."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.casework import queries as casework
from gongju.employers import profile
from gongju.employers.models import EmployerAccess
from gongju.people.models import Office


def employer_open(matter: Matter) -> Iterator[Objection]:
    """The employer's access in the district of the case lets it do this business.

    While it is restricted, it does what the rulebook still lets it do. Serves (CP-031, CP-065, DC-053, DC-071, DX-073,
    CY-Q08b).
    """
    access = matter.access
    if access is not None and access.state in _enough(matter):
        return
    state = EmployerAccess.State(access.state).label if access else "未开通"
    yield Objection(
        "employer.not_open",
        f"单位在{matter.edition.name}的工作居住证业务办理权限为“{state}”，不能办理这项业务。",
        "请单位经办人先申请开通业务办理权限。",
    )


def employer_serves(matter: Matter) -> Iterator[Objection]:
    """The employer may look after the permits of its staff: also while it may file no new ones (CL-113)."""
    access = matter.access
    if access is None or access.state != EmployerAccess.State.RESTRICTED:
        yield from employer_open(matter)


def _enough(matter: Matter) -> tuple[str, ...]:
    """The states of access in which this business may be done."""
    business = matter.edition.businesses.get(matter.case.type)
    if business is not None and business.while_restricted:
        return (EmployerAccess.State.OPEN, EmployerAccess.State.RESTRICTED)
    return (EmployerAccess.State.OPEN,)


def not_open_yet(matter: Matter) -> Iterator[Objection]:
    """The employer has no access in this district yet; what is restricted is not opened by asking again.

    An employer that was taken over restricted may ask once it meets the district's conditions (CP-031).
    """
    access = matter.access
    if access is None or access.state == EmployerAccess.State.CLOSED:
        return
    if access.state == EmployerAccess.State.RESTRICTED and _lifts_restriction(matter):
        return
    state = EmployerAccess.State(access.state).label
    yield Objection(
        "employer.open_already", f"单位在{matter.edition.name}的业务办理权限为“{state}”，不需要再申请开通。"
    )


def _lifts_restriction(matter: Matter) -> bool:
    """Whether this business opens what another one of the district only opened in part."""
    partly = [name for name, one in matter.edition.businesses.items() if one.else_restricted]
    return bool(partly) and matter.case.type not in partly


def settled_in_old_district(matter: Matter) -> Iterator[Objection]:
    """Nothing handed in still waits in another district: that one may decide nothing any more afterwards (CY-Q27)."""
    waiting = casework.handed_in_elsewhere(matter.employer.pk, matter.case.authority)
    if waiting:
        numbers = "、".join(one.number for one in waiting)
        yield Objection(
            "employer.unsettled",
            f"单位和员工还有 {len(waiting)} 项业务在原来的区没有办结（{numbers}）。",
            "请等原来的区办结，或由申请人撤回，再核准转入。",
        )


def territorial_office_chosen(matter: Matter) -> Iterator[Objection]:
    """The employer has said which 属地部门 is its own, where a stage of the business is that office's (DX-168)."""
    stages = matter.procedure.applying(matter.edition.stages.get(matter.case.type, ()))
    if not any(Office.Kind.TERRITORIAL in matter.procedure.desks(stage.name) for stage in stages):
        return
    office = matter.employer.territorial_office
    if office is None or office.authority != matter.case.authority:
        yield Objection(
            "employer.no_territorial_office", "单位还没有选择属地部门。", "请在“单位信息”中选择单位所在的镇街或园区。"
        )


def employer_complete(matter: Matter) -> Iterator[Objection]:
    """Every required part of 单位信息 is filled in without faults."""
    for part in profile.incomplete(matter.employer):
        yield Objection("employer.incomplete", f"单位信息“{part.title}”还没有填完。", "请在“单位信息”中补全。")
