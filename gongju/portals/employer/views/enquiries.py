"""业务咨询 of an employer: its questions with their answers, and asking a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.enquire import ask_as_oneself
from gongju.enquiries import queries
from gongju.errors import BadInput, Refusal
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.enquiries import asked, enquiry_form
from gongju.portals.shared.pages import faulty, page

PAGE = 20


@require_http_methods(["GET", "POST"])
@requires("employer.own")
def enquiries(request: Asked) -> HttpResponse:
    """The employer's questions, and the form (CY-Q02b, SC-02)."""
    employer = own(request)
    form = enquiry_form(request.POST if request.method == "POST" else None, home=employer.authority)
    left: list[str] = []
    if form.ok:
        try:
            ask_as_oneself(actor=request.actor, now=clock.now(), **asked(form))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refusal:
            left = [str(refusal)]
        else:
            messages.success(request, "问题已送出，回答后会发消息。")
            return redirect("employer:enquiries")
    rows = Paginator(queries.of_employer(employer.pk), PAGE).get_page(request.GET.get("page"))
    context = framed(request, form=form, left=left, page_obj=rows)
    return (faulty if form.read else page)(request, "employer/enquiries.html", context)
