"""Guards about decisions in the register."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.rules.wording import day_text
from gongju.sanctions.kinds import kinds
from gongju.sanctions.queries import barring


def no_sanction(matter: Matter) -> Iterator[Objection]:
    """No decision in force today keeps the person, or the employer, from this business.

    The bar of a person follows them to any employer; what was issued, and renewals and changes, go on
    (CL-109, CL-113, LF-06, CP-152, CP-170, DX-166, DX-193).
    """
    case = matter.case
    for one in barring(case.type, person_id=case.person_id, employer_id=case.employer_id, on=matter.today):
        whose = "申请人" if one.person_id else "单位"
        until = f"到{day_text(one.until)}为止" if one.until else "在解除以前"
        yield Objection(
            "sanction.person_barred" if one.person_id else "sanction.employer_barred",
            f"{whose}处于“{kinds()[one.kind].title}”（{one.decision}），{until}不能办理这项业务。",
            "对处理决定有异议的，请联系作出决定的机关。",
        )
