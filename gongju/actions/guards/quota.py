"""Guards about the employer's quota."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.quota import queries


def place_free(matter: Matter) -> Iterator[Objection]:
    """The case holds a place, or needs none, or one is free today (DC-016, DC-071, DX-014, DX-073, CY-Q13a, AMB-22)."""
    if queries.held_by(matter.case) is not None or not matter.takes_place:
        return
    if not queries.open_lots(matter.employer.pk, matter.case.authority, matter.today).exists():
        yield Objection("quota.none", "单位没有可用的工作居住证指标。", "请先向区人力社保部门申报指标，核定后再提交。")
