"""业务咨询 of an employer: its questions with their answers, and asking a new one."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gongju.access.rules import Asked, requires
from gongju.enquiries import queries
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.enquiries import own_enquiries


@require_http_methods(["GET", "POST"])
@requires("employer.own")
def enquiries(request: Asked) -> HttpResponse:
    """The employer's questions, and the form (CY-Q02b, SC-02)."""
    employer = own(request)
    rows = queries.of_employer(employer.pk)
    return own_enquiries(request, portal="employer", home=employer.authority, rows=rows, framed=framed)
