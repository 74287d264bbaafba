"""Guards about particulars an employer wants changed."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.employers import proposals


def particulars_changed(matter: Matter) -> Iterator[Objection]:
    """The case says what is to be different, whole and without faults (LF-07)."""
    proposed = proposals.of_case(matter.case.number)
    if not proposed or not proposals.changes(matter.employer, proposed):
        yield Objection("particulars.same", "还没有填写变更后的信息，或者与现在的一样。", "请填写要变更的项目。")
        return
    checked = proposals.check_proposal(matter.employer, proposed, on=matter.today)
    for fault in checked.faults:
        yield Objection("particulars.wrong", f"变更后的信息有误：{fault.message}", "请改正后再提交。")
    if checked.missing:
        yield Objection(
            "particulars.missing", f"变更后的信息还有 {len(checked.missing)} 项没有填。", "请补全后再提交。"
        )
