"""员工列表 as a file that spreadsheets open: what the page shows, numbers masked as there."""

from gongju.portals.employer.staff_list import StaffRow
from gongju.portals.shared.wording import day_text
from gongju.sealing import mask_identity

COLUMNS = (
    "姓名",
    "证件号码",
    "岗位",
    "入职日期",
    "合同类型",
    "合同起始日期",
    "合同终止日期",
    "工作居住证编号",
    "证件状态",
    "证件有效期截止日期",
    "可以办理续签的第一日",
    "在办业务",
)


def cells(row: StaffRow) -> list[str]:
    """One line: an employee with contract, permit and open case."""
    one, permit = row.employment, row.permit
    return [
        one.person.name,
        mask_identity(one.person.identity_number),
        one.post,
        day_text(one.employed_from),
        one.kind,
        day_text(one.contract_from),
        day_text(one.contract_to),
        permit.number if permit else "",
        str(permit.state) if permit else "",  # type: ignore[attr-defined]  # annotated by with_state
        day_text(permit.last_day) if permit else "",
        day_text(row.renewal_opens.date) if row.renewal_opens else "",
        row.open_case[1] if row.open_case else "",
    ]
