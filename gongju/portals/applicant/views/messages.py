"""消息: what I was told, newest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.notifications import inbox
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.pages import page

A_PAGE = 20


@requires("applicant.own")
@require_GET
def messages(request: Asked) -> HttpResponse:
    """The inbox."""
    listed = Paginator(inbox.messages_of(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return page(request, "applicant/messages.html", framed(request, listed=listed))


@requires("applicant.own")
@require_POST
def opened(request: Asked, message_id: int) -> HttpResponse:
    """Note that a message was read, and go to what it is about."""
    message = inbox.mark_read(actor=request.actor, now=clock.now(), message_id=message_id)
    return redirect("applicant:case", message.case_number) if message.case_number else redirect("applicant:messages")


@requires("applicant.own")
@require_POST
def all_opened(request: Asked) -> HttpResponse:
    """Note that all were read."""
    inbox.mark_all_read(actor=request.actor, now=clock.now())
    return redirect("applicant:messages")
