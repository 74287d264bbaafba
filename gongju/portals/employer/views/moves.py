"""Endorse, return, submit, withdraw: asked once more with what it means, then done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.allowed_moves import Move, allowed_moves
from gongju.actions.editing import check_seen
from gongju.actions.move import move
from gongju.actions.objection import Objected
from gongju.errors import MovedOn, NotFound
from gongju.portals.employer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page, seen_round
from gongju.portals.shared.parts import Ask
from gongju.rules.cautions import Told

TAKEN_NOTE = "我已知道"
REASON = Field(
    name="reason", label="理由", type="long_text", required=True, longest=600, hint="会告知申请人，请写清要改什么。"
)


@require_http_methods(["GET", "POST"])
@requires("employer.case")
def move_case(request: Asked, number: str, name: str) -> HttpResponse:
    """Ask once more, then move; what stands against it is shown, and what was typed stays.

    Serves (CP-153, DC-069, DX-071, SC-32).
    """
    check_seen(request.found, seen_round(request))
    chosen = _chosen(request, name)
    fields = [*([REASON] if chosen.needs_reason else []), *(_acknowledging(one) for one in chosen.cautions)]
    form = Form(fields, request.POST if request.method == "POST" else None) if fields else None
    if request.method == "GET" or (form and not form.ok):
        return _asked(request, chosen, form, chosen.why_not)
    try:
        move(
            actor=request.actor,
            now=clock.now(),
            case_number=number,
            transition=name,
            seen_stage=request.POST.get("seen_stage", ""),
            seen_round=seen_round(request),
            reason=str(form.values["reason"]) if form and chosen.needs_reason else "",
            acknowledged=[one.caution.code for one in chosen.cautions],
        )
    except Objected as refused:
        return _asked(request, chosen, form, tuple(str(one) for one in refused.objections))
    messages.success(request, f"{number}：已{chosen.title}。")
    return redirect("employer:case", number=number)


def _acknowledging(told: Told) -> Field:
    """A box to tick for one caution; without it the form does not go on."""
    text = told.sentence
    return Field(name=f"caution_{told.caution.code}", label=text, type="choices", choices=(TAKEN_NOTE,), required=True)


def _chosen(request: Asked, name: str) -> Move:
    """The move as it stands now. MovedOn when the case was moved since it was shown, NotFound without such a move."""
    found = allowed_moves(actor=request.actor, now=clock.now(), case=request.found)
    chosen = next((one for one in found if one.name == name and one.mine), None)
    if chosen is not None:
        return chosen
    if request.POST.get("seen_stage", request.found.stage) != request.found.stage:
        raise MovedOn("这项业务", where=request.found.number)
    raise NotFound("这一步操作")


def _asked(request: Asked, chosen: Move, form: Form | None, against: tuple[str, ...]) -> HttpResponse:
    ask = Ask(
        question=chosen.confirm or f"确认{chosen.title}吗？",
        yes=chosen.title,
        back=reverse("employer:case", args=[request.found.number]),
        hidden=(("seen_stage", request.found.stage), ("seen_round", str(request.found.round))),
        form=form,
        grave=chosen.ends_case,
    )
    wrong = request.method == "POST"
    context = framed(request, ask=ask, title=chosen.title, against=against, case=request.found)
    return (faulty if wrong else page)(request, "employer/ask.html", context)
