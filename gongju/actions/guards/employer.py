"""Guards about the employer: its access in the district, its particulars."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.employers import profile, queries
from gongju.employers.models import EmployerAccess
from gongju.people.models import Office


def employer_open(matter: Matter) -> Iterator[Objection]:
    """The employer's access in the district of the case is open, and not restricted or frozen.

    Serves (CP-031, CP-065, DC-053, DC-071, DX-073, CY-Q08b).
    """
    access = queries.access(matter.employer.pk, matter.case.authority) if matter.case.employer else None
    if access is not None and access.state == EmployerAccess.State.OPEN:
        return
    state = EmployerAccess.State(access.state).label if access else "未开通"
    yield Objection(
        "employer.not_open",
        f"单位在{matter.edition.name}的工作居住证业务办理权限为“{state}”，不能办理这项业务。",
        "请单位经办人先申请开通业务办理权限。",
    )


def employer_serves(matter: Matter) -> Iterator[Objection]:
    """The employer may look after the permits of its staff: also while it may file no new ones (CL-113)."""
    access = queries.access(matter.employer.pk, matter.case.authority) if matter.case.employer else None
    if access is None or access.state != EmployerAccess.State.RESTRICTED:
        yield from employer_open(matter)


def not_open_yet(matter: Matter) -> Iterator[Objection]:
    """The employer has no access in this district yet; what is restricted or frozen is not opened by asking again."""
    access = queries.access(matter.employer.pk, matter.case.authority)
    if access is None or access.state == EmployerAccess.State.CLOSED:
        return
    state = EmployerAccess.State(access.state).label
    yield Objection(
        "employer.open_already", f"单位在{matter.edition.name}的业务办理权限为“{state}”，不需要再申请开通。"
    )


def territorial_office_chosen(matter: Matter) -> Iterator[Objection]:
    """The employer has said which 属地部门 is its own, where a stage of the business is that office's (DX-168)."""
    stages = matter.procedure.applying(matter.edition.stages.get(matter.case.type, ()))
    if matter.employer.territorial_office_id is not None:
        return
    if any(Office.Kind.TERRITORIAL in matter.procedure.desks(stage.name) for stage in stages):
        yield Objection(
            "employer.no_territorial_office", "单位还没有选择属地部门。", "请在“单位信息”中选择单位所在的镇街或园区。"
        )


def employer_complete(matter: Matter) -> Iterator[Objection]:
    """Every required part of 单位信息 is filled in without faults."""
    for part in profile.incomplete(matter.employer):
        yield Objection("employer.incomplete", f"单位信息“{part.title}”还没有填完。", "请在“单位信息”中补全。")
