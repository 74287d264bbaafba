"""办理记录与回执: the journal of the employer, its cases, its places and its staff, with a receipt for each entry."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongju.access.rules import Asked, requires
from gongju.actions.telling import access_ref, case_ref, employer_ref, employment_ref, lot_ref
from gongju.journal.refs import SubjectRef
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.record import case_words, receipt_answer, record_page
from gongju.portals.shared.wording import day_text
from gongju.quota.models import Lot

TEMPLATE = "employer/record.html"


@requires("employer.case")
@require_GET
def of_case(request: Asked, number: str) -> HttpResponse:
    """What was recorded of a case of the employer or of one of its staff."""
    return _record(request, case_ref(number), case_words(request.found), reverse("employer:case", args=[number]))


@requires("employer.case")
@require_GET
def receipt_of_case(request: Asked, number: str, sequence: int) -> HttpResponse:
    """The receipt of one entry of such a case."""
    return receipt_answer(request, case_ref(number), sequence)


@requires("employer.own")
@require_GET
def of_employer(request: Asked) -> HttpResponse:
    """What was recorded of the employer itself: registering, particulars, agents, decisions about it."""
    employer = own(request)
    return _record(request, employer_ref(employer.pk), employer.name, reverse("employer:info"))


@requires("employer.own")
@require_GET
def receipt_of_employer(request: Asked, sequence: int) -> HttpResponse:
    """The receipt of one entry about the employer itself."""
    return receipt_answer(request, employer_ref(own(request).pk), sequence)


@requires("employer.own")
@require_GET
def of_access(request: Asked) -> HttpResponse:
    """What was recorded of the employer's access to business in its district."""
    employer = own(request)
    ref = access_ref(employer.pk, employer.authority)
    return _record(request, ref, "业务办理权限", reverse("employer:access"))


@requires("employer.own")
@require_GET
def receipt_of_access(request: Asked, sequence: int) -> HttpResponse:
    """The receipt of one entry about that access."""
    employer = own(request)
    return receipt_answer(request, access_ref(employer.pk, employer.authority), sequence)


@requires("employer.lot")
@require_GET
def of_lot(request: Asked, lot_id: int) -> HttpResponse:
    """What was recorded of places that the employer was granted."""
    return _record(request, lot_ref(lot_id), _places(request.found), reverse("employer:quota"))


@requires("employer.lot")
@require_GET
def receipt_of_lot(request: Asked, lot_id: int, sequence: int) -> HttpResponse:
    """The receipt of one entry about those places."""
    return receipt_answer(request, lot_ref(lot_id), sequence)


@requires("employer.employment")
@require_GET
def of_employment(request: Asked, employment_id: int) -> HttpResponse:
    """What was recorded of a person's tie to the employer."""
    above = reverse("employer:employee", args=[employment_id])
    return _record(request, employment_ref(employment_id), f"与{request.found.person.name}的单位关联", above)


@requires("employer.employment")
@require_GET
def receipt_of_employment(request: Asked, employment_id: int, sequence: int) -> HttpResponse:
    """The receipt of one entry about that tie."""
    return receipt_answer(request, employment_ref(employment_id), sequence)


def _places(lot: Lot) -> str:
    """Which places."""
    return f"指标（{day_text(lot.first_day)}至{day_text(lot.last_day)}可用）"


def _record(request: Asked, subject: SubjectRef, of: str, above: str) -> HttpResponse:
    return record_page(request, TEMPLATE, subject, framed(request, of=of, above=above))
