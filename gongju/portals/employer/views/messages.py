"""The employer's inbox."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.notifications import inbox
from gongju.portals.employer.frame import framed
from gongju.portals.shared.pages import page

PAGE = 30


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """Messages, newest first."""
    shown = Paginator(inbox.messages_of(request.actor).order_by("-at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return page(request, "employer/messages.html", framed(request, page_obj=shown))


@require_GET
@requires("employer.own")
def message(request: Asked, message_id: int) -> HttpResponse:
    """One message, read from now on."""
    found = inbox.mark_read(actor=request.actor, now=clock.now(), message_id=message_id)
    return page(request, "employer/message.html", framed(request, message=found))
