"""解除关联: when and why somebody left, with the paper that the district wants uploaded here."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.documents import store_document
from gongju.actions.leaving_paper import leaving_papers
from gongju.actions.release import Leaving, release
from gongju.employers.models import Employment
from gongju.errors import BadInput, NotFound, Refusal
from gongju.portals.employer.contracts import Scan, given_key
from gongju.portals.employer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.rules.paper_entries import Material

FIELDS = (
    Field(name="ended_on", label="离职日期", type="day", required=True),
    Field(name="kind", label="解除关联的原因", type="choice", choices=tuple(Leaving.labels), required=True),
    Field(name="reason", label="说明", type="long_text", required=True, longest=200),
)
KINDS = {str(label): Leaving(value) for value, label in Leaving.choices}
PROOF = "离职材料"
CONSEQUENCES = (
    "持有的工作居住证随即挂起，到证件有效期截止前可由新单位办理聘用单位变更；退休的，证件失效。",
    "正在办理的业务会关闭，占用的指标退回。",
    "这一步不能撤回，只能由本人重新申请关联。",
)


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def let_go(request: Asked, employment_id: int) -> HttpResponse:
    """解除关联, after saying what it means; the proof of leaving is taken with it (CP-120, CY-Q79, DX-167, SC-28)."""
    employment: Employment = request.found
    if employment.state != Employment.State.CONFIRMED:
        raise NotFound("这名员工")
    papers = leaving_papers(employment.employer, clock.today())
    form = Form(FIELDS, request.POST if request.method == "POST" else None, initial={"ended_on": clock.today()})
    proof = _proof(request, form, papers)
    others: tuple[str, ...] = ()
    if form.ok and not proof.box.fault:
        others = _against(request, employment_id, form, proof)
        if not (others or form.faults or proof.box.fault):
            messages.success(request, f"已与 {employment.person.name} 解除关联。")
            return redirect("employer:staff")
    context = framed(
        request,
        employment=employment,
        form=form,
        proof=proof if papers else None,
        wrong=[*form.faults, *([proof.box] if proof.box.fault else [])],
        others=others,
        consequences=CONSEQUENCES,
        back=reverse("employer:employee", args=[employment_id]),
    )
    return (faulty if form.read else page)(request, "employer/release.html", context)


def _proof(request: Asked, form: Form, papers: Mapping[str, Material]) -> Scan:
    """The proof with the page: the file sent now, kept even when something else is wrong, else one sent before."""
    hint = _hint(papers)
    kept = given_key(request.POST.get("kept", ""))
    sent = request.FILES.get("document")
    if sent is None or not papers:
        return Scan(kept, told=(PROOF, hint))
    paper = papers.get(KINDS.get(str(form.values.get("kind")), Leaving.LEFT)) or next(iter(papers.values()))
    title = f"{paper.title}（{request.found.person.name}）"
    try:
        stored = store_document(actor=request.actor, now=clock.now(), kind=paper.code, title=title, upload=sent)
    except BadInput as wrong:
        return Scan(kept, told=(PROOF, hint), fault="".join(one.message for one in wrong.faults))
    return Scan(stored.document_id, received=stored.file_name, told=(PROOF, hint))


def _hint(papers: Mapping[str, Material]) -> str:
    """Which paper goes with which reason."""
    wanted = "；".join(f"{Leaving(reason).label}的传{paper.title}" for reason, paper in papers.items())
    return f"{wanted}。员工持有工作居住证的必须上传，新单位办理聘用单位变更时直接使用。PDF、JPG 或 PNG，一个文件。"


def _against(request: Asked, employment_id: int, form: Form, proof: Scan) -> tuple[str, ...]:
    """Release; what stands against it and belongs to no box, () when it is done."""
    ended_on = form.values["ended_on"]
    if not isinstance(ended_on, date):
        raise TypeError("ended_on is a day")
    try:
        release(
            actor=request.actor,
            now=clock.now(),
            employment_id=employment_id,
            ended_on=ended_on,
            reason=str(form.values["reason"]),
            kind=KINDS[str(form.values["kind"])],
            document_id=proof.document_id,
        )
    except BadInput as wrong:
        proof.box.fault = "".join(one.message for one in wrong.faults if one.field == "document")
        rest = [one for one in wrong.faults if one.field != "document"]
        return tuple(form.blame_all(BadInput(tuple(rest)))) if rest else ()
    except Refusal as refused:
        return (str(refused),)
    return ()
