"""Moving a case: the question before it, with what it means, and the deed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.allowed_moves import Move, moves_of
from gongju.actions.editing import check_seen
from gongju.actions.hearing import hearing_of
from gongju.actions.judge import stands_by_snapshot
from gongju.actions.matter import Matter, matter_of
from gongju.actions.move import move
from gongju.actions.objection import Objected
from gongju.errors import BadInput, MovedOn, NotFound
from gongju.portals.officer.desk import is_notice
from gongju.portals.officer.frame import framed
from gongju.portals.officer.grounds import grounds_of
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.changed import particulars_since
from gongju.portals.shared.fault_words import title_of
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page, seen_round
from gongju.portals.shared.parts import Ask

REASON = Field(
    name="reason", label="理由", type="long_text", hint="会告知申请人和单位，请写清事实和依据。", required=True
)


def decides(request: Asked, *, name: str, **_number: str) -> bool:
    """Moves that approve, or end the case."""
    return chosen_move(request, matter_of(actor=request.actor, now=clock.now(), case=request.found), name).decides


@require_http_methods(["GET", "POST"])
@requires("officer.case")
@weighs(decides)
def move_case(request: Asked, number: str, name: str) -> HttpResponse:
    """Ask once more, then move; what stands against it is shown, and what was typed stays."""
    check_seen(request.found, seen_round(request))
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    chosen = chosen_move(request, matter, name)
    if request.method == "GET" and is_notice(matter, name):
        return redirect("officer:notice", number=number, name=name)
    form = Form([REASON], request.POST if request.method == "POST" else None) if chosen.needs_reason else None
    if request.method == "GET" or (form and not form.ok):
        return _asked(request, matter, chosen, form, chosen.why_not)
    reason = str(form.values["reason"]) if form else ""
    seen = request.POST.get("seen_stage", "")
    try:
        move(
            actor=request.actor,
            now=clock.now(),
            case_number=number,
            transition=name,
            seen_stage=seen,
            seen_round=seen_round(request),
            reason=reason,
        )
    except Objected as refused:
        return _asked(request, matter, chosen, form, tuple(str(one) for one in refused.objections))
    except BadInput as wrong:
        return _asked(request, matter, chosen, form, tuple(fault.message for fault in wrong.faults))
    messages.success(request, f"{number}：已{chosen.title}。")
    return redirect("officer:following", number=number)


def chosen_move(request: Asked, matter: Matter, name: str) -> Move:
    """The move as it stands now. MovedOn when the case was moved since it was shown, NotFound without such a move."""
    chosen = next((one for one in moves_of(matter) if one.name == name), None)
    if chosen is not None:
        return chosen
    if request.POST.get("seen_stage", request.found.stage) != request.found.stage:
        raise MovedOn("这项业务", where=request.found.number)
    raise NotFound("这一步操作")


def _asked(request: Asked, matter: Matter, chosen: Move, form: Form | None, against: tuple[str, ...]) -> HttpResponse:
    case = request.found
    ask = Ask(
        question=chosen.confirm or f"确认{chosen.title}吗？",
        yes=chosen.title,
        back=reverse("officer:case", args=[case.number]),
        hidden=(("seen_stage", case.stage), ("seen_round", str(case.round))),
        form=form,
        grave=chosen.ends_case,
    )
    context = framed(
        request,
        ask=ask,
        move=chosen,
        case=case,
        against=against,
        grounds=grounds_of(matter),
        findings=[(one, title_of(matter, one)) for one in matter.open_findings],
        hearing=hearing_of(matter),
        particulars=particulars_since(matter),
        as_handed_in=stands_by_snapshot(case),
    )
    return (faulty if request.method == "POST" else page)(request, "officer/move.html", context)
