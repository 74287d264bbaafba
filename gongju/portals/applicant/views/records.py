"""办理记录与回执: the journal of my case or permit, and a receipt for each entry that anyone can check."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongju.access.rules import Asked, requires
from gongju.actions.telling import case_ref, permit_ref
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.record import case_words, receipt_answer, record_page


@requires("applicant.case")
@require_GET
def of_case(request: Asked, number: str) -> HttpResponse:
    """What was recorded of my case."""
    context = framed(request, of=case_words(request.found), above=reverse("applicant:case", args=[number]))
    return record_page(request, "applicant/record.html", case_ref(number), context)


@requires("applicant.case")
@require_GET
def receipt_of_case(request: Asked, number: str, sequence: int) -> HttpResponse:
    """The receipt of one entry of my case."""
    return receipt_answer(request, case_ref(number), sequence)


@requires("applicant.permit")
@require_GET
def of_permit(request: Asked, number: str) -> HttpResponse:
    """What was recorded of my permit."""
    context = framed(request, of=f"工作居住证（{number}）", above=reverse("applicant:permit", args=[number]))
    return record_page(request, "applicant/record.html", permit_ref(number), context)


@requires("applicant.permit")
@require_GET
def receipt_of_permit(request: Asked, number: str, sequence: int) -> HttpResponse:
    """The receipt of one entry of my permit."""
    return receipt_answer(request, permit_ref(number), sequence)
