"""One permit at the office: its life, how it stood on any day as known then and now, and orders on it with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions import order
from gongju.errors import BadInput, NotFound, Refusal
from gongju.journal.models import Entry
from gongju.journal.queries import history
from gongju.journal.refs import SubjectKind, SubjectRef
from gongju.permits import queries
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.portals.officer.frame import framed
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.day_asked import day_asked
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.life import MEANING, drawn, rows_of
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask

REASON = Field(
    name="reason", label="理由和依据", type="long_text", required=True, longest=600, hint="本人和单位会看到。"
)
SINCE = Field(name="since", label="冻结起始日期", type="day", required=True)
UNTIL = Field(name="until", label="冻结截止日期", type="day", hint="到这一天为止；不填的，到解冻为止。")
RETIRED = Field(name="retired_on", label="退休日期", type="day", required=True)
ORDER_WORDS = {
    "permit.freeze": "冻结",
    "permit.unfreeze": "解冻",
    "permit.cancel": "注销（处理决定）",
    "permit.retire": "退休，证件失效",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order: its title, what it asks, what it means, and in which states it is given."""

    title: str
    do: Callable[..., Permit]
    fields: tuple[Field, ...]
    consequences: tuple[str, ...]
    states: frozenset[State]


LIVING = frozenset(state for state in State if state not in queries.OUTLIVED)
ORDERS = {
    "freeze": Order(
        title="冻结",
        do=order.freeze,
        fields=(SINCE, UNTIL, REASON),
        consequences=("冻结期间不是有效证件，不能打印，不能办理业务。", "有效期照走，本人和单位会收到消息。"),
        states=LIVING - {State.FROZEN},
    ),
    "unfreeze": Order(
        title="解冻",
        do=order.unfreeze,
        fields=(REASON,),
        consequences=("从今天起恢复冻结以前的状态。",),
        states=LIVING,
    ),
    "retire": Order(
        title="登记退休",
        do=order.report_retirement,
        fields=(RETIRED, REASON),
        consequences=("证件从退休之日起失效，返聘也不恢复。", "在办的业务随之关闭。"),
        states=LIVING,
    ),
    "cancel": Order(
        title="注销（处理决定）",
        do=order.cancel_by_decision,
        fields=(REASON,),
        consequences=("证件永久注销，不能恢复，已打印的确认单作废。", "在办的业务随之关闭。"),
        states=LIVING,
    ),
}


@require_GET
@requires("officer.permit")
def permit(request: Asked, number: str) -> HttpResponse:
    """How it stands, its whole life, and, asked for a day, what it was then."""
    found: Permit = request.found
    on = clock.today()
    state = state_on(found, on)
    context = framed(
        request,
        permit=found,
        state=state,
        meaning=MEANING[state],
        life=drawn(found, on),
        life_rows=rows_of(found),
        orders=_orders(request, found, state, on),
        past=_past(found),
        asked=day_asked(found, request.GET, on),
    )
    return page(request, "officer/permit.html", context)


def _orders(request: Asked, found: Permit, state: State, on: date) -> list[tuple[str, str]]:
    """Name and title of the orders this officer may give now."""
    if not (request.actor.is_district and request.actor.has_role(order.ORDERING)):
        return []
    frozen = found.frozen_from is not None and (found.frozen_until is None or found.frozen_until >= on)
    wrong = "freeze" if frozen else "unfreeze"
    return [(name, one.title) for name, one in ORDERS.items() if state in one.states and name != wrong]


def _past(found: Permit) -> list[tuple[Entry, str]]:
    """The orders given so far with their reasons, newest first."""
    told = history(SubjectRef(SubjectKind.PERMIT, found.number))
    return [(one, ORDER_WORDS[one.action]) for one in reversed(told) if one.action in ORDER_WORDS]


@require_http_methods(["GET", "POST"])
@requires("officer.permit")
@weighs()
def give(request: Asked, number: str, name: str) -> HttpResponse:
    """Ask once more with what it means, then give the order."""
    chosen = ORDERS.get(name)
    if chosen is None:
        raise NotFound("这项处理")
    initial = {"since": clock.today(), "retired_on": clock.today()}
    form = Form(chosen.fields, request.POST if request.method == "POST" else None, initial=initial)
    left: list[str] = []
    if form.ok:
        try:
            chosen.do(actor=request.actor, now=clock.now(), permit_number=number, **_given(form))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refused:
            left = [str(refused)]
        else:
            messages.success(request, f"{number}：已{chosen.title}。")
            return redirect("officer:permit", number=number)
    ask = Ask(
        question=f"对 {request.found.person.name} 的证件 {number} {chosen.title}？",
        yes=chosen.title,
        back=reverse("officer:permit", args=[number]),
        consequences=chosen.consequences,
        form=form,
        grave=name in {"cancel", "retire"},
    )
    context = framed(request, ask=ask, title=chosen.title, left=left)
    return (faulty if form.read else page)(request, "officer/order.html", context)


def _given(form: Form) -> dict[str, object]:
    return {name: value for name, value in form.values.items() if value not in (None, "")}
