"""待确认单位关联列表: confirm with the contract, refuse with a reason; 更新合同."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.confirm_link import Contract, confirm_link, refuse_link, update_contract
from gongju.actions.documents import store_document
from gongju.actions.may_link import shut_for_linking
from gongju.employers import queries
from gongju.employers.models import Employment
from gongju.errors import BadInput, NotFound, Refusal
from gongju.portals.employer.contracts import Scan, given_key, on_record, stated
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask

REASON = Field(name="reason", label="不同意的理由", type="long_text", required=True, hint="申请人会看到。")
CONTRACT = "labour_contract"
NO_SCAN = "请选择劳动合同的扫描件。"
Deed = Callable[[Contract], Employment]
State = Employment.State


@require_GET
@requires("employer.own")
def waiting(request: Asked) -> HttpResponse:
    """Those who asked to be linked, oldest first (CP-066, DC-064, DX-065)."""
    employer = own(request)
    shut = shut_for_linking(employer, clock.today())
    return page(request, "employer/links.html", framed(request, rows=list(queries.waiting(employer.pk)), shut=shut))


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def confirm(request: Asked, employment_id: int) -> HttpResponse:
    """Confirm with the particulars of the contract and its scan (SC-33)."""
    _in_state(request, State.REQUESTED)

    def deed(contract: Contract) -> Employment:
        return confirm_link(actor=request.actor, now=clock.now(), employment_id=employment_id, contract=contract)

    return _stating(request, deed, "确认关联", (reverse("employer:links"), "待确认关联"))


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def contract(request: Asked, employment_id: int) -> HttpResponse:
    """State the contract anew; the scan may stay (DC-066, DX-066, CY-Q84, SC-27)."""
    _in_state(request, State.CONFIRMED)

    def deed(contract: Contract) -> Employment:
        return update_contract(actor=request.actor, now=clock.now(), employment_id=employment_id, contract=contract)

    back = reverse("employer:employee", args=[employment_id])
    return _stating(request, deed, "更新合同", (back, request.found.person.name))


def _in_state(request: Asked, state: State) -> None:
    if request.found.state != state:
        raise NotFound("这条单位关联")


def _stating(request: Asked, deed: Deed, title: str, back: tuple[str, str]) -> HttpResponse:
    """The form of the contract, then the deed; whatever is wrong is said at once and what was typed stays."""
    employment: Employment = request.found
    head = {"employment": employment, "title": title, "back": back[0], "back_title": back[1]}
    if request.method == "GET":
        scan = Scan(employment.contract_document_id)
        shown = framed(request, **head, part_form=on_record(employment), scan=scan, wrong=(), others=())
        return page(request, "employer/contract.html", shown)
    said, scan = stated(request.POST, clock.today()), _scan(request)
    others: tuple[str, ...] = ()
    if said.ok and not scan.box.fault:
        others = _against(deed, said.contract(scan.document_id))
        if not others:
            messages.success(request, f"{employment.person.name}：已{title}。")
            return redirect(back[0])
    wrong = [*said.form.faults, *([scan.box] if scan.box.fault else [])]
    context = framed(request, **head, part_form=said.form, scan=scan, wrong=wrong, others=others)
    return faulty(request, "employer/contract.html", context)


def _against(deed: Deed, contract: Contract) -> tuple[str, ...]:
    """Do the deed; what stands against it, () when it is done."""
    try:
        deed(contract)
    except BadInput as wrong:
        return tuple(one.message for one in wrong.faults)
    except Refusal as refusal:
        return (str(refusal),)
    return ()


def _scan(request: Asked) -> Scan:
    """The scan with the page: the file sent now, stored even when something else is wrong, else the one there is."""
    known = given_key(request.POST.get("kept", "")) or request.found.contract_document_id
    sent = request.FILES.get("document")
    if sent is None:
        return Scan(known, fault="" if known else NO_SCAN)
    title = f"劳动合同（{request.found.person.name}）"
    try:
        kept = store_document(actor=request.actor, now=clock.now(), kind=CONTRACT, title=title, upload=sent)
    except BadInput as wrong:
        return Scan(known, fault="".join(one.message for one in wrong.faults))
    return Scan(kept.document_id, received=kept.file_name)


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def refuse(request: Asked, employment_id: int) -> HttpResponse:
    """Do not confirm, and say why."""
    _in_state(request, State.REQUESTED)
    name = request.found.person.name
    form = Form([REASON], request.POST if request.method == "POST" else None)
    if form.ok:
        reason = str(form.values["reason"])
        refuse_link(actor=request.actor, now=clock.now(), employment_id=employment_id, reason=reason)
        messages.success(request, f"没有同意 {name} 的关联申请，理由已告知本人。")
        return redirect("employer:links")
    ask = Ask(question=f"不同意 {name} 的关联申请？", yes="不同意", back=reverse("employer:links"), form=form)
    return (faulty if form.read else page)(request, "employer/ask.html", framed(request, ask=ask, title="不同意关联"))
