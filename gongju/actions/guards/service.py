"""Guards about service requests: what is asked for is named, and can be done."""

from collections.abc import Callable, Iterator, Mapping

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers import proposals
from gongju.employers import queries as employers
from gongju.permits import queries as permits

ACCOUNT, RETURN, RENAME, MIGRATION = "找回账号", "业务退回", "单位名称变更", "历史数据迁移"
HAND_BACK = "hand_back"
"""The move by which a business takes a submitted case back at the employer's request."""


def kind_of(case: Case) -> str:
    """Which of the four services a case asks for; "" while nothing is chosen."""
    return str(case.answers.get("request_kind", ""))


def returned_case(matter: Matter) -> Case | None:
    """The case of this employer that is to be handed back, handed in and still open; None otherwise."""
    number = str(matter.case.answers.get("returned_case", "")).strip().upper()
    found = Case.objects.filter(number=number, employer_id=matter.case.employer_id or 0, open=True)
    case = casework.with_books(found.filter(submitted_at__isnull=False, person__isnull=False)).first()
    return case if case is not None and _may_be_handed_back(case) else None


def _may_be_handed_back(case: Case) -> bool:
    move = books.procedure_by_digest(case.procedure.digest).transitions.get(HAND_BACK)
    return move is not None and case.stage in move.sources


def request_named(matter: Matter) -> Iterator[Objection]:
    """The request says everything that its kind needs (CY-Q06b, CY-Q53a, CY-Q81b, CY-Q87a)."""
    check = NAMED.get(kind_of(matter.case))
    if check is not None:
        yield from check(matter)


def request_possible(matter: Matter) -> Iterator[Objection]:
    """The request is whole, and for a migration the old permits are there (CY-Q87a)."""
    yield from request_named(matter)
    if kind_of(matter.case) == MIGRATION and not permits.imported_of(matter.employer.pk).exists():
        yield Objection("service.nothing_imported", "还没有导入这家单位的旧证。", "请先在“历史数据”导入，再办理。")


def _account(matter: Matter) -> Iterator[Objection]:
    asker = matter.case.asked_by_id
    if asker is None:
        yield Objection(
            "service.filed_already", "您已经是这家单位的经办人，不用找回账号。", "要更换经办人的，请在“经办人”中添加。"
        )
    elif employers.agency_of(asker) is not None:
        yield Objection("service.agent_elsewhere", "申请人的账号已经是一家单位的经办人。", "请先由那家单位停用。")


def _return(matter: Matter) -> Iterator[Objection]:
    if returned_case(matter) is None:
        yield Objection(
            "service.no_case", "没有写明要退回的业务，或者它不在办理中。", "请选择单位已经提交、还没有办结的业务。"
        )


def _rename(matter: Matter) -> Iterator[Objection]:
    proposed = proposals.of_case(matter.case.number)
    if not proposed or not any(one.field == "name" for one in proposals.changes(matter.employer, proposed)):
        yield Objection("service.no_name", "没有写明新的单位名称。", "请填写与营业执照一致的新名称。")


NAMED: Mapping[str, Callable[[Matter], Iterator[Objection]]] = {
    ACCOUNT: _account,
    RETURN: _return,
    RENAME: _rename,
}
