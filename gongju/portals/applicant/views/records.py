"""办理记录与回执: the journal of my case or permit, and a receipt for each entry that anyone can check."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju.access.rules import Asked, requires
from gongju.errors import NotFound
from gongju.journal.refs import SubjectRef
from gongju.portals.applicant.frame import framed
from gongju.portals.applicant.record_page import case_of, lines_of, permit_of, receipt_for
from gongju.portals.shared.pages import page
from gongju.signatures import signer


@requires("applicant.case")
@require_GET
def of_case(request: Asked, number: str) -> HttpResponse:
    """What was recorded of my case."""
    return _record(request, case_of(request.found.number), "case")


@requires("applicant.case")
@require_GET
def receipt_of_case(request: Asked, number: str, sequence: int) -> HttpResponse:
    """The receipt of one entry of my case."""
    return _receipt(request, case_of(request.found.number), sequence)


@requires("applicant.permit")
@require_GET
def of_permit(request: Asked, number: str) -> HttpResponse:
    """What was recorded of my permit."""
    return _record(request, permit_of(request.found.number), "permit")


@requires("applicant.permit")
@require_GET
def receipt_of_permit(request: Asked, number: str, sequence: int) -> HttpResponse:
    """The receipt of one entry of my permit."""
    return _receipt(request, permit_of(request.found.number), sequence)


def _record(request: Asked, subject: SubjectRef, kind: str) -> HttpResponse:
    lines, others = lines_of(subject, request.actor)
    context = framed(
        request,
        number=subject.id,
        lines=lines,
        others=others,
        signs=signer().signs,
        kind=kind,
        page_of=f"applicant:{kind}",
        receipt_at=f"applicant:{kind}_receipt",
    )
    return page(request, "applicant/record.html", context)


def _receipt(request: Asked, subject: SubjectRef, sequence: int) -> HttpResponse:
    receipt = receipt_for(subject, sequence, request.actor)
    if receipt is None:
        raise NotFound("这张回执")
    answer = HttpResponse(receipt.as_json(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{subject.id}-{sequence}.json"'
    return answer
