"""我的业务: what I applied for, how each case goes, and what was decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.allowed_moves import Move, allowed_moves, moves_of
from gongju.actions.comparing import differences_of
from gongju.actions.hearing import hearing_of
from gongju.actions.matter import matter_of
from gongju.actions.move import move as make_move
from gongju.casework import books, queries
from gongju.casework.models import Case, Step
from gongju.errors import BadInput, NotFound, Refusal
from gongju.portals.applicant.corrections import faults_of
from gongju.portals.applicant.frame import framed
from gongju.portals.applicant.progress import Decision, by_whom, now_going_on, time_of, timeline
from gongju.portals.shared.appointments import UNBOOKED, unbooked_among
from gongju.portals.shared.comparisons import comparison_rows
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.papers import paper_rows
from gongju.portals.shared.parts import Ask
from gongju.portals.shared.verdicts import reasons_of
from gongju.registries.office import PERSON
from gongju.rules import procedure as parties
from gongju.rules.outcome import Outcome
from gongju.rules.verdict import Verdict

A_PAGE = 20
SHOWN = {"open": {"open": True}, "done": {"open": False}}
REASON = Field(name="reason", label="写明情况和理由", type="long_text", required=True, longest=600)


@requires("applicant.own")
@require_GET
def cases(request: Asked) -> HttpResponse:
    """查询业务申请记录: all, under way, or done (CY-Q90b, SC-49)."""
    shown = request.GET.get("show", "all")
    found = visible_cases(request.actor).filter(**SHOWN.get(shown, {})).order_by("-opened_at", "-pk")
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    unbooked = unbooked_among(listed)
    rows = [(case, *(_words(case)[:2]), UNBOOKED if case.pk in unbooked else _words(case)[2]) for case in listed]
    return page(request, "applicant/cases.html", framed(request, rows=rows, listed=listed, shown=shown))


def _words(case: Case) -> tuple[str, str, str]:
    """Business, tone and word of the state of a case."""
    procedure = books.procedure_by_digest(case.procedure.digest)
    stage = procedure.stage(case.stage)
    tone = case.outcome or ("warn" if stage.turn == parties.APPLICANT else "info")
    return procedure.title, tone, stage.title


@requires("applicant.own")
@require_GET
def decisions(request: Asked) -> HttpResponse:
    """业务审批记录: every step that the employer, an office or the system took on my cases, newest first (SC-49)."""
    mine = visible_cases(request.actor).values("pk")
    found = Step.objects.filter(case__in=mine).exclude(actor_id=str(request.actor.user_id))
    found = found.prefetch_related(Prefetch("case", queries.with_books(Case.objects.all()))).order_by("-at", "-pk")
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return page(
        request, "applicant/decisions.html", framed(request, rows=[_decision(one) for one in listed], listed=listed)
    )


def _decision(step: Step) -> Decision:
    case = step.case
    procedure = books.procedure_by_digest(case.procedure.digest)
    move = procedure.transitions.get(step.name)
    office = books.edition_by_digest(case.rulebook.digest).office if case.rulebook else ""
    return Decision(case, procedure.title, step, move.title if move else step.name, by_whom(move, office))


@requires("applicant.case")
@require_GET
def case(request: Asked, number: str) -> HttpResponse:
    """在办业务状态: what happened, what is due and why then, what I may do (DC-182, DX-174, CY-Q90c, SC-50)."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    stage = matter.procedure.stage(matter.case.stage)
    kept = queries.latest_verdict(matter.case)
    return page(
        request,
        "applicant/case.html",
        framed(
            request,
            case=matter.case,
            title=matter.procedure.title,
            stage=stage,
            now=now_going_on(matter),
            tone=_words(matter.case)[1],
            mine=stage.turn == parties.APPLICANT,
            edits=parties.APPLICANT in stage.edits,
            moves=moves_of(matter),
            steps=timeline(matter),
            time=time_of(matter),
            faults=faults_of(matter),
            hearing=hearing_of(matter),
            differences=differences_of(matter),
            correction=matter.case.corrections.filter(answered_at__isnull=True).last(),
            kept=kept,
            outcome_word=Outcome(kept.outcome).label if kept else "",
            reasons=reasons_of(Verdict.from_json(kept.verdict)) if kept else (),
            papers=paper_rows(matter),
            edition=matter.edition,
            comparisons=comparison_rows(one for one in matter.comparisons if one.office.about == PERSON),
        ),
    )


@requires("applicant.case")
@require_http_methods(["GET", "POST"])
def move(request: Asked, number: str, transition: str) -> HttpResponse:
    """A move of mine: asked once more, then made if the case still stands where I saw it."""
    found: Case = request.found
    chosen = _chosen(request, found, transition)
    form = Form([REASON] if chosen.needs_reason else [], request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.faults:
        told = str(form.values.get("reason", ""))
        try:
            make_move(
                actor=request.actor,
                now=clock.now(),
                case_number=number,
                transition=transition,
                seen_stage=request.POST.get("seen_stage", ""),
                reason=told,
            )
        except BadInput as wrong:
            form.blame_all(wrong)
        else:
            messages.success(request, f"已完成：{chosen.title}。")
            return redirect("applicant:case", number)
    show = faulty if form.faults else page
    return show(request, "applicant/move.html", framed(request, case=found, move=chosen, ask=_ask(found, chosen, form)))


def _chosen(request: Asked, found: Case, transition: str) -> Move:
    """The move, if it is one of mine from here; a refusal with every reason where it is not allowed now."""
    moves = {one.name: one for one in allowed_moves(actor=request.actor, now=clock.now(), case=found)}
    if transition not in moves or not moves[transition].mine:
        raise NotFound("这一步操作")
    chosen = moves[transition]
    if not chosen.allowed and request.method == "GET":
        raise Refusal("move.refused", f"现在不能“{chosen.title}”。{''.join(chosen.why_not)}", where=found.number)
    return chosen


def _ask(found: Case, chosen: Move, form: Form) -> Ask:
    return Ask(
        question=chosen.confirm or f"确认{chosen.title}吗？",
        yes=chosen.title,
        back=f"/my/cases/{found.number}/",
        hidden=(("seen_stage", found.stage),),
        form=form,
        grave=chosen.ends_case,
    )
