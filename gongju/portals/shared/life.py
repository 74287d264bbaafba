"""A permit's whole life as the drawn line wants it, with the table beside it: states, businesses, employers by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongju.casework import books
from gongju.casework.models import Case
from gongju.clock import BEIJING
from gongju.employers.models import Employer
from gongju.permits import life, queries
from gongju.permits.models import Permit
from gongju.permits.state import State
from gongju.portals.shared.parts import Dated, Life, Span, life_of

KINDS = {
    State.NOT_YET: "future",
    State.VALID: "valid",
    State.RENEWING: "renewing",
    State.SUSPENDED: "suspended",
    State.FROZEN: "frozen",
    State.LAPSED: "over",
    State.CANCELLED: "over",
}
MEANING = {
    State.NOT_YET: "还没有到生效日。",
    State.VALID: "在有效期内，可以使用。",
    State.SUSPENDED: "与单位解除关联后挂起。与新单位关联并办理聘用单位变更后恢复，有效期截止日不变。",
    State.FROZEN: "冻结期间不能使用，也不能办理业务。",
    State.RENEWING: "有效期已过，续签正在审核。现在不是有效证件，也还没有失效。",
    State.LAPSED: "证件失效。需要的重新申请。",
    State.CANCELLED: "证件已注销。需要的重新申请。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: what, from when to when; `last` None goes on. `tone` names a tag, "" for none."""

    what: str
    text: str
    first: date
    last: date | None
    tone: str = ""
    number: str = ""


def drawn(permit: Permit, on: date) -> Life:
    """The life from the first day to the last; what comes after the last day is not drawn unless we are in it."""
    line = queries.line(permit)
    end = max(permit.last_day, on, line[0].first)
    spans = [Span(span.first, min(span.last or end, end), KINDS[span.state]) for span in line if span.first <= end]
    marks = [Dated(event.on, event.get_kind_display()) for event in permit.events.order_by("on", "at", "pk")]
    return life_of(spans, on=on, marks=marks, businesses=_bars(permit, on))


def _bars(permit: Permit, on: date) -> list[tuple[str, date, date]]:
    """The businesses about the holder since the permit began: title, first and last day."""
    return [(row.what, row.first, row.last or on) for row in _businesses(permit)]


def rows_of(permit: Permit) -> list[Row]:
    """The same as a table: states first, then employers where there were several, then businesses."""
    states = [
        Row(what=span.state.value, text=MEANING[span.state], first=span.first, last=span.last, tone=span.state.value)
        for span in queries.line(permit)
    ]
    return [*states, *_employers(permit), *_businesses(permit)]


def _employers(permit: Permit) -> list[Row]:
    stood = queries.employers_by_day(permit)
    names: Mapping[int, str] = dict(
        Employer.objects.filter(pk__in=[one.employer_id for one in stood]).values_list("pk", "name")
    )
    return [_employer(one, names) for one in stood]


def _employer(one: life.At, names: Mapping[int, str]) -> Row:
    return Row(what="聘用单位", text=names.get(one.employer_id, ""), first=one.first, last=one.last)


def _businesses(permit: Permit) -> list[Row]:
    """What was handed in about the holder since the permit began; drafts are nobody else's to see."""
    titles = {one.type: one.title for one in books.procedures()}
    since = Case.objects.filter(person_id=permit.person_id, submitted_at__date__gte=permit.first_day)
    return [
        Row(
            what=titles.get(case.type, case.type),
            text=case.get_outcome_display(),
            first=_day(case.submitted_at),
            last=_day(case.decided_at) if case.decided_at else None,
            number=case.number,
        )
        for case in since.order_by("submitted_at", "pk").only("type", "outcome", "submitted_at", "decided_at", "number")
        if case.submitted_at is not None
    ]


def _day(moment: datetime) -> date:
    return moment.astimezone(BEIJING).date()
