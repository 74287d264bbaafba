"""Guards about the person's place at the employer of the case."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection


def employed(matter: Matter) -> Iterator[Objection]:
    """The employer has confirmed the person's employment, and it has not ended (CP-069, CP-070, DC-071)."""
    if matter.case.employer is None or matter.employment is None:
        yield Objection(
            "employment.none",
            "申请人与本次申请的单位没有有效的单位关联。",
            "请先输入单位关联码，由单位确认关联。",
        )
