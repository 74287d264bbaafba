"""待确认单位关联列表: confirm with the contract, refuse with a reason; 更新合同."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.confirm_link import confirm_link, refuse_link, update_contract
from gongju.actions.documents import store_document
from gongju.employers import profile, queries
from gongju.employers.models import Employment
from gongju.employers.records import Contract
from gongju.errors import BadInput, Refusal
from gongju.forms.checking import check
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.part_forms import PartForm, part_form, typed_content
from gongju.portals.shared.parts import Ask

REASON = Field(name="reason", label="不同意的理由", type="long_text", required=True, hint="申请人会看到。")
SCAN = Field(name="document", label="劳动合同扫描件", type="file", required=True, hint="PDF、JPG 或 PNG，一个文件。")
CONTRACT = "labour_contract"
Deed = Callable[[Contract], Employment]


@require_GET
@requires("employer.own")
def waiting(request: Asked) -> HttpResponse:
    """Those who asked to be linked, oldest first."""
    return page(request, "employer/links.html", framed(request, rows=queries.waiting(own(request).pk)))


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def confirm(request: Asked, employment_id: int) -> HttpResponse:
    """Confirm with the particulars of the contract and its scan."""

    def deed(contract: Contract) -> Employment:
        return confirm_link(actor=request.actor, now=clock.now(), employment_id=employment_id, contract=contract)

    return _stated(request, deed, "确认关联", reverse("employer:links"))


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def contract(request: Asked, employment_id: int) -> HttpResponse:
    """State the contract anew; the scan may stay."""

    def deed(contract: Contract) -> Employment:
        return update_contract(actor=request.actor, now=clock.now(), employment_id=employment_id, contract=contract)

    return _stated(request, deed, "更新合同", reverse("employer:employee", args=[employment_id]))


def _stated(request: Asked, deed: Deed, title: str, back: str) -> HttpResponse:
    employment: Employment = request.found
    if request.method == "GET":
        form = part_form(profile.contract_form(), as_typed(employment))
        return page(request, "employer/contract.html", _context(request, title, back, form))
    content = typed_content(profile.contract_form(), request.POST)
    checked = check(profile.contract_form(), content, on=clock.today())
    faults = [one.as_json() for one in checked.faults]
    faults += [{"field": one.field, "row": one.row, "message": "请填写这一项。"} for one in checked.missing]
    others: list[str] = []
    if not faults:
        try:
            deed(_contract(request, employment, checked.rows[0]))
        except (BadInput, Refusal) as wrong:
            others = [fault.message for fault in wrong.faults] if isinstance(wrong, BadInput) else [str(wrong)]
        else:
            messages.success(request, f"{employment.person.name}：已{title}。")
            return redirect(back)
    form = part_form(profile.contract_form(), content, faults)
    return faulty(request, "employer/contract.html", _context(request, title, back, form, others))


def _contract(request: Asked, employment: Employment, row: object) -> Contract:
    values = dict(row)  # type: ignore[call-overload]  # a row of checked values
    return Contract(
        post=values["post"],
        post_kind=values["post_kind"],
        kind=values["kind"],
        employed_from=values["employed_from"],
        since=values["contract_from"],
        until=values.get("contract_to"),
        document_id=_scan(request, employment),
    )


def _scan(request: Asked, employment: Employment) -> UUID | None:
    """The contract's scan: the file sent now, stored first; else the one there is."""
    sent = request.FILES.get("document")
    if sent is None:
        return employment.contract_document_id
    version = store_document(
        actor=request.actor,
        now=clock.now(),
        kind=CONTRACT,
        title=f"劳动合同（{employment.person.name}）",
        upload=sent,
    )
    return version.document_id


def as_typed(employment: Employment) -> dict[str, str]:
    """The contract on record as the form keeps it."""
    known = {
        "post": employment.post,
        "post_kind": employment.post_kind,
        "kind": employment.kind,
        "employed_from": employment.employed_from,
        "contract_from": employment.contract_from,
        "contract_to": employment.contract_to,
    }
    return {name: str(value) for name, value in known.items() if value}


def _context(
    request: Asked, title: str, back: str, form: PartForm, others: list[str] | None = None
) -> dict[str, object]:
    return framed(
        request,
        employment=request.found,
        title=title,
        back=back,
        part_form=form,
        scan=Form([SCAN])["document"],
        others=others or [],
    )


@require_http_methods(["GET", "POST"])
@requires("employer.employment")
def refuse(request: Asked, employment_id: int) -> HttpResponse:
    """Do not confirm, and say why."""
    form = Form([REASON], request.POST if request.method == "POST" else None)
    if form.ok:
        refuse_link(
            actor=request.actor, now=clock.now(), employment_id=employment_id, reason=str(form.values["reason"])
        )
        messages.success(request, f"没有同意 {request.found.person.name} 的关联申请，理由已告知本人。")
        return redirect("employer:links")
    ask = Ask(
        question=f"不同意 {request.found.person.name} 的关联申请？",
        yes="不同意",
        back=reverse("employer:links"),
        form=form,
    )
    return (faulty if form.read else page)(request, "employer/ask.html", framed(request, ask=ask, title="不同意关联"))
