"""业务咨询 of a person: their questions with their answers, and asking a new one."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gongju.access.rules import Asked, requires
from gongju.employers.queries import confirmed
from gongju.enquiries import queries
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.enquiries import own_enquiries


@require_http_methods(["GET", "POST"])
@requires("applicant.own")
def enquiries(request: Asked) -> HttpResponse:
    """The person's own questions, and the form (CY-Q02a)."""
    person_id = request.actor.person_id or 0
    rows = queries.of_person(person_id)
    return own_enquiries(request, portal="applicant", home=_home(person_id), rows=rows, framed=framed)


def _home(person_id: int) -> str:
    """The district of the employer the person is confirmed at, "" without one."""
    employment = confirmed(person_id)
    return employment.employer.authority if employment else ""
