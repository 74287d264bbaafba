"""Faults for the correction notice, and deciding on a criterion that is left to an officer."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.editing import check_seen
from gongju.actions.findings import clear_finding, record_finding
from gongju.actions.matter import Matter, matter_of
from gongju.actions.waive import waive
from gongju.casework import queries
from gongju.casework.models import Finding
from gongju.errors import BadInput, NotFound
from gongju.portals.officer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, number_in, page, seen_round
from gongju.rules.addressing import told_of

FAULTS = {str(word): code for code, word in Finding.Fault.choices}
Kind = Finding.Fault
COMMON = {
    "看不清": (Kind.INCORRECT, "扫描件看不清，请重新扫描或拍照，四边完整、字迹清楚后上传。"),
    "不是要求的材料": (Kind.INCORRECT, "上传的不是这份材料，请换成要求的材料。"),
    "与填写的不一致": (Kind.INCORRECT, "材料上的内容与填写的不一致，请核对后改正填写的内容，或者更换材料。"),
    "不是原件扫描件": (Kind.INCORRECT, "上传的是复印件，请用原件扫描后上传。"),
    "缺页": (Kind.INCOMPLETE, "缺少页面，请补齐全部页面后重新上传。"),
    "没有签字": (Kind.INCOMPLETE, "应当签字的地方没有签字，请签字后重新扫描上传。"),
    "没有盖章": (Kind.INCOMPLETE, "应当盖章的地方没有盖章，请盖章后重新扫描上传。"),
    "已过期": (Kind.OUT_OF_DATE, "材料已过有效期，或者剩余的有效期不够，请更换有效的材料。"),
    "日期太早": (Kind.OUT_OF_DATE, "材料的日期不在规定的期限以内，请重新开具后上传。"),
}
"""What is often wrong with a paper: which kind of fault it is, and what the notice says."""
FIELDS = (
    Field(
        name="common",
        label="常见问题",
        type="choice",
        choices=tuple(COMMON),
        listed=True,
        hint="选了一种的，下面两项可以不填；另有要说明的，写在后面。",
    ),
    Field(name="fault", label="属于哪一类问题", type="choice", choices=tuple(FAULTS)),
    Field(
        name="text",
        label="问题和怎样补正",
        type="long_text",
        longest=600,
        hint="写明哪里不对、要改成什么样，申请人照着就能改。",
    ),
    Field(name="page", label="在第几页", type="count", unit="页"),
)
REASON = Field(
    name="reason", label="认定的理由", type="long_text", required=True, hint="写明依据的事实；会与结论一并保存。"
)


@require_http_methods(["GET", "POST"])
@requires("officer.case")
def finding(request: Asked, number: str) -> HttpResponse:
    """Note one fault about a criterion, a material or a field."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    given = request.POST if request.method == "POST" else request.GET
    kind, about = given.get("about_kind", ""), given.get("about", "")
    title, clause = about_words(matter, kind, about)
    form = Form(FIELDS, request.POST if request.method == "POST" else None, initial=_initial(request.GET))
    left: list[str] = []
    if form.ok:
        try:
            record(request, form, (kind, about, clause))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, "问题已记下，会写进补正通知。")
            return redirect(reverse("officer:case", args=[number]) + "#faults")
    context = framed(
        request, case=request.found, form=form, left=left, title=title, clause=clause, about_kind=kind, about=about
    )
    return (faulty if form.read else page)(request, "officer/finding.html", context)


def _initial(given: Mapping[str, str]) -> dict[str, int]:
    found = number_in(given.get("page"))
    return {"page": found} if found else {}


def record(request: Asked, form: Form, about: tuple[str, str, str]) -> None:
    """Note the fault of a form read by FIELDS; `about` is kind, key and clause. Raises what `record_finding` raises."""
    values = form.values
    usual, said = COMMON.get(str(values.get("common", "")), ("", ""))
    page_number = values.get("page")
    record_finding(
        actor=request.actor,
        now=clock.now(),
        case_number=request.found.number,
        about_kind=about[0],
        about=about[1],
        clause=about[2],
        fault=FAULTS.get(str(values.get("fault", "")), usual),
        text=said + str(values.get("text", "")),
        page=page_number if isinstance(page_number, int) else None,
    )


def about_words(matter: Matter, kind: str, about: str) -> tuple[str, str]:
    """Title and clause of what a fault is about. NotFound where the rulebook has no such thing."""
    named: dict[str, dict[str, tuple[str, str]]] = {
        "criterion": {one.code: (one.title, one.clause) for one in matter.verdict.criteria},
        "material": {one.code: (one.title, one.clause) for one in matter.edition.materials_of(matter.case.type)},
        "field": {name: (spec.label, "") for name, spec in matter.edition.facts.items()},
    }
    try:
        return named[kind][about]
    except KeyError:
        raise NotFound("这一项") from None


@require_POST
@requires("officer.case")
def mended(request: Asked, number: str, finding_id: int) -> HttpResponse:
    """Call a fault mended, or take it out of the notice being composed (`notice` names the move)."""
    clear_finding(actor=request.actor, now=clock.now(), case_number=number, finding_id=finding_id)
    composing = request.POST.get("notice", "")
    if composing.isidentifier():
        messages.success(request, "已从通知里去掉。")
        return redirect("officer:notice", number=number, name=composing)
    messages.success(request, "已标为补正或撤销。")
    return redirect(reverse("officer:case", args=[number]) + "#faults")


@require_http_methods(["GET", "POST"])
@requires("officer.case")
def decide(request: Asked, number: str, criterion: str) -> HttpResponse:
    """Let a criterion count as met, with a reason."""
    check_seen(request.found, seen_round(request))
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    found = next((one for one in matter.verdict.criteria if one.code == criterion), None)
    if found is None:
        raise NotFound("这项条件")
    kept = queries.waived(request.found).get(criterion)
    form = Form([REASON], request.POST if request.method == "POST" else None)
    if form.ok:
        reason = str(form.values["reason"])
        waive(
            actor=request.actor,
            now=clock.now(),
            case_number=number,
            criterion=criterion,
            reason=reason,
            seen_round=seen_round(request),
        )
        messages.success(request, f"已认定：{found.title}。")
        return redirect("officer:case", number=number)
    sentence = told_of(found.sentence)
    context = framed(request, case=request.found, form=form, criterion=found, sentence=sentence, kept=kept)
    return (faulty if form.read else page)(request, "officer/decide.html", context)
