"""What every page of the employer's portal shows around its content."""

from gongju import clock
from gongju.access.rules import Asked
from gongju.employers.models import Employer
from gongju.employers.queries import waiting
from gongju.notifications import inbox
from gongju.portals.shared.appointments import takes_appointments
from gongju.sanctions.queries import freezing


def framed(request: Asked, **context: object) -> dict[str, object]:
    """The context of a page with its frame: the employer acted for, and what waits."""
    actor = request.actor
    employer = Employer.objects.filter(pk=actor.employer_id or 0).first()
    return {
        "signed_in": {"name": actor.name, "of": employer.name if employer else ""},
        "employer": employer,
        "asked_links": waiting(employer.pk).count() if employer else 0,
        "unread": inbox.unread(actor) if employer else 0,
        "books": employer is not None and takes_appointments(employer.authority),
        "frozen": freezing(employer_id=actor.employer_id, user_id=actor.user_id, on=clock.today()),
        "today": clock.today(),
        **context,
    }


def own(request: Asked) -> Employer:
    """The employer that the signed-in agent acts for; the access rule has made sure there is one."""
    return Employer.objects.get(pk=request.actor.employer_id or 0)
