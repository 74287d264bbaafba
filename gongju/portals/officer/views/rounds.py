"""Rounds of quota: the list of them, the allotment board, changes by hand, publishing, and the board as a file.

Serves (SC-09, SC-10).
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rounds import visible_rounds
from gongju.access.rules import Asked, requires
from gongju.actions.propose_places import propose_places
from gongju.actions.publish_round import publish_round
from gongju.actions.set_places import set_places
from gongju.casework import books
from gongju.errors import BadInput, MovedOn, Refusal
from gongju.portals.officer.board_page import board_shown, sheet_of, use_of
from gongju.portals.officer.frame import framed
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.fields import Field, Value
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask
from gongju.portals.shared.sheet import sheet_answer
from gongju.quota.models import QuotaRequest
from gongju.quota.rounds import standings, titles_of
from gongju.quota.scoring import LEAST_WEIGHT, MOST_WEIGHT

BY_HAND = (
    Field(name="places", label="拟核定", type="count", unit="个", required=True, hint="可以是 0，表示本期不安排。"),
    Field(name="reason", label="调整理由", type="long_text", required=True, longest=200, rows=2),
)
OVER = Field(name="over", label="多于申报数", type="choices", choices=("确认多给，理由已写明",))
CONSEQUENCES = (
    "每家单位的数量同时生效，并发消息给经办人。",
    "公布以后不能修改；需要调整的，等下一轮或者另行核定。",
)


@require_GET
@requires("officer.lots")
def rounds(request: Asked) -> HttpResponse:
    """The rounds of the rulebook as they stand today, and those that the office has had."""
    on = clock.today()
    edition = books.edition_for(request.actor.authority, on)
    context = framed(
        request,
        standings=standings(edition, on),
        rows=visible_rounds(request.actor)[:60],
        titles=titles_of(request.actor.authority, on),
    )
    return page(request, "officer/rounds.html", context)


@require_GET
@requires("officer.round")
def board(request: Asked, round_id: int) -> HttpResponse:
    """Requests with their figures side by side, points and places."""
    return page(request, "officer/board.html", _board(request))


def _board(request: Asked, form: Form | None = None, left: tuple[str, ...] = ()) -> dict[str, object]:
    shown = board_shown(request.found, clock.today())
    return framed(request, shown=shown, form=form or _scoring_form(request), left=left)


def _scoring_form(request: Asked) -> Form:
    """A weight for each figure, the minimum and the cap, as last set."""
    shown = board_shown(request.found, clock.today()).board
    fields = [
        Field(
            name=name,
            label=shown.edition.facts[name].label,
            type="number",
            minimum=LEAST_WEIGHT,
            maximum=MOST_WEIGHT,
        )
        for name in shown.figures
    ]
    bounds = (
        Field(name="minimum", label="保底", type="count", unit="个", hint="每家先给的数量。"),
        Field(name="cap", label="上限", type="count", unit="个", hint="一家最多的数量；留空不限。"),
    )
    scoring = shown.scoring
    initial = {**scoring.weights, "minimum": scoring.minimum, "cap": scoring.cap}
    return Form([*fields, *bounds], request.POST if request.method == "POST" else None, initial=initial)


@require_POST
@requires("officer.round")
def propose(request: Asked, round_id: int) -> HttpResponse:
    """Score the round anew, over what stood there."""
    form = _scoring_form(request)
    left: tuple[str, ...] = ()
    if form.ok:
        numbers = {name: int(str(value).split(".")[0]) for name, value in form.values.items()}
        minimum, cap = numbers.pop("minimum", 0), numbers.pop("cap", None)
        try:
            propose_places(
                actor=request.actor, now=clock.now(), round_id=round_id, weights=numbers, minimum=minimum, cap=cap
            )
        except BadInput as wrong:
            left = tuple(form.blame_all(wrong))
        except (Refusal, MovedOn) as refused:
            left = (str(refused),)
        else:
            messages.success(request, "已按得分给出建议数量，可以逐家调整。")
            return redirect("officer:round", round_id=round_id)
    return faulty(request, "officer/board.html", _board(request, form, left))


@require_http_methods(["GET", "POST"])
@requires("officer.request")
def places(request: Asked, request_id: int) -> HttpResponse:
    """One request: how its points came about, the employer's use over the years, and its places by hand."""
    found, on = request.found, clock.today()
    seen = found.places if request.method == "GET" else _seen(request)
    form = _by_hand(request, found)
    left: list[str] = []
    if form.ok:
        count, reason = form.values["places"], str(form.values["reason"])
        try:
            set_places(
                actor=request.actor,
                now=clock.now(),
                request_id=request_id,
                places=count if isinstance(count, int) else -1,
                reason=reason,
                seen=seen,
                over="over" in form.values,
            )
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except (Refusal, MovedOn) as refused:
            left = [str(refused)]
        else:
            messages.success(request, f"{found.case.employer.name}：拟核定 {count} 个。")
            return redirect("officer:round", round_id=found.round_id)
    shown = board_shown(found.round, on)
    line = next(one for one in shown.rows if one.request.pk == found.pk)
    years = use_of(found.case.employer_id, found.round.authority, on)
    context = framed(request, shown=shown, line=line, form=form, left=left, years=years, seen=seen)
    return (faulty if form.read else page)(request, "officer/board_line.html", context)


def _by_hand(request: Asked, found: QuotaRequest) -> Form:
    """Places and why; once the number is over what was asked for, whether that is meant."""
    asked = found.places if found.places is not None else found.asked
    initial: dict[str, Value | None] = {"places": asked, "reason": found.reason}
    form = Form(BY_HAND, request.POST if request.method == "POST" else None, initial=initial)
    count = form.values.get("places")
    if not isinstance(count, int) or count <= found.asked:
        return form
    return Form([*BY_HAND, OVER], request.POST)


def _seen(request: Asked) -> int | None:
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < len(str(10**9)) else None


@require_http_methods(["GET", "POST"])
@requires("officer.round")
@weighs()
def publish(request: Asked, round_id: int) -> HttpResponse:
    """Ask once more, then publish the whole round."""
    against: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            done = publish_round(actor=request.actor, now=clock.now(), round_id=round_id)
        except Refusal as refused:
            against = (str(refused),)
        else:
            messages.success(request, f"已公布：{done.lots} 家单位，共 {done.places} 个指标。")
            return redirect("officer:round", round_id=round_id)
    shown = board_shown(request.found, clock.today())
    total = sum(one.request.places or 0 for one in shown.rows if one.granted is None)
    late = (shown.afterwards,) if shown.afterwards else ()
    ask = Ask(
        question=f"公布本轮分配：{shown.waiting} 家单位，共 {total} 个指标？",
        yes="公布",
        back=reverse("officer:round", args=[round_id]),
        consequences=(*CONSEQUENCES, *late),
        grave=True,
    )
    context = framed(request, ask=ask, shown=shown, against=against)
    return (faulty if against else page)(request, "officer/round_publish.html", context)


@require_GET
@requires("officer.round")
def export(request: Asked, round_id: int) -> HttpResponse:
    """The board as a file."""
    head, lines = sheet_of(board_shown(request.found, clock.today()))
    row = request.found
    return sheet_answer(f"指标分配{row.first_day:%Y%m%d}第{row.batch}批", head, lines)
