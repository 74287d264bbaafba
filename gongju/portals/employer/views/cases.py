"""员工业务申请 and the employer's own business: what it says, the papers, and the moves that are the agent's."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.allowed_moves import Move, allowed_moves
from gongju.actions.documents import own_holder, store_document
from gongju.actions.fill import fill
from gongju.actions.hand_in import hand_in, take_back
from gongju.actions.move import move
from gongju.actions.objection import Objected
from gongju.actions.preview import preview
from gongju.casework import books, queries
from gongju.casework.models import Case
from gongju.documents.queries import latest
from gongju.errors import BadInput, Fault, NotFound, Refusal
from gongju.forms.comparing import changes as changed_fields
from gongju.people import profile
from gongju.portals.employer.frame import framed
from gongju.portals.shared.case_words import timeline_of
from gongju.portals.shared.fields import Field, field_of_fact
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.papers import paper_rows
from gongju.portals.shared.part_words import part_rows
from gongju.portals.shared.parts import Ask
from gongju.portals.shared.verdicts import reasons_of
from gongju.rules.procedure import AGENT

PAGE = 30
REASON = Field(name="reason", label="理由", type="long_text", required=True, hint="会告知申请人，请写清要改什么。")


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """Everything the employer and its staff have handed in, newest first."""
    words = request.GET.get("q", "").strip()
    found = queries.with_names(visible_cases(request.actor)).order_by("-open", "-opened_at", "-pk")
    if words:
        found = found.filter(person__name__icontains=words) | found.filter(number__icontains=words.upper())
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    procedures = {one.type: one for one in books.procedures()}
    rows = [
        (case, procedures[case.type].title, procedures[case.type].stage(case.stage), _mine(procedures, case))
        for case in shown
    ]
    return page(request, "employer/cases.html", framed(request, page_obj=shown, rows=rows, words=words))


def _mine(procedures: dict, case: Case) -> bool:  # type: ignore[type-arg]
    return case.open and procedures[case.type].stage(case.stage).turn == AGENT


@require_GET
@requires("employer.case")
def case(request: Asked, number: str) -> HttpResponse:
    """One case as the employer sees it."""
    return page(request, "employer/case.html", _context(request))


def _context(request: Asked, form: Form | None = None, left: list[str] | None = None) -> dict[str, object]:
    found: Case = request.found
    actor, now = request.actor, clock.now()
    procedure = books.procedure_by_digest(found.procedure.digest)
    stage = procedure.stage(found.stage)
    look = preview(actor=actor, now=now, case=found)
    editable = found.open and AGENT in stage.edits
    names = list(look.questions) + _answered(found, look)
    kept = queries.latest_verdict(found)
    moves = [one for one in allowed_moves(actor=actor, now=now, case=found) if one.mine]
    return framed(
        request,
        case=found,
        procedure=procedure,
        stage=stage,
        editable=editable,
        verdict=look.verdict,
        reasons=reasons_of(look.verdict, decided={k: w.reason for k, w in queries.waived(found).items()}),
        kept=kept,
        form=form or Form([field_of_fact(one) for one in names], initial=_initial(look, found)),
        left=left or [],
        papers=paper_rows(
            [one.due for one in look.papers], queries.handed_in(found), look.edition.materials_of(found.type)
        ),
        mine={one.due.material.code for one in look.papers if one.mine},
        kept_papers=latest(own_holder(request.actor)) if editable else [],
        findings=list(queries.findings(found, open_only=True)),
        changes=_changes(found),
        parts=[(one.title, part_rows(one.part, one.saved)) for one in profile.fillings(found.person)]
        if found.person
        else [],
        timeline=timeline_of(found, procedure),
        moves=[one for one in moves if one.allowed],
        blocked=[one for one in moves if not one.allowed],
    )


def _answered(found: Case, look: object) -> list:  # type: ignore[type-arg]
    """The agent's answers given already, so that they can be changed."""
    facts = look.edition.facts  # type: ignore[attr-defined]
    asked = {one.name for one in look.questions}  # type: ignore[attr-defined]
    return [
        facts[name] for name in found.answers if name in facts and name not in asked and facts[name].source == "单位"
    ]


def _initial(look: object, found: Case) -> dict[str, object]:
    return {fact.name: fact.value for fact in look.facts if fact.name in found.answers}  # type: ignore[attr-defined]


def _changes(found: Case) -> list[object]:
    """What the person altered since the submission before."""
    handed = queries.snapshots(found)
    if len(handed) < 1 or found.person is None:
        return []
    return list(changed_fields(profile.form(), handed[-1].profile, profile.contents(found.person)))


@require_POST
@requires("employer.case")
def answer(request: Asked, number: str) -> HttpResponse:
    """Save the agent's answers as typed."""
    look = preview(actor=request.actor, now=clock.now(), case=request.found)
    names = [*look.questions, *_answered(request.found, look)]
    form = Form([field_of_fact(one) for one in names], request.POST)
    if not form.ok:
        return faulty(request, "employer/case.html", _context(request, form))
    answers = {box.name: box.typed.parts[0] if len(box.typed.parts) == 1 else list(box.typed.parts) for box in form}
    answers = {
        name: "-".join(text) if _is_day(form, name) and isinstance(text, list) else text
        for name, text in answers.items()
    }
    fill(actor=request.actor, now=clock.now(), case_number=number, answers={k: v or None for k, v in answers.items()})
    messages.success(request, "已保存。")
    return redirect(reverse("employer:case", args=[number]) + "#answers")


def _is_day(form: Form, name: str) -> bool:
    return form[name].field.type in ("day", "month")


@require_POST
@requires("employer.case")
def paper(request: Asked, number: str) -> HttpResponse:
    """Hand in a file sent now, one kept in 附件管理, or take one back."""
    target = redirect(reverse("employer:case", args=[number]) + "#papers")
    taken = request.POST.get("take_back", "")
    if taken.isdecimal():
        take_back(actor=request.actor, now=clock.now(), case_number=number, handed_in_id=int(taken))
        messages.success(request, "材料已撤下。")
        return target
    material = request.POST.get("material", "")
    try:
        version_id = _version(request, material)
        hand_in(actor=request.actor, now=clock.now(), case_number=number, material=material, version_id=version_id)
    except (BadInput, Refusal) as wrong:
        faults = [fault.message for fault in wrong.faults] if isinstance(wrong, BadInput) else [str(wrong)]
        return faulty(request, "employer/case.html", _context(request, left=faults))
    messages.success(request, "材料已交。")
    return target


def _version(request: Asked, material: str) -> int:
    """The version to hand in: of a file sent now, stored first, or one chosen from those kept."""
    sent, chosen = request.FILES.get("file"), request.POST.get("version", "")
    if sent is None:
        if not chosen.isdecimal():
            raise BadInput((Fault("file", "请选择要交的文件。"),))
        return int(chosen)
    look = preview(actor=request.actor, now=clock.now(), case=request.found)
    titles = {one.code: one.title for one in look.edition.materials_of(request.found.type)}
    title = titles.get(material, "材料")
    version = store_document(actor=request.actor, now=clock.now(), kind=material, title=title, upload=sent)
    return int(version.pk)


@require_http_methods(["GET", "POST"])
@requires("employer.case")
def move_case(request: Asked, number: str, name: str) -> HttpResponse:
    """Endorse, return, submit, withdraw: asked once more, then done."""
    chosen = _chosen(request, name)
    form = Form([REASON], request.POST if request.method == "POST" else None) if chosen.needs_reason else None
    if request.method == "GET" or (form and not form.ok):
        return _asked(request, chosen, form, ())
    try:
        move(
            actor=request.actor,
            now=clock.now(),
            case_number=number,
            transition=name,
            seen_stage=request.POST.get("seen_stage", ""),
            reason=str(form.values["reason"]) if form else "",
        )
    except Objected as refused:
        return _asked(request, chosen, form, tuple(str(one) for one in refused.objections))
    messages.success(request, f"{number}：已{chosen.title}。")
    return redirect("employer:case", number=number)


def _chosen(request: Asked, name: str) -> Move:
    found = allowed_moves(actor=request.actor, now=clock.now(), case=request.found)
    chosen = next((one for one in found if one.name == name and one.mine), None)
    if chosen is None:
        raise NotFound("这一步操作")
    return chosen


def _asked(request: Asked, chosen: Move, form: Form | None, against: tuple[str, ...]) -> HttpResponse:
    against = against or chosen.why_not
    ask = Ask(
        question=chosen.confirm or f"确认{chosen.title}吗？",
        yes=chosen.title,
        back=reverse("employer:case", args=[request.found.number]),
        hidden=(("seen_stage", request.found.stage),),
        form=form,
        grave=chosen.ends_case,
    )
    context = framed(request, ask=ask, title=chosen.title, against=against, case=request.found)
    return (faulty if against or (form and form.faults) else page)(request, "employer/ask.html", context)
